"""Taking a draft into the vault: the one question asked, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.rules.partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """Have these households signed the consent for the register, and when (None: unknown)."""

    given: bool
    on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import added; all counts are 0 when the file had been brought in before."""

    batch_id: UUID | None
    """None when nothing was new: there is nothing to undo."""
    households_added: int = 0
    households_merged: int = 0
    """Households of the file recognised as ones kept already from elsewhere."""
    households_known: int = 0
    """Households of the file brought in by an earlier export of the same register."""
    members_added: int = 0
    aid_added: int = 0
    aid_known: int = 0


@dataclass(frozen=True, slots=True)
class BatchLine:
    """An import made before; `undone_at` None while it stands."""

    batch_id: UUID
    file_name: str
    imported_at: datetime
    undone_at: datetime | None
    outcome: ImportOutcome
    notices: int
