"""The rail at the left: where one can go, each place with its number; folds to icons."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui import icons, theme
from ui.theme import Role, Space

_WIDE = 214
_FOLDED = 64
_FOLD_BELOW = 1150
_FOLD_FROM_POINTS = 16


@dataclass(frozen=True, slots=True)
class RailEntry:
    """A place of the rail; `is_foot` puts it at the bottom, `hint` names its own shortcut."""

    key: str
    icon: str
    title: str
    is_foot: bool = False
    hint: str = ""


class _RailButton(QAbstractButton):
    """One place: icon, word, and the digit that reaches it with Alt."""

    def __init__(self, entry: RailEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self._entry = entry
        self.hint = entry.hint
        self.is_folded = False
        self.setCheckable(not entry.is_foot or not entry.hint)
        self.setText(entry.title)
        self.setAccessibleName(entry.title)
        self.setToolTip(entry.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def sizeHint(self) -> QSize:
        return QSize(44, max(theme.TARGET, theme.target()) - 3)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked()
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if here or self.underMouse():
            painter.setBrush(theme.colour("rail_active" if here else "rail_hover"))
            painter.drawRoundedRect(place, 7, 7)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("toast_link" if not here else "brand"))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 6, 6)
        self._paint_words(painter, place, "rail_active_ink" if here else "rail_ink", here=here)
        painter.end()

    def _paint_words(self, painter: QPainter, place: QRectF, ink: str, *, here: bool) -> None:
        side = icons.size()
        left = place.center().x() - side / 2 if self.is_folded else place.left() + 10
        corner = QPointF(left, place.center().y() - side / 2)
        icons.paint(painter, QRectF(corner.x(), corner.y(), side, side), self._entry.icon, ink)
        if self.is_folded:
            return
        weight = QFont.Weight.Bold if here else QFont.Weight.Medium
        painter.setFont(theme.font(Role.BODY, weight))
        painter.setPen(theme.colour(ink))
        middle = Qt.AlignmentFlag.AlignVCenter
        words = place.adjusted(side + 21, 0, -28, 0)
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, self.text())
        small = theme.font(Role.CAPTION)
        small.setPointSizeF(theme.scaled(8))
        painter.setFont(small)
        painter.setPen(theme.colour("rail_active_ink" if here else "rail_muted"))
        end = place.adjusted(0, 0, -10, 0)
        painter.drawText(end, middle | Qt.AlignmentFlag.AlignRight, self.hint)


class Rail(QWidget):
    """Emits `page_requested` with the key of a place."""

    page_requested = Signal(str)

    def __init__(
        self, centre: str, entries: list[RailEntry], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._centre = centre
        self._is_folded = False
        self._buttons: dict[str, _RailButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M - 2, Space.XL * 4 - Space.XS, Space.M - 2, Space.M)
        column.setSpacing(3)
        for entry in (e for e in entries if not e.is_foot):
            column.addWidget(self._made(entry))
        column.addStretch(1)
        for entry in (e for e in entries if e.is_foot):
            column.addWidget(self._made(entry))
        self._number()
        self.fold_for(_FOLD_BELOW)

    def _made(self, entry: RailEntry) -> _RailButton:
        made = _RailButton(entry, self)
        made.clicked.connect(lambda _checked=False: self.page_requested.emit(entry.key))
        if made.isCheckable():
            self._group.addButton(made)
        self._buttons[entry.key] = made
        return made

    def _number(self) -> None:
        plain = [key for key, made in self._buttons.items() if not made.hint]
        for number, key in enumerate(plain[:9], start=1):
            self._buttons[key].hint = str(number)
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda key=key: self.page_requested.emit(key))

    def show_here(self, key: str) -> None:
        """Mark the place one is in; a page that has no place leaves the mark where it was."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def fold_for(self, width: int) -> None:
        """Fold to icons when the window is narrow or the type large, unfold otherwise."""
        narrow = width < theme.scaled(_FOLD_BELOW)
        self._is_folded = narrow or theme.points() >= _FOLD_FROM_POINTS
        self.setFixedWidth(_FOLDED if self._is_folded else round(theme.scaled(_WIDE)))
        for made in self._buttons.values():
            made.is_folded = self._is_folded
            made.updateGeometry()
            made.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("rail"))
        side = 28.0
        left = (self.width() - side) / 2 if self._is_folded else 18.0
        icons.paint(painter, QRectF(left, 24, side, side), "house-heart", "rail_ink")
        if not self._is_folded:
            room = QRectF(56, 0, self.width() - 66, 0)
            painter.setPen(theme.colour("rail_ink"))
            name = theme.font(Role.LEAD)
            painter.setFont(name)
            painter.drawText(
                QRectF(room.x(), 18, room.width(), 26), Qt.AlignmentFlag.AlignVCenter, "DA.PO"
            )
            painter.setPen(theme.colour("rail_muted"))
            small = theme.font(Role.CAPTION)
            small.setPointSizeF(theme.scaled(8.5))
            painter.setFont(small)
            place = QRectF(room.x(), 43, room.width(), 18)
            words = painter.fontMetrics().elidedText(
                self._centre, Qt.TextElideMode.ElideRight, int(place.width())
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()
