"""What the counter reads of a household in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from app.services.aid import eligibility
from app.services.desk import Desk
from app.services.household_file import household_file
from models.records.aid import Eligibility
from models.records.household import HouseholdFile

KINDS = ("food", "clothing", "baby", "hygiene", "money", "blankets")
"""What the tiles 1 to 6 give."""


@dataclass(frozen=True, slots=True)
class Served:
    """The household at the counter, and whether each kind is due."""

    file: HouseholdFile
    due: Mapping[str, Eligibility]


def read_served(desk: Desk, household_id: UUID) -> Served:
    """Open the file (it is written in the audit chain) and weigh each kind of the tiles."""
    file = household_file(desk, household_id)
    others = {kind: eligibility(desk, household_id, kind) for kind in KINDS if kind != "food"}
    return Served(file, {"food": file.food, **others})
