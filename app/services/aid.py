"""Aid: recording it at the counter, mending it, and the day's sheet."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from app.services.desk import Desk
from app.services.eligibility import judge
from app.services.found import found_household, found_member
from app.services.household_file import aid_lines
from app.services.names import names_of
from models.entities import Aid
from models.errors import NotFound, RuleBroken
from models.ids import new_id
from models.records.aid import AidLine, DayLine, DaySheet, Eligibility, RecordAid
from models.repositories import aid as aids
from models.repositories import households
from models.repositories.aid import Latest, Neighbours
from models.rules import codes
from models.rules.partial_date import PartialDate
from models.rules.writing import tidy
from models.storage.audit import utc_text

if TYPE_CHECKING:
    from models.storage.session import VaultSession

LARGEST_QUANTITY = 9999


def record_aid(desk: Desk, command: RecordAid) -> UUID:
    """Record an aid given; a window not yet passed is told by `eligibility`, never refused here.

    Raises:
        NotFound: no such household, or who collected is not in it.
        RuleBroken: "unknown_code", "future_date", "quantity", "negative_amount".
    """
    given_on = _checked(desk, command)
    with desk.work("record_aid", command.household_id) as work:
        found_household(work.session, command.household_id)
        aid = Aid(id=new_id(), household_id=command.household_id, recorded_at="")
        _fill(work.session, aid, command, given_on)
        aid.operator_id = desk.operator.operator_id
        aid.recorded_at = utc_text(desk.clock())
        work.session.add(aid)
        work.audit("record_aid", command.household_id, _told(command))
        work.commit()
    return aid.id


def amend_aid(desk: Desk, aid_id: UUID, command: RecordAid) -> None:
    """Mend an aid recorded with a slip; who recorded it and when stay as they were.

    Without a date it keeps the one it has, even if that is none.

    Raises:
        NotFound: the household has no such aid.
        RuleBroken: as `record_aid`.
    """
    given_on = _checked(desk, command)
    with desk.work("amend_aid", command.household_id) as work:
        aid = _found(work.session, command.household_id, aid_id)
        kept_on = aid.given_on
        _fill(work.session, aid, command, given_on)
        if command.given_on is None:
            aid.given_on = kept_on
        work.audit("amend_aid", command.household_id, _told(command))
        work.commit()


def remove_aid(desk: Desk, household_id: UUID, aid_id: UUID) -> None:
    """Take away an aid recorded by mistake; it can be undone.

    Raises:
        NotFound: the household has no such aid.
    """
    with desk.work("remove_aid", household_id) as work:
        aid = _found(work.session, household_id, aid_id)
        work.audit("remove_aid", household_id, aid.kind)
        work.session.delete(aid)
        work.commit()


def aid_page(
    desk: Desk, household_id: UUID, offset: int = 0, limit: int = 200
) -> tuple[AidLine, ...]:
    """A page of the aid given here to a household, newest first."""
    with desk.read() as session:
        rows = aids.all_of(session, household_id)[offset : offset + limit]
        return aid_lines(household_id, rows, aids.operators(session))


def eligibility(desk: Desk, household_id: UUID, kind: str) -> Eligibility:
    """Whether aid of a kind given today would double another, here or elsewhere.

    Raises:
        NotFound: no such household.
    """
    with desk.read() as session:
        if household_id not in households.heads(session, [household_id]):
            raise NotFound(household_id=household_id)
        here = aids.latest(session, [household_id], kind).get(household_id, Latest())
        there = aids.neighbours(session, [household_id]).get(household_id, Neighbours())
        window = aids.windows(session, desk.today()).get(kind, 0)
    return judge(kind, here.of_kind, there.aid, window, desk.today())


def day_sheet(desk: Desk, day: date | None = None) -> DaySheet:
    """The distribution of a day (today when None), newest first, with whom was served."""
    shown = day or desk.today()
    with desk.read() as session:
        rows = aids.given_on(session, shown)
        names = names_of(session, list({row.household_id for row in rows}), shown)
        usual = aids.busiest_of_last_days(session, shown)
    lines = tuple(
        DayLine(
            recorded_at=datetime.fromisoformat(row.recorded_at),
            household_id=row.household_id,
            names=names[row.household_id],
            kind=row.kind,
            quantity=row.quantity,
        )
        for row in rows
    )
    return DaySheet(shown, len(names), usual, lines)


def _checked(desk: Desk, command: RecordAid) -> PartialDate:
    """The date of the aid, after the checks that need no vault."""
    given_on = command.given_on or PartialDate.from_date(desk.today())
    broken = (
        ("unknown_code", not codes.is_known("aid_kinds", command.kind)),
        ("future_date", given_on.earliest > desk.today()),
        ("quantity", not 1 <= command.quantity <= LARGEST_QUANTITY),
        ("negative_amount", (command.cents or 0) < 0),
    )
    for rule, is_broken in broken:
        if is_broken:
            raise RuleBroken(rule=rule)
    return given_on


def _fill(session: "VaultSession", aid: Aid, command: RecordAid, given_on: PartialDate) -> None:
    if command.member_id is not None:
        found_member(session, command.household_id, command.member_id)
    aid.kind = command.kind
    aid.quantity = command.quantity
    aid.cents = command.cents
    aid.purpose = tidy(command.purpose)
    aid.given_on = given_on.iso
    aid.member_id = command.member_id
    aid.override_reason = tidy(command.override_reason)


def _found(session: "VaultSession", household_id: UUID, aid_id: UUID) -> Aid:
    of_household = select(Aid).where(Aid.household_id == household_id, Aid.id == aid_id)
    aid = session.scalars(of_household).one_or_none()
    if aid is None:
        raise NotFound(aid_id=aid_id)
    return aid


def _told(command: RecordAid) -> str:
    """What the audit entry says: the kind, and whether it was given before its window passed.

    The reason itself stands with the aid: it may tell of a person, and an entry is for ever.
    """
    return f"{command.kind}; early" if tidy(command.override_reason) else command.kind
