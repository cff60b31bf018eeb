"""Retention: what falls due is listed; somebody confirms it with a reason, or erases it."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.services.desk import Desk
from app.services.found import found_household
from app.services.names import names_of
from app.services.privacy import terms_in
from app.services.progress import Progress, silent
from models.entities import KeptLonger
from models.errors import RuleBroken
from models.records.retention import DueFile
from models.repositories import households
from models.repositories.retention import traces
from models.rules import codes
from models.rules.days import months_later
from models.rules.retention import Cause, Times, Traces, due
from models.storage.audit import utc_text

if TYPE_CHECKING:
    from models.storage.session import VaultSession

_LONGEST_MONTHS: Final = 120


def due_files(desk: Desk) -> tuple[DueFile, ...]:
    """The files whose time is over today, the oldest first."""
    with desk.read() as session:
        found = _due(session, desk)
        heads = households.heads(session, list(found))
        names = names_of(session, list(found), desk.today())
    lines = [
        DueFile(one, heads[one].number, names[one], since, cause, told.last_used)
        for one, (since, cause, told) in found.items()
    ]
    return tuple(sorted(lines, key=lambda line: (line.since, line.names)))


def count_due(desk: Desk) -> int:
    """How many files are due."""
    with desk.read() as session:
        return len(_due(session, desk))


def due_file(desk: Desk, household_id: UUID) -> DueFile | None:
    """One of `due_files`, or None when its time is not over."""
    return next((line for line in due_files(desk) if line.household_id == household_id), None)


def keep_longer(desk: Desk, household_id: UUID, until: date, reason: str) -> None:
    """Keep a file beyond its time; it can be undone.

    Raises:
        NotAllowed: only the coordinator may.
        NotFound: no such household.
        RuleBroken: "unknown_code" for a reason not in `keeping_reasons`; "until_when" for a day
            that is past or more than ten years away.
    """
    if not codes.is_known("keeping_reasons", reason):
        raise RuleBroken(rule="unknown_code", value=reason)
    if not desk.today() < until <= months_later(desk.today(), _LONGEST_MONTHS):
        raise RuleBroken(rule="until_when")
    with desk.work("keep_longer", household_id) as work:
        found_household(work.session, household_id)
        kept = work.session.get(KeptLonger, household_id)
        if kept is None:
            kept = KeptLonger(household_id=household_id)
            work.session.add(kept)
        kept.until, kept.reason = until.isoformat(), reason
        kept.noted_at, kept.operator_id = utc_text(desk.clock()), desk.operator.operator_id
        work.audit("keep_longer", household_id, f"{until} {reason}")
        work.commit()


def erase_due(desk: Desk, chosen: Collection[UUID], progress: Progress = silent) -> int:
    """Erase the chosen files for good, those only whose time is over; tells how many.

    Args:
        desk: the coordinator's.
        chosen: by whoever read the list.
        progress: told "erase" with files done and in all; what it raises leaves the rest.

    Raises:
        NotAllowed: only the coordinator may.
        DiskFull, DiskFailed: see `erase_household`.
    """
    from app.services.erasing import erase_households  # the register's client, seldom needed

    with desk.read() as session:
        found = _due(session, desk)
    doomed = [household_id for household_id in found if household_id in chosen]
    return erase_households(desk, doomed, "retention", progress)


def _due(session: "VaultSession", desk: Desk) -> dict[UUID, tuple[date, Cause, Traces]]:
    terms = terms_in(session, desk.centre)
    times = Times(terms.months_after_closing, terms.months_after_aid)
    today = desk.today()
    judged = ((one, due(told, times), told) for one, told in traces(session, today).items())
    return {one: (*when, told) for one, when, told in judged if when[0] <= today}
