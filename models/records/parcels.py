"""The closing on a USB stick: what waits, what was made, what came back."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.records.closing import ClosingReceipt


@dataclass(frozen=True, slots=True)
class ParcelLine:
    """A parcel whose answer has not been read."""

    number: int
    month: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ParcelState:
    """Where things stand for a centre that closes by way of a stick."""

    waiting: tuple[ParcelLine, ...]
    """Oldest first."""
    is_joining: bool
    """A request to join the network was written, and its answer has not been read."""
    people: int
    """New or changed people who leave with the next parcel, as of the last answer."""
    matches: int
    """Matches whose aid elsewhere comes with the next parcel, as of the last answer."""
    is_in_use: bool
    """Whether this centre has ever made a parcel."""
    is_put_back: bool = False
    """This vault was opened knowing that another one was used after it: a network is needed once,
    if that one had spoken with the register since."""
    is_successor_owed: bool = False
    """Somebody left: the register hears of it over a network only."""


@dataclass(frozen=True, slots=True)
class MadeParcel:
    """A parcel as it lies on the stick."""

    number: int
    path: Path
    size: int
    """Bytes."""
    pushes: int
    questions: int
    """Match keys of people whose tokens are asked for."""


@dataclass(frozen=True, slots=True)
class TakenAnswer:
    """What an answer brought; `receipt` is None for the answer to a request to join."""

    number: int
    receipt: ClosingReceipt | None
    is_done: bool
    """Whether the month is closed with it; else another trip is needed."""
    people: int
    matches: int
