"""One icon as a widget that follows the theme."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import icons, theme


class Picture(QWidget):
    """An icon beside words; it says nothing that the words do not say."""

    def __init__(
        self,
        name: str,
        ink: str = "ink",
        side: float = icons.SIZE,
        parent: QWidget | None = None,
    ) -> None:
        """Show icon `name` in the colour of token `ink`, `side` pixels wide at 11 points."""
        super().__init__(parent)
        self._name = name
        self._ink = ink
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_picture(self, name: str, ink: str) -> None:
        """Show another icon."""
        self._name = name
        self._ink = ink
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = round(theme.scaled(self._side))
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, QRectF(self.rect()), self._name, self._ink)
        painter.end()
