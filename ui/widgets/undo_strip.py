"""The dark strip that says what was just done and takes it back: undo rather than confirm."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from typing_extensions import override

from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.picture import Picture
from ui.widgets.text import label

_SHOWN_MS = 12_000


class UndoStrip(QFrame):
    """Lies over the foot of its parent, between the buttons at both ends; goes away by itself."""

    undo_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("frame", "toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        row.setSpacing(Space.L)
        row.addWidget(Picture("check", "toast_ink", 18))
        self._words = label()
        row.addWidget(self._words)
        self._undo = button(self.tr("Annulla · Ctrl Z"), pressed=self._take_back)
        row.addWidget(self._undo)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def tell(self, sentence: str, *, can_undo: bool = True) -> None:
        """Show what was done; `can_undo` offers to take it back."""
        self._words.setText(sentence)
        self._undo.setVisible(can_undo)
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def _take_back(self) -> None:
        self.hide()
        self.undo_requested.emit()

    def _place(self) -> None:
        self.adjustSize()
        self.setMaximumWidth(max(200, self._over.width() - 2 * Space.XL))
        left = (self._over.width() - self.width()) // 2
        self.move(left, self._over.height() - self.height() - Space.L)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)
