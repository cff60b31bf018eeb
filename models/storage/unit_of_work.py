"""The unit of work: one transaction that is undone unless it is committed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self
from uuid import UUID

from sqlalchemy import Engine, insert
from sqlalchemy.orm.exc import StaleDataError
from typing_extensions import override

from models.entities import Change
from models.errors import ChangedMeanwhile
from models.ids import new_id
from models.storage.audit import Deed, append_entry, utc_text
from models.storage.journal import Journal, encode_changes
from models.storage.session import VaultSession
from models.storage.witness import Head


@dataclass(frozen=True, slots=True)
class Task:
    """What a unit of work is for: the action's stable code, who does it, on whose file."""

    action: str
    operator_id: UUID | None
    household_id: UUID | None = None
    journal: bool = True
    """False for imports and closings, which write in bulk and are undone in their own way."""


class UnitOfWork(AbstractContextManager["UnitOfWork"]):
    """`with desk.work("record_aid", household_id) as work: … work.commit()`.

    Holds the vault's one write lane from entering to leaving. `commit` writes, in the same
    transaction, the journal of everyday rows changed and the audit entry (that of the task, unless
    `audit` was called with a fuller one). Leaving without `commit` rolls back.
    """

    def __init__(
        self,
        engine: Engine,
        lane: AbstractContextManager[object],
        task: Task,
        clock: Callable[[], datetime],
        saved: Callable[[Head, datetime], None],
    ) -> None:
        """`saved` is told the head of the audit chain after each commit."""
        self._engine = engine
        self._lane = lane
        self._clock = clock
        self._saved = saved
        self.task = task

    @property
    def session(self) -> VaultSession:
        """The session of this transaction."""
        return self._session

    @override
    def __enter__(self) -> Self:
        self._lane.__enter__()
        self._session = VaultSession(self._engine, expire_on_commit=False)
        self._begin()
        return self

    def _begin(self) -> None:
        self._head: tuple[Head, datetime] | None = None
        if self.task.journal:
            self._session.info["journal"] = Journal()

    def audit(self, action: str, subject: UUID | None = None, detail: str = "") -> None:
        """Append an entry to the audit chain; it is saved, or not, with the change itself."""
        self._head = self._append(action, subject, detail)

    def _append(self, action: str, subject: UUID | None, detail: str = "") -> tuple[Head, datetime]:
        deed = Deed(self._clock(), self.task.operator_id, action, subject, detail)
        return append_entry(self._session, deed), deed.at

    def commit(self) -> None:
        """Save everything, for good, even if the power goes now.

        Raises:
            ChangedMeanwhile: a row was changed after it was read.
            DiskFull, VaultReadOnly, DiskFailed, VaultDamaged: nothing of this unit was saved.
        """
        try:
            self._session.flush()
        except StaleDataError as error:
            raise ChangedMeanwhile from error
        self._write_journal()
        head, at = self._head or self._append(self.task.action, self.task.household_id)
        self._session.commit()
        self._saved(head, at)
        self._begin()

    def _write_journal(self) -> None:
        journal = self._session.info.pop("journal", None)
        rows = journal.changes(self._session) if journal else []
        if rows:
            change = {
                "id": new_id(),
                "at": utc_text(self._clock()),
                "operator_id": self.task.operator_id,
                "action": self.task.action,
                "household_id": self.task.household_id,
                "rows": encode_changes(rows),
                "undone_at": None,
            }
            self._session.execute(insert(Change), [change])

    @override
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._session.close()
        finally:
            self._lane.__exit__(None, None, None)
        if isinstance(error, StaleDataError):
            raise ChangedMeanwhile from error
