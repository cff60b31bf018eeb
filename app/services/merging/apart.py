"""Two files that look like one household and are not: said once, and not asked again."""

from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import or_, select

from app.services.desk import Desk
from app.services.found import found_household
from models.entities import ToldApart
from models.errors import RuleBroken

if TYPE_CHECKING:
    from models.storage.session import VaultSession


def tell_apart(desk: Desk, household_id: UUID, other_id: UUID) -> None:
    """Remember that two files are not one household; it can be undone.

    Raises:
        NotFound: one of them is not there.
        RuleBroken: "same_file".
    """
    if household_id == other_id:
        raise RuleBroken(rule="same_file")
    with desk.work("tell_apart", household_id) as work:
        for one in (household_id, other_id):
            found_household(work.session, one)
        if other_id not in told_apart(work.session, household_id):
            first, second = sorted((household_id, other_id))
            told_on = desk.today().isoformat()
            work.session.add(ToldApart(household_id=first, other_id=second, told_on=told_on))
        work.commit()


def told_apart(session: "VaultSession", household_id: UUID) -> set[UUID]:
    """The files of which somebody said that they are not this household."""
    names_it = or_(ToldApart.household_id == household_id, ToldApart.other_id == household_id)
    rows = session.scalars(select(ToldApart).where(names_it))
    return {row.household_id if row.other_id == household_id else row.other_id for row in rows}


def all_told_apart(session: "VaultSession") -> set[frozenset[UUID]]:
    """All pairs of files of which somebody said that they are not one household."""
    pairs = session.execute(select(ToldApart.household_id, ToldApart.other_id))
    return {frozenset((one, other)) for one, other in pairs}
