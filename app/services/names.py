"""How households are called on screen, many at a time."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from models.repositories import households
from models.rules.ages import age_on
from models.rules.household_names import household_names

if TYPE_CHECKING:
    from models.storage.session import VaultSession


def names_of(session: "VaultSession", ids: Sequence[UUID], day: date) -> dict[UUID, str]:
    """The adults' names (on `day`) of each household, or its label."""
    people = households.member_rows(session, ids)
    return {
        household_id: household_names(
            [
                (
                    households.name_of(row),
                    age_on(households.known_date(row.born), day),
                    row.relation,
                )
                for row in people.get(household_id, [])
                if row.left_on is None
            ],
            head.label,
        )
        for household_id, head in households.heads(session, ids).items()
    }
