"""Undo: the last change of today is taken back, unless someone built on it.

Changes are kept in the vault, so undo works after the program was closed and opened again. It puts
rows back only when they still are as the change left them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select, update

from app.services import words
from app.services.desk import Desk
from app.services.merging.answers import follow_undo
from models.entities import Change, Household
from models.storage.audit import utc_text
from models.storage.journal import decode_changes, put_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.storage.journal import RowChange
    from models.storage.session import VaultSession
    from models.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class UndoneChange:
    """A change that was, or can be, undone: its action's code and the household it was about."""

    action: str
    household_id: UUID | None


def last_change(desk: Desk) -> UndoneChange | None:
    """What `undo_last` would take back: this operator's latest change of today."""
    with desk.read() as session:
        change = _latest(session, desk)
        return UndoneChange(change.action, change.household_id) if change else None


def undo_last(desk: Desk) -> UndoneChange | None:
    """Take back this operator's latest change of today; None when there is none left.

    Raises:
        ChangedMeanwhile: its rows were changed since; nothing is touched.
    """
    with desk.work("undo", journal=False) as work:
        change = _latest(work.session, desk)
        if change is None:
            return None
        rows = decode_changes(change.rows)
        put_back(work.session, rows)
        now = utc_text(desk.clock())
        change.undone_at = now
        work.session.flush()
        work.session.expire_all()
        follow_undo(work.session, rows)
        for household_id in _concerned(change.household_id, rows):
            _refresh(desk, work, household_id, now)
        work.audit("undo", change.household_id, change.action)
        work.commit()
        return UndoneChange(change.action, change.household_id)


def _latest(session: "VaultSession", desk: Desk) -> Change | None:
    latest = (
        select(Change)
        .where(Change.undone_at.is_(None), Change.operator_id == desk.operator.operator_id)
        .order_by(Change.id.desc())
        .limit(1)
    )
    change = session.scalar(latest)
    if change is None:
        return None
    made_on = datetime.fromisoformat(change.at).astimezone().date()
    return change if made_on == desk.today() else None


def _concerned(named: UUID | None, rows: "Sequence[RowChange]") -> set[UUID]:
    """The household that a change was about, and others whose rows it touched: two of a merge."""
    touched = {UUID(row.key[0]) for row in rows if row.table == "household"}
    return touched | ({named} if named is not None else set())


def _refresh(desk: Desk, work: "UnitOfWork", household_id: UUID, now: str) -> None:
    """Windows that show the household notice that it changed; its search words are made anew."""
    touched = (
        update(Household)
        .where(Household.id == household_id)
        .values(revision=Household.revision + 1, changed_at=now)
    )
    work.session.execute(touched)
    words.rewrite(desk, work, household_id)
