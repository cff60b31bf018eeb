"""Needs of a household or of one of its people, from a day to a day."""

from datetime import date
from uuid import UUID

from app.services.desk import Desk
from app.services.found import found_household, found_member, touch
from models.entities import Need
from models.errors import NotFound, RuleBroken
from models.ids import new_id
from models.rules import codes
from models.rules.partial_date import PartialDate
from models.rules.writing import tidy


def record_need(
    desk: Desk,
    household_id: UUID,
    code: str,
    *,
    member_id: UUID | None = None,
    since: PartialDate | None = None,
    notes: str = "",
) -> UUID:
    """Note a need, open until it is ended; `since` None means today.

    Raises:
        NotFound: no such household, or the person is not in it.
        RuleBroken: "unknown_code" for a code that is not in the list of needs.
    """
    if not codes.is_known("needs", code):
        raise RuleBroken(rule="unknown_code", value=code)
    with desk.work("record_need", household_id) as work:
        found_household(work.session, household_id)
        if member_id is not None:
            found_member(work.session, household_id, member_id)
        need = Need(
            id=new_id(),
            household_id=household_id,
            member_id=member_id,
            code=code,
            since=(since or PartialDate.from_date(desk.today())).iso,
            notes=tidy(notes),
        )
        work.session.add(need)
        touch(desk, work, household_id)
        work.commit()
    return need.id


def end_need(desk: Desk, household_id: UUID, need_id: UUID, until: date) -> None:
    """Note the day from which a need is no more.

    Raises:
        NotFound: the household has no such need.
        RuleBroken: "future_date"; "dates_crossed" when it would end before it began.
    """
    if until > desk.today():
        raise RuleBroken(rule="future_date")
    with desk.work("end_need", household_id) as work:
        need = work.session.get(Need, need_id)
        if need is None or need.household_id != household_id:
            raise NotFound(need_id=need_id)
        if PartialDate.from_iso(need.since).earliest > until:
            raise RuleBroken(rule="dates_crossed")
        need.until = until.isoformat()
        touch(desk, work, household_id)
        work.commit()
