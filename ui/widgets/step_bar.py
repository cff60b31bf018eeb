"""The steps of a long task: done, here, to come."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import icons, theme
from ui.theme import Role

_SIDE = 20.0


def _dot() -> float:
    return theme.scaled(30)


class StepBar(QWidget):
    """Numbered steps in a row; steps behind carry a tick."""

    def __init__(self, steps: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self._here = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_here(0)

    def set_here(self, here: int) -> None:
        """Stand at step `here`, counted from 0; len(steps) means that all are done."""
        self._here = here
        shown = min(here, len(self._steps) - 1)
        self.setAccessibleName(
            self.tr("Passo {number} di {total}: {name}").format(
                number=shown + 1, total=len(self._steps), name=self._steps[shown]
            )
        )
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(500, round(theme.scaled(60)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.colour("line"))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(sheet, theme.RADIUS, theme.RADIUS)
        metrics = QFontMetricsF(theme.font(Role.STRONG))
        words = [metrics.horizontalAdvance(step) + _dot() + 10 for step in self._steps]
        free = sheet.width() - 2 * _SIDE - sum(words)
        gap = max(10.0, min(72.0, free / max(1, len(self._steps) - 1)))
        left = _SIDE
        for number, step in enumerate(self._steps):
            if number:
                self._paint_link(painter, left, gap)
                left += gap
            self._paint_step(painter, QPointF(left, sheet.center().y()), number, step)
            left += words[number]
        painter.end()

    def _paint_link(self, painter: QPainter, left: float, gap: float) -> None:
        painter.setPen(QPen(theme.colour("line"), 2))
        middle = self.height() / 2
        painter.drawLine(QPointF(left + gap * 0.2, middle), QPointF(left + gap * 0.8, middle))

    def _paint_step(self, painter: QPainter, at: QPointF, number: int, step: str) -> None:
        side = _dot()
        dot = QRectF(at.x(), at.y() - side / 2, side, side)
        here, behind = number == self._here, number < self._here
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ok_soft" if behind else "brand" if here else "sunk"))
        painter.drawEllipse(dot)
        if behind:
            icons.paint(
                painter, dot.adjusted(side / 4, side / 4, -side / 4, -side / 4), "check", "ok"
            )
        else:
            painter.setFont(theme.font(Role.STRONG))
            painter.setPen(theme.colour("on_brand" if here else "muted"))
            painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        painter.setFont(theme.font(Role.STRONG if here else Role.BODY))
        painter.setPen(theme.colour("ink" if here or behind else "muted"))
        room = QRectF(dot.right() + 9, 0, 400, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, step)
