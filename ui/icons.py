"""Lucide icons (ISC), drawn in the colour of the look worn at the moment they are painted."""

from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from resources import resource_path
from ui import theme

SIZE = 20


class _LucideEngine(QIconEngine):
    """Paints one icon; keeps only its name and the token of its colour."""

    def __init__(self, name: str, ink: str) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ink = "muted" if mode is QIcon.Mode.Disabled else self._ink
        paint(painter, QRectF(rect), self._name, ink)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return drawn

    @override
    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        return self.pixmap(size, mode, state)

    @override
    def clone(self) -> QIconEngine:
        return _LucideEngine(self._name, self._ink)


def icon(name: str, ink: str = "ink") -> QIcon:
    """The icon called `name` in Lucide, in the colour of a token ("ink", "brand", "ok", …).

    Raises:
        FileNotFoundError: no such icon in `resources/icons`.
    """
    _source(name)
    return QIcon(_LucideEngine(name, ink))


def paint(painter: QPainter, rect: QRectF, name: str, ink: str) -> None:
    """Draw an icon with a painter that is already at work."""
    _renderer(name, theme.colour(ink).name()).render(painter, rect)


def size() -> int:
    """Side of an icon beside body text, in pixels."""
    return round(theme.scaled(SIZE))


@cache
def _source(name: str) -> str:
    return resource_path(f"icons/{name}.svg").read_text("utf-8")


@cache
def _renderer(name: str, ink: str) -> QSvgRenderer:
    drawing = _source(name).replace("currentColor", ink)
    return QSvgRenderer(QByteArray(drawing.encode()))
