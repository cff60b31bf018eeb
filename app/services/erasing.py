"""Erasure: the person is forgotten everywhere, the statistics stay.

What stays of an erased household are counts (see `past_figures`), the audit entries, which name it
by a random identifier, and the note that it was erased: a backup made before has it still, and
restoring that backup must not bring it back. At the register it goes with the next exchange, like
a household whose consent was withdrawn.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import insert, select

from app.services import words
from app.services.desk import Desk
from app.services.found import found_household, found_member, touch
from app.services.members import leave_place
from app.services.merging.dividing import divide
from app.services.past_figures import keep_figures
from app.services.progress import Progress, silent
from models.entities import Erased, Household, Member
from models.errors import RuleBroken
from models.repositories import erasing
from models.repositories.households import family_of, known_date
from models.rules import codes
from models.rules.ages import age_on, is_minor
from models.storage.audit import utc_text
from models.storage.sweeping import is_sweep_due, note_sweep_due

if TYPE_CHECKING:
    from models.storage.session import VaultSession
    from models.storage.unit_of_work import UnitOfWork


def erase_household(desk: Desk, household_id: UUID, reason: str) -> None:
    """Forget a household for good; it cannot be undone.

    Args:
        desk: the coordinator's.
        household_id: whose file.
        reason: a code of `erasure_reasons`.

    Raises:
        NotAllowed: only the coordinator may.
        NotFound: no such household.
        RuleBroken: "unknown_code" for the reason.
        DiskFull, DiskFailed: it is erased, but the file not yet swept: the next opening does it.
    """
    erase_households(desk, [household_id], reason)


def erase_households(
    desk: Desk, ids: Sequence[UUID], reason: str, progress: Progress = silent
) -> int:
    """As `erase_household`, one after another, and the file swept once; tells how many.

    `progress` is told "erase" with households done and in all; what it raises leaves the rest.
    """
    _check_reason(reason)
    desk.require("erase_household")
    try:
        for number, household_id in enumerate(ids):
            progress("erase", number, len(ids))
            with desk.work("erase_household", journal=False) as work:
                found_household(work.session, household_id)
                for one in family_of(work.session, household_id):
                    _note(desk, work, one, None, reason)
                _forget_household(desk, work, household_id)
                work.audit("erase_household", household_id, reason)
                work.commit()
    finally:
        with desk.read() as session:
            is_due = is_sweep_due(session)
        if is_due:
            desk.vault.sweep()
    return len(ids)


def erase_member(desk: Desk, household_id: UUID, member_id: UUID, reason: str) -> None:
    """Forget one person of a household for good; who lived there still counts, without a name.

    Raises:
        NotAllowed: only the coordinator may.
        NotFound: the person is not in that household.
        RuleBroken: "unknown_code" for the reason; "last_member": the household is to be erased.
        DiskFull, DiskFailed: as `erase_household`.
    """
    _check_reason(reason)
    with desk.work("erase_member", journal=False) as work:
        member = found_member(work.session, household_id, member_id)
        _count_unnamed(desk, work.session, member)
        _note(desk, work, household_id, member_id, reason)
        _forget_member(desk, work, member)
        work.audit("erase_member", household_id, reason)
        work.commit()
    desk.vault.sweep()


def erase_again(desk: Desk) -> int:
    """Erase whoever was erased before and is there again, out of a backup; tells how many.

    To be called at each opening: it also ends what a crash left undone of an erasure.
    """
    with desk.read() as session:
        is_due, back = is_sweep_due(session), erasing.erased_again(session)
    if back:
        with desk.work("erase_again", journal=False) as work:
            _forget_again(desk, work, back)
            note_sweep_due(work.session)
            work.audit("erase_again", None, str(len(back)))
            work.commit()
    if back or is_due:
        desk.vault.sweep()
    return len(back)


def _forget_again(desk: Desk, work: "UnitOfWork", back: Sequence[Erased]) -> None:
    """Whole households first: a person of one of them is then gone already."""
    for erased in back:
        if erased.household_id is None:
            _divide(desk, work, erased.id)
            _forget_household(desk, work, erased.id)
    for erased in back:
        member = None if erased.household_id is None else work.session.get(Member, erased.id)
        if member is None:
            continue
        if _lives_alone(work.session, member):
            _forget_household(desk, work, member.household_id)
            work.session.expunge_all()
        else:
            _count_unnamed(desk, work.session, member)
            _forget_member(desk, work, member)


def _lives_alone(session: "VaultSession", member: Member) -> bool:
    """Whether a file is hers alone, as it may be in a backup made before others came."""
    together = select(Member.id).where(
        Member.household_id == member.household_id, Member.left_on.is_(None)
    )
    return list(session.scalars(together)) == [member.id]


def _divide(desk: Desk, work: "UnitOfWork", household_id: UUID) -> None:
    """Divide a household from the file that it was merged into, where it can be: that one stays."""
    found = work.session.get(Household, household_id)
    if found is not None and found.merged_into is not None:
        with suppress(RuleBroken):
            divide(desk, work, found.merged_into, household_id)
        work.session.flush()
        work.session.expunge_all()


def _forget_household(desk: Desk, work: "UnitOfWork", household_id: UUID) -> None:
    keep_figures(work.session, household_id, desk.today())
    erasing.forget_household(work.session, household_id, utc_text(desk.clock()))
    words.forget_vocabulary(desk)


def _forget_member(desk: Desk, work: "UnitOfWork", member: Member) -> None:
    household_id, member_id = member.household_id, member.id
    work.session.flush()
    work.session.expunge(member)
    erasing.forget_member(work.session, member_id, utc_text(desk.clock()))
    words.forget_vocabulary(desk)
    touch(desk, work, household_id)


def _count_unnamed(desk: Desk, session: "VaultSession", member: Member) -> None:
    """Let the household keep its size, and another person stand for it."""
    if member.left_on is not None:
        return
    people = leave_place(session, member)
    household = found_household(session, member.household_id)
    household.declared_people = max(household.declared_people or 0, len(people))
    ages = [age_on(known_date(person.born), desk.today()) for person in people]
    minors = sum(is_minor(a, p.relation) for a, p in zip(ages, people, strict=True))
    household.declared_minors = max(household.declared_minors or 0, minors)


def _check_reason(reason: str) -> None:
    if not codes.is_known("erasure_reasons", reason):
        raise RuleBroken(rule="unknown_code", value=reason)


def _note(desk: Desk, work: "UnitOfWork", household_id: UUID, of: UUID | None, reason: str) -> None:
    erased = {
        "id": of or household_id,
        "household_id": household_id if of else None,
        "erased_on": desk.today().isoformat(),
        "reason": reason,
    }
    work.session.execute(insert(Erased), [erased])
    note_sweep_due(work.session)
