"""Leaving an open vault: the copy on the stick is offered when it is old, then the work ends."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from app.services.backups import OFFERED_AFTER, is_backup_elsewhere_due
from app.services.desk import Desk
from models.records.backup import BackupState
from ui.jobs import Query

if TYPE_CHECKING:
    from ui.dialogs.parting_copy import PartingCopy


class Parting(QObject):
    """Asks, if there is a stick to copy to, and then does what was to be done."""

    def __init__(
        self, app: QApplication, desk: Desk, then: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._desk = desk
        self._then = then
        self.dialog: PartingCopy | None = None

    def begin(self) -> None:
        """Look for the stick; no window may be open meanwhile."""
        self._app.setQuitOnLastWindowClosed(False)
        Query(self, lambda: is_backup_elsewhere_due(self._desk)).done(self._offer).failed(
            lambda _error: self._end()
        ).run()

    def _offer(self, is_due: bool) -> None:
        if not is_due:
            self._end()
            return
        from ui.dialogs.parting_copy import PartingCopy  # once a week at most

        self.dialog = PartingCopy(self._desk)
        self.dialog.finished.connect(self._end)
        self.dialog.show()

    def give_up(self) -> None:
        """Nobody is there to answer: end without a copy; one under way stops at its next step."""
        if self.dialog is not None:
            self.dialog.reject()

    @Slot(int)
    def _end(self, _result: int = 0) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self._then()
        self._app.setQuitOnLastWindowClosed(True)
        self.deleteLater()


def may_be_due(state: BackupState | None, now: datetime) -> bool:
    """Whether it is worth looking for the stick; known before anybody leaves."""
    if state is None or state.folder is None:
        return False
    made = state.elsewhere
    return made is None or now - made >= OFFERED_AFTER - timedelta(hours=1)
