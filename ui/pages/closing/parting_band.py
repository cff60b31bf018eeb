"""The band above what leaves: which columns stay on this computer, and which are sealed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import icons, theme
from ui.theme import Role
from ui.widgets.data_table import DataTable

_HEIGHT = 32


class PartingBand(QWidget):
    """Two words over the columns of a table; the first column stays, the others leave."""

    def __init__(self, table: DataTable, stays: str, leaves: str) -> None:
        super().__init__()
        self._table = table
        self._words = (stays, leaves)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{stays}. {leaves}")
        table.sheet.horizontalHeader().sectionResized.connect(lambda *_: self.update())

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, round(theme.scaled(_HEIGHT)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        edge = float(self._table.sheet.columnWidth(0))
        here = QRectF(0, 0, edge, self.height())
        there = QRectF(edge, 0, self.width() - edge, self.height())
        self._paint(painter, here, ("sunk", "home", "muted"), self._words[0])
        self._paint(painter, there, ("elsewhere_soft", "lock", "elsewhere"), self._words[1])
        painter.end()

    def _paint(
        self, painter: QPainter, place: QRectF, look: tuple[str, str, str], words: str
    ) -> None:
        ground, icon, ink = look
        painter.fillRect(place, theme.colour(ground))
        side = icons.size() * 0.8
        at = QRectF(place.left() + 12, place.center().y() - side / 2, side, side)
        icons.paint(painter, at, icon, ink)
        painter.setFont(theme.font(Role.CAPTION))
        painter.setPen(theme.colour(ink))
        room = place.adjusted(side + 20, 0, -8, 0)
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, round(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
