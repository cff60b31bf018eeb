"""Households found: two lines each, the matched letters marked, the state at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.theme import Role
from ui.widgets.pill import Mark, mark_size, paint_mark

Index = QModelIndex | QPersistentModelIndex
_SIDE = 16.0
ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One result: `spans` are (start, length) in `title` of the letters that were typed."""

    key: object
    title: str
    subtitle: str
    spans: tuple[tuple[int, int], ...] = ()
    mark: Mark | None = None
    note: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        state = self.mark.text if self.mark else ""
        return ", ".join(part for part in (self.title, self.subtitle, state, self.note) if part)


class _ResultModel(QAbstractListModel):
    """Holds the rows shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[ResultRow] = ()

    def set_rows(self, rows: Sequence[ResultRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None


class _ResultPainter(QStyledItemDelegate):
    """Paints one result."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, round(theme.scaled(76)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ResultRow = index.data(ROW)
        place = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillRect(place, theme.colour("brand_soft"))
            painter.fillRect(
                QRectF(place.left(), place.top(), 4, place.height()), theme.colour("brand")
            )
        painter.fillRect(
            QRectF(place.left(), place.bottom() - 1, place.width(), 1), theme.colour("line")
        )
        inner = place.adjusted(_SIDE, theme.scaled(14), -_SIDE, -theme.scaled(15))
        above, below = self._paint_right(painter, inner, row)
        self._paint_title(painter, inner.adjusted(0, 0, -above, 0), row, selected=selected)
        self._paint_line(painter, inner.adjusted(0, 0, -below, 0), row.subtitle)
        painter.restore()

    @staticmethod
    def _paint_right(painter: QPainter, inner: QRectF, row: ResultRow) -> tuple[float, float]:
        """Paint the state and the note; the room they take from the two lines."""
        above = below = 0.0
        if row.mark is not None:
            size = mark_size(row.mark)
            width = min(size.width(), inner.width() * 0.5)
            left = inner.right() - width
            paint_mark(painter, QRectF(left, inner.top(), width, size.height()), row.mark)
            above = width + _SIDE
        if row.note:
            painter.setFont(theme.font(Role.CAPTION))
            painter.setPen(theme.colour("muted"))
            below = QFontMetricsF(painter.font()).horizontalAdvance(row.note) + _SIDE
            bottom = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            painter.drawText(inner, bottom, row.note)
        return above, below

    @staticmethod
    def _paint_title(painter: QPainter, place: QRectF, row: ResultRow, *, selected: bool) -> None:
        font = theme.font(Role.STRONG)
        font.setPointSizeF(theme.scaled(12))
        metrics = QFontMetricsF(font)
        ground = theme.colour("brand_mark")
        if not selected:
            ground.setAlphaF(0.75)
        for start, length in row.spans:
            left = place.left() + metrics.horizontalAdvance(row.title[:start])
            width = metrics.horizontalAdvance(row.title[start : start + length])
            cut = max(0.0, min(width, place.right() - left))
            painter.fillRect(QRectF(left, place.top(), cut, metrics.height()), ground)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        words = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, words)

    @staticmethod
    def _paint_line(painter: QPainter, place: QRectF, text: str) -> None:
        font = theme.font()
        painter.setFont(font)
        painter.setPen(theme.colour("muted"))
        words = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)


class ResultList(QListView):
    """Emits `chosen` (Enter or a press) and `aid_requested` (Ins) with the key of a row."""

    chosen = Signal(object)
    aid_requested = Signal(object)
    current_changed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows = _ResultModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_ResultPainter(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.chosen.emit(index.data(ROW).key))

    def set_rows(self, rows: Sequence[ResultRow]) -> None:
        """Show these results, the first one chosen."""
        self._rows.set_rows(rows)
        if rows:
            self.setCurrentIndex(self._rows.index(0))

    def current_key(self) -> object | None:
        """The key of the row chosen now."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].key if index.isValid() else None

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(self.current_key())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current_key()
        if key is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.chosen.emit(key)
        elif key is not None and event.key() == Qt.Key.Key_Insert:
            self.aid_requested.emit(key)
        else:
            super().keyPressEvent(event)
