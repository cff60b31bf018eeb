"""The first step: a file, dropped here or chosen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from ui.dialogs.import_wizard.words import file_problem
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.picture import Picture
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import label

_ENDINGS = "*.xlsx *.xls *.xlsb *.xlsm *.ods *.csv *.tsv *.txt"


class FileStep(QWidget):
    """Emits `chosen` with a path; `cancelled` when the person does not want to wait."""

    chosen = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        self.banner = Banner()
        self.banner.hide()
        self._zone = _DropZone(self.choose)
        self._zone.dropped.connect(self.chosen)
        self.progress = ProgressPanel()
        self.progress.cancel_requested.connect(self._cancel)
        self.progress.hide()
        column.addWidget(self.banner)
        column.addWidget(self._zone, 1)
        column.addWidget(self.progress)
        column.addWidget(
            Banner(
                self.tr("Il tuo file resta com'è"),
                self.tr(
                    "Prima di importare vedi tutto: che cosa ho capito, colonna per colonna, e le "
                    "righe che non tornano. Dopo, si può annullare in un colpo solo."
                ),
                icon="shield-check",
            )
        )

    def first_focus(self) -> QWidget:
        """The button that chooses."""
        return self._zone.button

    def choose(self) -> None:
        """Ask for a file."""
        kinds = self.tr("Fogli di calcolo ({endings})").format(endings=_ENDINGS)
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Scegli il registro"), "", kinds)
        if path:
            self.chosen.emit(Path(path))

    def wait(self, name: str) -> None:
        """Say that a file is being read."""
        self.banner.hide()
        self._zone.setEnabled(False)
        self.progress.begin(self.tr("Leggo {name}…").format(name=name))
        self.progress.show()

    def rest(self) -> None:
        """Be ready for a file."""
        self._zone.setEnabled(True)
        self.progress.hide()

    def show_problem(self, error: Exception) -> None:
        """Say why a file cannot be read."""
        self.rest()
        self.banner.tell(*file_problem(error), Tone.ATTENTION)
        self.banner.show()
        self._zone.button.setFocus()

    def _cancel(self) -> None:
        self.rest()
        self.cancelled.emit()


class _DropZone(QFrame):
    """A place where a file is let go."""

    dropped = Signal(object)

    def __init__(self, choose: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("frame", "drop")
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setSpacing(Space.M)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(Picture("file-spreadsheet", "brand", 40), 0, middle)
        title = label(self.tr("Trascina qui il registro del tuo centro"), "lead")
        column.addWidget(title, 0, middle)
        kinds = self.tr("Excel, LibreOffice o CSV; anche con più fogli, anche disordinato")
        column.addWidget(label(kinds, "muted"), 0, middle)
        words = self.tr("Scegli un file…")
        self.button = button(words, "primary", "folder-open", pressed=choose)
        column.addWidget(self.button, 0, middle)
        column.addStretch(1)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(Path(paths[0]))
