"""A quiet table: rows to read, columns that align, at most one link in a row."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_cells import CELL, CellPainter, Column, Row, TableModel, cell_width

_MEASURED_ROWS = 100
_ROW = 37
_TALL_ROW = 57
_LEAST_STRETCHED = 170
_NARROWEST = 60
_SCROLL_BAR = 14


class _Sheet(QTableView):
    """The table itself: keys and presses become signals of `DataTable`."""

    opened = Signal(QModelIndex)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        is_link = index.isValid() and index.data(CELL).is_link
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)


class DataTable(QWidget):
    """Rows of cells, or the empty state.

    `row_opened` carries a row's key (Enter or double press); `link_pressed` a row's key and the
    index of the column whose link was pressed.
    """

    row_opened = Signal(object)
    link_pressed = Signal(object, int)
    current_changed = Signal(object)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        *,
        empty: EmptyState | None = None,
        shows_header: bool = True,
        grows: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a table.

        Args:
            name: what a screen reader calls it.
            columns: their headings and manners.
            empty: shown instead when there is no row.
            shows_header: whether headings are seen.
            grows: the table is as tall as its rows, and never scrolls (short lists in cards).
            parent: owner.
        """
        super().__init__(parent)
        self._columns = tuple(columns)
        self._grows = grows
        self._empty = empty
        self._model = TableModel(self._columns, self)
        self.sheet = self._made_sheet(name, shows_header=shows_header)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.sheet)
        if empty is not None:
            self._stack.addWidget(empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._stack)
        self._set_row_height()
        self.set_rows(())

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; any sequence will do, rows are taken from it as they are painted."""
        self._model.set_rows(rows)
        self._widths = [
            max(
                cell_width(column.heading, heading=True),
                *(
                    cell_width(row.cells[place], is_tall=column.is_tall)
                    for row in rows[:_MEASURED_ROWS]
                ),
                column.least_width,
            )
            if rows
            else column.least_width
            for place, column in enumerate(self._columns)
        ]
        self._spread()
        if self._empty is not None:
            self._stack.setCurrentIndex(0 if rows else 1)
        if self._grows:
            self._fit_height(len(rows))

    def extend_rows(self, rows: Sequence[Row]) -> None:
        """Show more: the rows shown now and others after them; nothing in sight moves."""
        if len(rows) > len(self._model.rows):
            self._model.extend(rows)

    def set_column_shown(self, place: int, *, is_shown: bool) -> None:
        """Show a column or leave its room to the others."""
        self.sheet.setColumnHidden(place, not is_shown)
        self._spread()

    def rows(self) -> Sequence[Row]:
        """The rows shown."""
        return self._model.rows

    def current_key(self) -> object | None:
        """The key of the row chosen now."""
        index = self.sheet.currentIndex()
        return self._model.rows[index.row()].key if index.isValid() else None

    def _made_sheet(self, name: str, *, shows_header: bool) -> _Sheet:
        sheet = _Sheet(self)
        sheet.setAccessibleName(name)
        sheet.setModel(self._model)
        sheet.setItemDelegate(CellPainter(self._columns, sheet))
        sheet.setShowGrid(False)
        sheet.setMouseTracking(True)
        sheet.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        sheet.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        sheet.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        sheet.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet.setTabKeyNavigation(False)
        sheet.setWordWrap(False)
        sheet.verticalHeader().hide()
        header = sheet.horizontalHeader()
        header.setVisible(shows_header)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(16)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet.opened.connect(self._open)
        sheet.doubleClicked.connect(self._open)
        sheet.clicked.connect(self._press)
        sheet.selectionModel().currentRowChanged.connect(
            lambda *_: self.current_changed.emit(self.current_key())
        )
        return sheet

    def _set_row_height(self) -> None:
        tall = any(column.is_tall for column in self._columns)
        height = round(theme.scaled(_TALL_ROW if tall else _ROW))
        self.sheet.verticalHeader().setDefaultSectionSize(height)

    def _open(self, index: QModelIndex) -> None:
        key = self._model.rows[index.row()].key
        if index.data(CELL).is_link:
            self.link_pressed.emit(key, index.column())
        else:
            self.row_opened.emit(key)

    def _press(self, index: QModelIndex) -> None:
        if index.data(CELL).is_link:
            self.link_pressed.emit(self._model.rows[index.row()].key, index.column())

    def _fit_height(self, count: int) -> None:
        if not count:
            self.setMaximumHeight(16_777_215)
            self.setMinimumHeight(0)
            return
        header = self.sheet.horizontalHeader()
        top = header.sizeHint().height() if not header.isHidden() else 0
        self.sheet.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(top + count * self.sheet.verticalHeader().defaultSectionSize() + 2)

    def _scrolls(self) -> bool:
        header = self.sheet.horizontalHeader()
        top = 0 if header.isHidden() else header.sizeHint().height()
        rows = len(self._model.rows) * self.sheet.verticalHeader().defaultSectionSize()
        return not self._grows and top + rows > self.height()

    def _spread(self) -> None:
        """Give each column its width; what is over goes to the columns that stretch."""
        room = self.width() - (_SCROLL_BAR if self._scrolls() else 0)
        widths = [
            0 if self.sheet.isColumnHidden(place) else width
            for place, width in enumerate(self._widths)
        ]
        spare = room - sum(widths)
        stretching = [place for place, column in enumerate(self._columns) if column.stretches]
        for place in stretching or [len(widths) - 1]:
            own = self._columns[place].least_width
            least = min(widths[place], max(own, round(theme.scaled(_LEAST_STRETCHED))))
            widths[place] = max(least, widths[place] + spare // max(1, len(stretching)))
        bare = [max(_NARROWEST, column.least_width) for column in self._columns]
        headed = [
            max(least, min(width, heading))
            for least, width, heading in zip(
                bare, self._widths, self._heading_widths(), strict=True
            )
        ]
        # Headings stay whole as long as there is room for them.
        _narrow(widths, headed, room)
        _narrow(widths, bare, room)
        for place, width in enumerate(widths):
            if not self.sheet.isColumnHidden(place):
                self.sheet.setColumnWidth(place, width)

    def _heading_widths(self) -> list[int]:
        if self.sheet.horizontalHeader().isHidden():
            return [0] * len(self._columns)
        return [cell_width(column.heading, heading=True) for column in self._columns]

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._set_row_height()
            self.set_rows(self._model.rows)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()


def _narrow(widths: list[int], least_widths: Sequence[int], room: int) -> None:
    """Take from the widest columns, in place, until all fit or none may give any more."""
    while (excess := sum(widths) - room) > 0:
        over = [width - least for width, least in zip(widths, least_widths, strict=True)]
        if max(over) <= 0:
            return
        widths[over.index(max(over))] -= min(excess, 8)
