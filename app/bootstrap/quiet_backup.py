"""The day's backup, made beside the work: nobody waits for it, and nobody is asked."""

import threading

from PySide6.QtCore import QObject, Signal

from app.services.backups import back_up, is_backup_due
from app.services.desk import Desk
from app.services.progress import Progress
from models.records.backup import BackupLine
from ui.jobs import Query, news
from ui.labels.backups import day_copy_failure


class QuietBackup(QObject):
    """Makes a backup when one is due, on a read lane: saving goes on meanwhile.

    `failed` carries a sentence that says what happened and what to do.
    """

    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._at_work = threading.Lock()
        self._job = Query.long(self, self._back_up).done(self._done).failed(self._failed)

    def begin(self) -> None:
        """Look whether one is due, and make it."""
        if not self._desk.is_trial:
            self._job.run()

    def stop(self) -> None:
        """Begin no more; what is under way stops at its next step and leaves no file."""
        self._job.cancel()

    def wait(self) -> None:
        """Wait, on another thread than the interface's, until nothing is under way."""
        with self._at_work:
            pass

    def _back_up(self, progress: Progress) -> BackupLine | None:
        with self._at_work:
            progress("backup", 0, 0)  # stopped before it began, the vault may be closed already
            return back_up(self._desk, progress) if is_backup_due(self._desk) else None

    def _done(self, made: BackupLine | None) -> None:
        if made is not None:
            news().announce(frozenset({"backup"}), self)

    def _failed(self, error: Exception) -> None:
        self.failed.emit(day_copy_failure(error))
