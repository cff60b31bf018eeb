"""Before leaving: the stick is there and its copy is old; offered once, never forced."""

from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from app.services.backups import back_up_elsewhere, backup_state
from app.services.desk import Desk
from models.records.backup import BackupLine
from ui import theme
from ui.jobs import Query
from ui.labels.backups import copying_words, elsewhere_failure
from ui.labels.status import ago
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import label

_WIDE = 520
_PATIENCE_MS = 60_000


class PartingCopy(QDialog):
    """Offers the copy off the PC; without an answer it goes away by itself after a minute."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setWindowTitle("DA.PO")
        self.setMinimumWidth(round(theme.scaled(_WIDE)))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL * 2, Space.XL, Space.XL * 2, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(label(self.tr("Faccio la copia sulla chiavetta?"), "name", wraps=True))
        self._words = label("", wraps=True)
        column.addWidget(self._words)
        self.banner = Banner(tone=Tone.ATTENTION)
        self.banner.hide()
        column.addWidget(self.banner)
        self.progress = ProgressPanel()
        self.progress.hide()
        column.addWidget(self.progress)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.leave = button(self.tr("Non adesso"), pressed=self.reject)
        self.copy = button(self.tr("Fai la copia"), "primary", "usb", pressed=self.begin)
        self.copy.setDefault(True)
        foot.addWidget(self.leave)
        foot.addWidget(self.copy)
        column.addLayout(foot)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self.reject)
        self._patience.start()
        self._job = Query.long(self, lambda progress: back_up_elsewhere(desk, progress))
        self._job.progress(self._step).done(self._done).failed(self._failed)
        self._job.cancelled(self.accept)
        self.progress.cancel_requested.connect(self._job.cancel)
        Query(self, lambda: backup_state(desk).elsewhere).done(
            lambda made: self._tell(made.date() if made else None)
        ).run()
        self.copy.setFocus()

    @override
    def reject(self) -> None:
        """Leave without a copy; one under way is stopped first."""
        if self.progress.isVisibleTo(self):
            self._job.cancel()
        else:
            super().reject()

    def begin(self) -> None:
        """Make the copy, and leave."""
        self._patience.stop()
        self.copy.setEnabled(False)
        self.leave.setEnabled(False)
        self.progress.begin(copying_words())
        self.progress.show()
        self._job.run()

    def _tell(self, made_on: date | None) -> None:
        words = self.tr("La chiavetta è inserita. L'ultima copia che porta: {ago}.")
        self._words.setText(words.format(ago=ago(made_on, self._desk.today())))

    def _step(self, _phase: str, done: int, total: int) -> None:
        self.progress.show_step(copying_words(), done, total)

    def _done(self, _line: BackupLine) -> None:
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.progress.hide()
        self.banner.tell(*elsewhere_failure(error), Tone.ATTENTION)
        self.banner.show()
        self._patience.start()
        self.copy.hide()
        self.leave.setText(self.tr("Chiudi"))
        self.leave.setAccessibleName(self.tr("Chiudi"))
        self.leave.setEnabled(True)
        self.leave.setFocus()
