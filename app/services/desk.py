"""The desk: who works, at which vault, by which clock. Every service takes it first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from models.errors import NotAllowed
from models.records.vault import OperatorLine
from models.rules.permissions import least_role, may

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from models.storage.session import VaultSession
    from models.storage.unit_of_work import UnitOfWork
    from models.storage.vault import Vault

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Desk:
    """An open vault and the person at it."""

    vault: "Vault"
    operator: OperatorLine
    centre: str
    is_trial: bool
    clock: Clock = utc_now

    def today(self) -> date:
        """The local calendar day."""
        return self.clock().astimezone().date()

    def work(
        self, action: str, household_id: UUID | None = None, *, journal: bool = True
    ) -> "UnitOfWork":
        """A unit of work on the write lane; `journal=False` for bulk work with its own undo.

        `with desk.work("record_aid", household_id) as work: … work.commit()`; leaving without
        `commit` rolls back.

        Raises:
            NotAllowed: the operator's role may not do the action.
        """
        self.require(action)
        from models.storage.unit_of_work import Task  # SQLAlchemy, see vaults

        task = Task(action, self.operator.operator_id, household_id, journal)
        return self.vault.work(task, self.clock)

    def require(self, action: str) -> None:
        """Refuse an action that the operator's role may not do.

        Raises:
            NotAllowed: with the least role that may.
        """
        if not may(self.operator.role, action):
            raise NotAllowed(action=action, role=self.operator.role, needed=least_role(action))

    def read(self) -> "AbstractContextManager[VaultSession]":
        """A session that cannot write, on its own connection."""
        return self.vault.read()

    def close(self) -> None:
        """Close the vault; another process may then open it."""
        self.vault.close()
