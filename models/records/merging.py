"""Two household files that are one: what they tell differently, and what was decided."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.records.household import HouseholdFile


@dataclass(frozen=True, slots=True)
class Difference:
    """A detail that two files, or two lines about one person, tell differently.

    `field` names it ("card", "surname", "address" …); `member_id` is the person of the surviving
    file, None for a detail of the household. Values are as they are kept.
    """

    field: str
    kept: str
    merged: str
    member_id: UUID | None = None

    @property
    def key(self) -> "Choice":
        """By which `MergeHouseholds.taken` names it."""
        return self.member_id, self.field


Choice = tuple[UUID | None, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two files side by side; `kept` is the one that survives."""

    kept: HouseholdFile
    merged: HouseholdFile
    differences: tuple[Difference, ...]
    """Of the households; those of their people follow from who is whom."""
    same: tuple[tuple[UUID, UUID], ...]
    """Who is surely one person: (of the merged file, of the kept one)."""
    documents: tuple[int, int]
    """How many documents and reserved notes each has: kept, merged."""


@dataclass(frozen=True, slots=True)
class MergeHouseholds:
    """Put one file into another."""

    kept_id: UUID
    merged_id: UUID
    kept_revision: int
    merged_revision: int
    """Those of the files that were compared."""
    same: tuple[tuple[UUID, UUID], ...] = ()
    """People who are one: (of the merged file, of the kept one)."""
    taken: frozenset[Choice] = frozenset()
    """Differences of which the merged file's word holds."""


@dataclass(frozen=True, slots=True)
class MergedFile:
    """A file that was merged into another."""

    household_id: UUID
    number: str
    label: str
    merged_on: date
    can_be_split: bool
    """Whether what it takes to divide them again is still kept."""
