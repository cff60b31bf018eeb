"""Long work: what is being done, n of N, and a Cancel that works."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.text import label


class ProgressPanel(QWidget):
    """Shows a phase in words; emits `cancel_requested`."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        row = QHBoxLayout()
        self._phase = label("", "strong", wraps=True)
        self._count = label("", "muted")
        row.addWidget(self._phase, 1)
        row.addWidget(self._count)
        column.addLayout(row)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        column.addWidget(self._bar)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self._cancel = button(self.tr("Interrompi"), pressed=self._ask_cancel)
        foot.addWidget(self._cancel)
        column.addLayout(foot)
        self.begin("")

    def begin(self, phase: str) -> None:
        """Start over, before the first step is known."""
        self._cancel.setEnabled(True)
        self._count.clear()
        self._phase.setText(phase)
        self._bar.setRange(0, 0)

    def show_step(self, phase: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps of a phase, in words, are behind."""
        self._phase.setText(phase)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(
            self.tr("{done} di {total}").format(done=done, total=total) if total else ""
        )
        self._bar.setAccessibleName(f"{phase} {self._count.text()}")

    def _ask_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._phase.setText(self.tr("Mi fermo appena possibile…"))
        self.cancel_requested.emit()
