"""Large tiles, one digit each: the whole distribution day by number pad."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui import icons, theme
from ui.theme import Role, Space


@dataclass(frozen=True, slots=True)
class Tile:
    """What a tile stands for: a code, its icon and its word."""

    key: str
    icon: str
    title: str


class _TileButton(QAbstractButton):
    """A digit, an icon and a word."""

    def __init__(self, digit: int, tile: Tile, parent: QWidget) -> None:
        super().__init__(parent)
        self._digit = digit
        self._tile = tile
        self.setText(tile.title)
        self.setAccessibleName(f"{digit} {tile.title}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def sizeHint(self) -> QSize:
        return QSize(180, round(theme.scaled(72)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.55)
        lit = self.isChecked()
        strong = lit or self.hasFocus()
        pen = QPen(theme.colour("brand" if strong else "line"), 2 if strong else 1)
        painter.setPen(pen)
        ground = "brand_soft" if lit else "sunk" if self.underMouse() else "surface"
        painter.setBrush(theme.colour(ground))
        sheet = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(sheet, theme.RADIUS, theme.RADIUS)
        side = theme.scaled(34)
        box = QRectF(16, sheet.center().y() - side / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("brand" if lit else "sunk"))
        painter.drawRoundedRect(box, 7, 7)
        painter.setFont(theme.font(Role.LEAD))
        painter.setPen(theme.colour("on_brand" if lit else "ink"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._digit))
        drawn = theme.scaled(24)
        left = box.right() + 13
        icons.paint(
            painter,
            QRectF(left, sheet.center().y() - drawn / 2, drawn, drawn),
            self._tile.icon,
            "ink",
        )
        painter.setFont(theme.font(Role.STRONG))
        painter.setPen(theme.colour("ink"))
        room = QRectF(left + drawn + 13, 0, sheet.right() - left - drawn - 20, self.height())
        wraps = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(wraps), self._tile.title)
        painter.end()


class DigitTiles(QWidget):
    """A grid of tiles numbered from 1; emits `tile_pressed` with the tile's key."""

    tile_pressed = Signal(str)

    def __init__(self, tiles: list[Tile], columns: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.M)
        self._tiles = tiles
        self._buttons: list[_TileButton] = []
        for place, tile in enumerate(tiles):
            made = _TileButton(place + 1, tile, self)
            made.clicked.connect(lambda _checked=False, key=tile.key: self._press(key))
            grid.addWidget(made, place // columns, place % columns)
            self._buttons.append(made)
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    def press_digit(self, digit: int) -> bool:
        """Press the tile of a digit; False when no tile has it or it is switched off."""
        if not 1 <= digit <= len(self._tiles) or not self._buttons[digit - 1].isEnabled():
            return False
        self._press(self._tiles[digit - 1].key)
        return True

    def light(self, key: str | None) -> None:
        """Light the tile that the person most likely wants; None lights none."""
        for made, tile in zip(self._buttons, self._tiles, strict=True):
            made.setChecked(tile.key == key)

    def _press(self, key: str) -> None:
        self.light(key)
        self.tile_pressed.emit(key)
