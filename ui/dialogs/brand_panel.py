"""The coloured side of the windows that come before the main one: whose program this is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import icons, theme
from ui.theme import Role

_WIDE = 232


class BrandPanel(QWidget):
    """The name, the house with a heart, and a sentence at the foot."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = sentence
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(theme.scaled(_WIDE)), 360)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("rail"))
        side = theme.scaled(52)
        icons.paint(painter, QRectF(28, 36, side, side), "house-heart", "rail_ink")
        painter.setPen(theme.colour("rail_ink"))
        painter.setFont(theme.font(Role.FIGURE))
        name = QRectF(28, 36 + side + 10, self.width() - 40, theme.scaled(36))
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, "DA.PO")
        painter.setPen(theme.colour("rail_muted"))
        painter.setFont(theme.font())
        room = QRectF(28, 0, self.width() - 52, self.height() - 32)
        wraps = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(wraps), self._sentence)
        painter.end()
