"""The audit log as the coordinator reads it: who did what, when, on which file."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

FaultKind = Literal["edited", "deleted", "reordered", "cut"]


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry; `household_id` is the file that it is about, where that is still kept."""

    sequence: int
    at: datetime
    operator: str
    action: str
    detail: str
    """Codes, counts and days; never what somebody wrote about a person."""
    household_id: UUID | None
    number: str
    """Of the household."""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries to show; what is not set leaves all."""

    kind: str = ""
    """A kind of `resources/codes/deeds.toml`."""
    operator_id: UUID | None = None
    household_id: UUID | None = None
    first: date | None = None
    last: date | None = None
    """Local days, both included."""


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """What a verification found; without `fault` the log is whole."""

    lines: int
    head: str
    """The first sixteen digits of the last entry's digest, to be written down."""
    fault: FaultKind | None = None
    sequence: int = 0
    """Of the first entry that does not hold."""
    at: datetime | None = None
    """About when it was made, as far as is known."""
