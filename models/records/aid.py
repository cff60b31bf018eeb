"""Aid as it is shown and recorded, here and elsewhere."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.rules.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class AidLine:
    """One aid given here; `cents` only for money."""

    aid_id: UUID
    household_id: UUID
    kind: str
    quantity: int
    cents: int | None
    purpose: str
    given_on: PartialDate | None
    member_id: UUID | None
    operator: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ElsewhereLine:
    """One aid that another centre gave to the same household."""

    centre: str
    kind: str
    quantity: int
    cents: int | None
    given_on: PartialDate | None
    is_certain: bool
    """False when nobody has yet said whether the household is the same."""


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether aid of a kind doubles another within the window; it informs and never blocks."""

    kind: str
    is_due: bool
    last_here: PartialDate | None
    last_elsewhere: PartialDate | None
    elsewhere_centre: str
    possible_from: date | None
    """First day on which the window has passed; None when due."""
    window_days: int


@dataclass(frozen=True, slots=True)
class RecordAid:
    """Record an aid; `override_reason` when given before the window passed."""

    household_id: UUID
    kind: str
    quantity: int = 1
    cents: int | None = None
    purpose: str = ""
    given_on: PartialDate | None = None
    """None means today."""
    member_id: UUID | None = None
    override_reason: str = ""


@dataclass(frozen=True, slots=True)
class DayLine:
    """One aid of the day's distribution, newest first."""

    recorded_at: datetime
    household_id: UUID
    names: str
    kind: str
    quantity: int


@dataclass(frozen=True, slots=True)
class DaySheet:
    """The day's distribution: lines, and how many households were served."""

    day: date
    households: int
    usual: int
    """Households served on the busiest of the last four distribution days; 0 when unknown."""
    lines: tuple[DayLine, ...]
