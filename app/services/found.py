"""The rows that a change begins from, or the fact that they are not there."""

from typing import TYPE_CHECKING
from uuid import UUID

from app.services import words
from app.services.desk import Desk
from models.entities import Household, Member
from models.errors import ChangedMeanwhile, NotFound
from models.storage.audit import utc_text

if TYPE_CHECKING:
    from models.storage.session import VaultSession
    from models.storage.unit_of_work import UnitOfWork


def found_household(session: "VaultSession", household_id: UUID) -> Household:
    """The household to change.

    Raises:
        NotFound: there is none.
        ChangedMeanwhile: it was merged into another, where the work goes on.
    """
    household = session.get(Household, household_id)
    if household is None:
        raise NotFound(household_id=household_id)
    if household.merged_into is not None:
        raise ChangedMeanwhile(table="household")
    return household


def found_member(session: "VaultSession", household_id: UUID, member_id: UUID) -> Member:
    """The member of that household; raises NotFound when she is of another, or of none."""
    member = session.get(Member, member_id)
    if member is None or member.household_id != household_id:
        raise NotFound(member_id=member_id)
    return member


def touch(desk: Desk, work: "UnitOfWork", household_id: UUID) -> None:
    """Note that something of a household changed: its revision grows, its words are made again."""
    found_household(work.session, household_id).changed_at = utc_text(desk.clock())
    words.rewrite(desk, work, household_id)
