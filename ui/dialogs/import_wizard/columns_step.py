"""The second step: every sheet and column, what it is read as, and its values both ways."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QTabBar, QVBoxLayout, QWidget

from app.services.imports.cells import as_text
from app.services.imports.corrections import with_column, with_header, with_sheet
from models.records.imports import ColumnMapping, Mapping, Role, SheetKind, SheetMapping, Workbook
from ui.dialogs.import_wizard.column_card import ColumnCard
from ui.dialogs.import_wizard.words import column_words, sheet_kind_words
from ui.jobs import Query
from ui.labels.codes import aid_words
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.card import Card, columns
from ui.widgets.data_table import DataTable
from ui.widgets.fields import ChoiceField
from ui.widgets.form import Form, FormField
from ui.widgets.scroll import ScrollBody
from ui.widgets.table_cells import Cell, Column, Row

_HEADER_ROWS = 15
_SAMPLE_ROWS = 60
_LONGEST_EXAMPLE = 16


class ColumnsStep(QWidget):
    """Shows a mapping and corrects it; `mapped` carries the mapping after each correction.

    `kept`, `fetched` ask to write the mapping to a file or take one from it; `forgotten` asks to
    guess anew.
    """

    mapped = Signal(object)
    kept = Signal(object)
    fetched = Signal(object)
    forgotten = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._workbook = Workbook("", ())
        self._mapping = Mapping("", (), ())
        self.banner = Banner()
        self.banner.add_button(self.tr("Riparti da capo"), self.forgotten.emit)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Fogli del file"))
        self.tabs.currentChanged.connect(lambda _place: self._show_sheet())
        self.form = self._made_form()
        self.table = self._made_table()
        self.card = ColumnCard(today)
        self.card.corrected.connect(self._correct_column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = ScrollBody()
        outer.addWidget(scroll)
        column = scroll.column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.banner)
        column.addWidget(self.tabs)
        column.addWidget(self.form)
        listed = Card(self.tr("Le colonne del foglio"), flush=True)
        listed.add_link(self.tr("Salva le colonne…"), self._keep)
        listed.add_link(self.tr("Usa colonne salvate…"), self._fetch)
        listed.add(self.table, 1)
        column.addLayout(columns((listed, 6), (self.card, 5)), 1)

    def show_mapping(
        self, workbook: Workbook, mapping: Mapping, *, is_recognised: bool = False
    ) -> None:
        """Show how a file is read; the first sheet that holds something comes first."""
        self._workbook, self._mapping = workbook, mapping
        self.banner.setVisible(is_recognised)
        if is_recognised:
            title = self.tr("Riconosco questo registro")
            self.banner.tell(title, self.tr("Uso le colonne dell'ultima volta."), Tone.OK)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for its in mapping.sheets:
            self.tabs.addTab(its.name)
        self.tabs.setVisible(self.tabs.count() > 1)
        read = [its.kind is not SheetKind.IGNORE for its in mapping.sheets]
        self.tabs.setCurrentIndex(read.index(True) if any(read) else 0)
        self._show_sheet()

    def first_focus(self) -> QWidget:
        """The list of columns."""
        return self.table.sheet

    def _made_form(self) -> Form:
        kinds = list(sheet_kind_words().items())
        aid = [("", self.tr("lo dice ogni riga")), *aid_words().items()]
        form = Form(
            [
                FormField("kind", self.tr("In questo foglio ci sono"), partial(ChoiceField, kinds)),
                FormField("header", self.tr("Riga con i titoli"), ChoiceField),
                FormField("aid", self.tr("Aiuto, se non è scritto"), partial(ChoiceField, aid)),
            ],
            columns=3,
        )
        for key, act in (
            ("kind", self._correct_kind),
            ("header", self._correct_header),
            ("aid", self._correct_aid),
        ):
            _choice(form, key).combo.activated.connect(lambda _place, act=act: act())
        return form

    def _made_table(self) -> DataTable:
        table = DataTable(
            self.tr("Le colonne del foglio"),
            [
                Column(self.tr("Colonna"), weight="strong", stretches=True),
                Column(self.tr("Per esempio"), weight="muted"),
                Column(self.tr("La leggo come")),
            ],
        )
        table.current_changed.connect(self._show_column)
        return table

    @property
    def _sheet(self) -> int:
        return max(0, self.tabs.currentIndex())

    @property
    def _its(self) -> SheetMapping:
        return self._mapping.sheets[self._sheet]

    def _show_sheet(self) -> None:
        if not self._mapping.sheets:
            return
        its = self._its
        _choice(self.form, "kind").set_value(its.kind)
        _choice(self.form, "header").set_choices(self._header_choices())
        _choice(self.form, "header").set_value(its.header_rows[-1] if its.header_rows else 0)
        _choice(self.form, "aid").set_value(its.default_kind or "")
        self._show_columns(0)

    def _show_columns(self, place: int) -> None:
        is_read = self._its.kind is not SheetKind.IGNORE
        self.table.set_rows([self._row(column) for column in self._its.columns] if is_read else [])
        if self.table.rows():
            self.table.sheet.selectRow(min(place, len(self.table.rows()) - 1))
        self.card.setVisible(is_read and bool(self._its.columns))

    def _row(self, column: ColumnMapping) -> Row:
        is_used = column.role is not Role.IGNORE
        header = column.header or self.tr("senza titolo")
        read_as = Cell(column_words(column), weight=None if is_used else "muted")
        return Row(column.index, (header, self._example(column.index), read_as))

    def _example(self, index: int) -> str:
        first = self._its.first_row - 1
        rows = self._workbook.sheets[self._sheet].rows[first : first + _SAMPLE_ROWS]
        found = (row[index] for row in rows if index < len(row) and row[index] is not None)
        return as_text(next(found, None) or "")[:_LONGEST_EXAMPLE]

    def _header_choices(self) -> list[tuple[int, str]]:
        rows = self._workbook.sheets[self._sheet].rows[:_HEADER_ROWS]
        last = max(len(rows), max(self._its.header_rows, default=0))
        return [(0, self.tr("non c'è"))] + [(number, str(number)) for number in range(1, last + 1)]

    def _show_column(self, key: object) -> None:
        column = next((each for each in self._its.columns if each.index == key), None)
        if column is not None:
            self.card.show_column(self._workbook, self._mapping, self._sheet, column)

    def _correct_column(self, column: ColumnMapping) -> None:
        place = self.table.sheet.currentIndex().row()
        mapping, workbook, sheet = self._mapping, self._workbook, self._sheet
        self._correct(lambda: with_column(mapping, workbook, sheet, column), place)

    def _correct_kind(self) -> None:
        its = replace(self._its, kind=SheetKind(_choice(self.form, "kind").value()))
        self._correct_sheet(its)

    def _correct_aid(self) -> None:
        its = replace(self._its, default_kind=_choice(self.form, "aid").value() or None)
        self._correct_sheet(its)

    def _correct_sheet(self, its: SheetMapping) -> None:
        mapping, workbook, sheet = self._mapping, self._workbook, self._sheet
        self._correct(lambda: with_sheet(mapping, workbook, sheet, its), 0)

    def _correct_header(self) -> None:
        row = _choice(self.form, "header").value()
        mapping, workbook, sheet = self._mapping, self._workbook, self._sheet
        self._correct(lambda: with_header(mapping, workbook, sheet, row, self._today), 0)

    def _correct(self, correction: Callable[[], Mapping], place: int) -> None:
        Query(self, correction, slot="correction").done(
            lambda mapping: self._corrected(mapping, place)
        ).run()

    def _corrected(self, mapping: Mapping, place: int) -> None:
        self._mapping = mapping
        self._show_columns(place)
        self.mapped.emit(mapping)

    def _keep(self) -> None:
        kinds = self.tr("Colonne di DA.PO (*.json)")
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Salva le colonne"), "colonne.json", kinds
        )
        if path:
            self.kept.emit(Path(path))

    def _fetch(self) -> None:
        kinds = self.tr("Colonne di DA.PO (*.json)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Usa colonne salvate"), "", kinds)
        if path:
            self.fetched.emit(Path(path))


def _choice(form: Form, key: str) -> ChoiceField:
    field = form.field(key)
    if not isinstance(field, ChoiceField):
        raise TypeError(key)
    return field
