"""What a search finds, and what the first screen says."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.records.aid import Eligibility
from models.records.backup import BackupState
from models.records.household import Composition


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A household found; `found_as` names the member when not the reference person."""

    household_id: UUID
    names: str
    found_as: str
    """The member's name that matched, "" when it is the one shown in `names`."""
    found_relation: str
    matched: tuple[str, ...]
    """Folded words typed that matched, for highlighting."""
    is_similar: bool
    """Found by a similar spelling, not by the letters typed."""
    number: str
    card: str
    street: str
    composition: Composition
    food: Eligibility
    isee_until: date | None
    """The last day of the last ISEE certificate, None when none is known."""
    silent_days: int | None
    """Days since the last aid here, None when there never was one."""
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Expiring:
    """How many files have something of a kind expiring or missing; `code` names the kind."""

    code: str
    """isee, stp, document, consent_register, silent, alike, retention."""
    count: int
    on: date | None
    """The first day on which one expires; None for what has no day."""
    until: date | None = None
    """The last such day."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file opened lately."""

    household_id: UUID
    names: str
    number: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The month so far."""

    month: str
    aid: int
    households: int
    elsewhere: int
    """Households aided here this month that are also followed elsewhere."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The first screen's cards."""

    today: date
    expiring: tuple[Expiring, ...]
    last_opened: tuple[Opened, ...]
    month: MonthFigures
    month_to_close: str | None
    """The latest ended month that waits for its closing, else the present one if it waits."""
    last_exchange: date | None
    households: int
    backup: BackupState
