"""Twelve months as bars: here in full colour, elsewhere above it in violet hatch."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import theme
from ui.theme import Role

_FOOT = 22.0
_BAR = 18.0


@dataclass(frozen=True, slots=True)
class MonthBar:
    """One month: its initial, its full name, how many here and how many elsewhere."""

    initial: str
    name: str
    here: int
    elsewhere: int


class MonthChart(QWidget):
    """Bars for the months given, oldest first."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._bars: list[MonthBar] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: list[MonthBar]) -> None:
        """Show these months."""
        self._bars = bars
        told = "; ".join(
            self.tr("{month}: {here} qui, {elsewhere} altrove").format(
                month=bar.name, here=bar.here, elsewhere=bar.elsewhere
            )
            for bar in bars
            if bar.here or bar.elsewhere
        )
        self.setAccessibleName(f"{self._name}. {told}")
        self.setToolTip(told.replace("; ", "\n"))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, round(theme.scaled(112)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_legend(painter)
        top = theme.line_height(Role.CAPTION) + 6
        floor = self.height() - _FOOT
        tallest = max([2, *(bar.here + bar.elsewhere for bar in self._bars)])
        unit = (floor - top) / tallest
        slot = self.width() / max(1, len(self._bars))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(0, round(floor), self.width(), round(floor))
        for place, bar in enumerate(self._bars):
            left = slot * place + (slot - _BAR) / 2
            here = QRectF(left, floor - unit * bar.here, _BAR, unit * bar.here)
            self._paint_bar(painter, here, "brand")
            if bar.elsewhere:
                high = unit * bar.elsewhere
                above = QRectF(left, here.top() - high - 2, _BAR, high)
                self._paint_bar(painter, above, "elsewhere", hatched=True)
            painter.setFont(_small())
            painter.setPen(theme.colour("muted"))
            foot = QRectF(slot * place, floor + 3, slot, _FOOT - 3)
            painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, bar.initial)
        painter.end()

    def _paint_legend(self, painter: QPainter) -> None:
        painter.setFont(_small())
        metrics = painter.fontMetrics()
        right = float(self.width())
        for words, ink in ((self.tr("altrove"), "elsewhere"), (self.tr("qui"), "brand")):
            wide = metrics.horizontalAdvance(words)
            painter.setPen(theme.colour("muted"))
            place = QRectF(right - wide, 0, wide + 1, metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            box = QRectF(right - wide - 15, metrics.height() / 2 - 5, 10, 10)
            self._paint_bar(painter, box, ink, hatched=ink == "elsewhere")
            right = box.left() - 12

    @staticmethod
    def _paint_bar(painter: QPainter, box: QRectF, ink: str, *, hatched: bool = False) -> None:
        if box.height() <= 0:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{ink}_soft" if hatched else ink))
        painter.drawRoundedRect(box, 2, 2)
        if hatched:
            paint_hatch(painter, box, theme.colour(ink))


def paint_hatch(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """Slanted stripes: the sign, beside the colour, of what comes from another centre."""
    painter.save()
    edge = QPainterPath()
    edge.addRoundedRect(box, 2, 2)
    painter.setClipPath(edge)
    painter.setPen(QPen(ink, 3))
    start = box.left() - box.height()
    while start < box.right() + 4:
        painter.drawLine(QPointF(start, box.top()), QPointF(start + box.height(), box.bottom()))
        start += 6
    painter.restore()


def _small() -> QFont:
    return theme.font(Role.CAPTION)
