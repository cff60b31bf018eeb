"""Cells of a table: what one holds, the model that hands them out, the hand that paints them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui import icons, theme
from ui.theme import Role, Tone
from ui.widgets.pill import Mark, mark_size, paint_mark

Index = QModelIndex | QPersistentModelIndex
Weight = Literal["body", "strong", "muted", "mono"]
CELL = Qt.ItemDataRole.UserRole + 1
ROW = Qt.ItemDataRole.UserRole + 2
_PAD = 12.0
_BELOW_PILL = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, side, kind of type, and whether it takes the room that is over."""

    heading: str
    side: Literal["left", "right"] = "left"
    weight: Weight = "body"
    stretches: bool = False
    least_width: int = 0
    is_tall: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds: words, and perhaps an icon, a pill before them, a tone, or a link."""

    text: str = ""
    icon: str = ""
    mark: Mark | None = None
    tone: Tone | None = None
    weight: Weight | None = None
    is_link: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return " ".join(part for part in (self.mark.text if self.mark else "", self.text) if part)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: `key` names it in signals; a tone colours its ground (elsewhere: violet)."""

    key: object
    cells: tuple[Cell | str, ...]
    tone: Tone | None = None


class TableModel(QAbstractTableModel):
    """Hands out the cells of a sequence of rows."""

    def __init__(self, columns: Sequence[Column], parent: QObject) -> None:
        super().__init__(parent)
        self._columns = columns
        self.rows: Sequence[Row] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def extend(self, rows: Sequence[Row]) -> None:
        """Take rows that begin with those shown: only the others are new."""
        self.beginInsertRows(QModelIndex(), len(self.rows), len(rows) - 1)
        self.rows = rows
        self.endInsertRows()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        cell = _as_cell(row.cells[index.column()])
        answers: dict[int, Any] = {
            CELL: cell,
            ROW: row,
            Qt.ItemDataRole.DisplayRole: cell.text,
            Qt.ItemDataRole.ToolTipRole: cell.text or None,
            Qt.ItemDataRole.AccessibleTextRole: cell.spoken,
        }
        return answers.get(role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._columns[section])
        return None


class CellPainter(QStyledItemDelegate):
    """Paints one cell."""

    def __init__(self, columns: Sequence[Column], parent: QObject) -> None:
        super().__init__(parent)
        self._columns = columns

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(CELL)
        column = self._columns[index.column()]
        place = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, place, option, index)
        room = place.adjusted(_PAD, 0, -_PAD, 0)
        row: Row = index.data(ROW)
        tone = cell.tone or row.tone
        if cell.icon:
            side = icons.size() * 0.9
            ink = tone.value if tone not in {None, Tone.NEUTRAL} else "ink"
            at = QRectF(room.left(), room.center().y() - side / 2, side, side)
            icons.paint(painter, at, cell.icon, ink)
            room.setLeft(at.right() + 7)
        if cell.mark is not None:
            size = mark_size(cell.mark)
            top = room.center().y() - size.height() / 2
            width = min(float(size.width()), room.width())
            if column.is_tall:
                room, top = _halves(room, size.height())
            paint_mark(painter, QRectF(room.left(), top, width, size.height()), cell.mark)
            if not column.is_tall:
                room.setLeft(room.left() + width + 8)
        painter.setFont(_font(cell, column))
        painter.setPen(_ink(cell, column))
        if column.is_tall and cell.mark is None:
            wraps = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(wraps), cell.text)
        else:
            metrics = QFontMetricsF(painter.font())
            words = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room.width() + 1)
            painter.drawText(room, _alignment(column), words)
        painter.restore()


def _halves(room: QRectF, height: float) -> tuple[QRectF, float]:
    """Where the words of a tall cell stand, below their pill, and where the pill begins."""
    words = QFontMetricsF(theme.font()).height()
    top = room.center().y() - (height + words + _BELOW_PILL) / 2
    return QRectF(room.left(), top + height + _BELOW_PILL, room.width(), words), top


def cell_width(content: Cell | str, *, heading: bool = False, is_tall: bool = False) -> int:
    """Pixels that a cell wants for all it holds."""
    cell = _as_cell(content)
    font = theme.font(Role.CAPTION if heading else Role.STRONG, tabular=True)
    if heading:
        font.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetricsF(font)
    widest = max(metrics.horizontalAdvance(line) for line in cell.text.split("\n"))
    width = widest + 2 * _PAD + 3
    if cell.weight == "mono":
        width = QFontMetricsF(theme.mono_font()).horizontalAdvance(cell.text) + 2 * _PAD + 3
    if cell.icon:
        width += icons.size() + 7
    if cell.mark is not None and is_tall:
        width = max(width, mark_size(cell.mark).width() + 2 * _PAD + 3)
    elif cell.mark is not None:
        width += mark_size(cell.mark).width() + (8 if cell.text else 0)
    return round(width)


def _paint_ground(
    painter: QPainter, place: QRectF, option: QStyleOptionViewItem, index: Index
) -> None:
    row: Row = index.data(ROW)
    if row.tone is not None:
        painter.fillRect(place, theme.tone_colours(row.tone)[1])
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(place, theme.colour("brand_soft"))
        if index.column() == 0:
            bar = QRectF(place.left(), place.top(), 4, place.height())
            painter.fillRect(bar, theme.colour("brand"))
    line = QRectF(place.left(), place.bottom() - 1, place.width(), 1)
    painter.fillRect(line, theme.colour("line"))


def _as_cell(content: Cell | str) -> Cell:
    return Cell(content) if isinstance(content, str) else content


def _alignment(column: Column) -> Qt.AlignmentFlag:
    right = column.side == "right"
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _font(cell: Cell, column: Column) -> QFont:
    weight = "strong" if cell.is_link else cell.weight or column.weight
    if weight == "mono":
        return theme.mono_font()
    tabular = column.side == "right"
    return theme.font(Role.STRONG if weight == "strong" else Role.BODY, tabular=tabular)


def _ink(cell: Cell, column: Column) -> QColor:
    if cell.is_link:
        return theme.colour("brand")
    if cell.tone not in {None, Tone.NEUTRAL}:
        return theme.colour(str(cell.tone))
    return theme.colour("muted" if (cell.weight or column.weight) == "muted" else "ink")
