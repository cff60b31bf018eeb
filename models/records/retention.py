"""Files whose time is over."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.rules.retention import Cause


@dataclass(frozen=True, slots=True)
class DueFile:
    """A file to be erased or confirmed: since when, and why."""

    household_id: UUID
    number: str
    names: str
    since: date
    cause: Cause
    last_used: date
