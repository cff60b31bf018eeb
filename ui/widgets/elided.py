"""One line of text that is cut with an ellipsis when the room is over, and never pushes."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

_LEAST = 80
_READ_ALOUD = 500


class ElidedLabel(QLabel):
    """Shows as much of its text as fits; the whole is its tooltip and what is read aloud."""

    def __init__(self, role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)

    @override
    def setText(self, text: str) -> None:
        one_line = " ".join(text.split())
        super().setText(one_line)
        self.setAccessibleName(one_line[:_READ_ALOUD])

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST, self.sizeHint().width()), super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        self.setToolTip("" if words == self.text() else self.text()[:_READ_ALOUD])
        painter.drawText(room, int(self.alignment()), words)
        painter.end()
