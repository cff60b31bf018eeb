"""A state as a small pill: a word, an icon and a colour, never one without the others."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import icons, theme
from ui.theme import Role, Tone

_ICONS = {
    Tone.OK: "check",
    Tone.ATTENTION: "clock",
    Tone.STOP: "octagon-x",
    Tone.INFORMATION: "info",
    Tone.ELSEWHERE: "split",
    Tone.NEUTRAL: "",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What a pill says: words, tone, and an icon when the tone's own does not fit."""

    text: str
    tone: Tone = Tone.NEUTRAL
    icon: str = ""

    @property
    def drawn_icon(self) -> str:
        """The Lucide name to draw; empty for none."""
        return self.icon or _ICONS[self.tone]


def mark_font() -> QFont:
    """The type of pills."""
    return theme.font(Role.CAPTION, QFont.Weight.Medium)


def mark_size(mark: Mark) -> QSize:
    """The room a pill takes, in pixels."""
    metrics = QFontMetricsF(mark_font())
    side = metrics.height() + 7
    width = metrics.horizontalAdvance(mark.text) + 20
    if mark.drawn_icon:
        width += metrics.height() + 3
    return QSize(round(width), round(side))


def paint_mark(painter: QPainter, place: QRectF, mark: Mark) -> None:
    """Draw a pill in `place`; words that do not fit are cut with an ellipsis."""
    ink, ground = theme.tone_colours(mark.tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    metrics = QFontMetricsF(mark_font())
    left = place.left() + 10
    if mark.drawn_icon:
        side = metrics.height() - 1
        corner = QPointF(left - 1, place.center().y() - side / 2)
        token = "muted" if mark.tone is Tone.NEUTRAL else mark.tone.value
        icons.paint(painter, QRectF(corner.x(), corner.y(), side, side), mark.drawn_icon, token)
        left += metrics.height() + 3
    painter.setFont(mark_font())
    painter.setPen(theme.colour("ink") if mark.tone is Tone.NEUTRAL else ink)
    room = QRectF(left, place.top(), place.right() - 8 - left, place.height())
    words = metrics.elidedText(mark.text, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.restore()


class Pill(QWidget):
    """One pill as a widget."""

    def __init__(
        self,
        text: str = "",
        tone: Tone = Tone.NEUTRAL,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mark = Mark(text, tone, icon)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def set_mark(self, mark: Mark) -> None:
        """Say something else."""
        self._mark = mark
        self.setAccessibleName(mark.text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return mark_size(self._mark)

    @override
    def minimumSizeHint(self) -> QSize:
        size = mark_size(self._mark)
        return QSize(min(size.width(), 80), size.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, QRectF(self.rect()), self._mark)
        painter.end()
