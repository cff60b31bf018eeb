"""The search box: large, with what it understands said inside, steering the list below it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from ui import theme
from ui.theme import Space
from ui.widgets.picture import Picture
from ui.widgets.text import label

_STEERING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Insert,
)


class SearchBox(QWidget):
    """Emits `text_changed` at each letter; arrows, Enter and Ins go to the list it steers.

    `digit_pressed` is emitted, and the letter kept out, for a digit typed into an empty box when
    `takes_digits` is on (distribution day: one digit records an aid).
    """

    text_changed = Signal(str)
    digit_pressed = Signal(int)

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        hint: str = "",
        icon: str = "search",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.takes_digits = False
        self._steered: QAbstractItemView | None = None
        self.setMinimumHeight(round(theme.scaled(58)))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XL, Space.XS, Space.XL, Space.XS)
        row.setSpacing(Space.M)
        row.addWidget(Picture(icon, "ink", 22))
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setProperty("bare", "true")
        self.edit.setProperty("big", "true")
        self.edit.textChanged.connect(self.text_changed)
        self.edit.installEventFilter(self)
        row.addWidget(self.edit, 1)
        row.addWidget(label(hint, "caption"))
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        """What is written, without spaces around it."""
        return self.edit.text().strip()

    def clear(self) -> None:
        """Empty the box and put the cursor back in it."""
        # setText forgets the letters, so that Ctrl+Z takes back the aid and not the search.
        self.edit.setText("")
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def steer(self, results: QAbstractItemView) -> None:
        """Send arrows, Enter and Ins to a list while the cursor stays here."""
        self._steered = results

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        typed = event.text()
        if self.takes_digits and not self.edit.text() and typed.isdecimal() and typed.isascii():
            self.digit_pressed.emit(int(typed))
            return True
        if self._steered is not None and event.key() in _STEERING:
            QApplication.sendEvent(self._steered, event)
            return True
        if event.key() == Qt.Key.Key_Escape and self.edit.text():
            self.edit.clear()
            return True
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.edit.hasFocus()
        outer = self.rect().toRectF()
        if focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("glow"))
            painter.drawRoundedRect(outer, theme.RADIUS + 2, theme.RADIUS + 2)
        pen = painter.pen()
        pen.setStyle(Qt.PenStyle.SolidLine)
        pen.setWidthF(2 if focused else 1)
        pen.setColor(theme.colour("brand" if focused else "edge"))
        painter.setPen(pen)
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(outer.adjusted(2, 2, -2, -2), theme.RADIUS, theme.RADIUS)
        painter.end()
