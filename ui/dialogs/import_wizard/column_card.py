"""One column: what it is read as, and its values as written and as understood."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal

from app.services.imports.readback import ReadBack, column_readback
from models.records.imports import (
    ColumnMapping,
    DateOrder,
    Mapping,
    NameOrder,
    Role,
    Subject,
    Workbook,
)
from ui.dialogs.import_wizard.words import (
    DATES,
    PERSONAL,
    date_order_words,
    name_order_words,
    role_words,
    subject_words,
    understood_words,
)
from ui.jobs import Query
from ui.labels.codes import aid_words
from ui.theme import Tone
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import ChoiceField
from ui.widgets.form import Form, FormField
from ui.widgets.lazy_rows import LazyRows
from ui.widgets.pill import Mark
from ui.widgets.table_cells import Cell, Column, Row

_LEAST_TABLE = 170


class ColumnCard(Card):
    """Corrects one column; `corrected` carries it."""

    corrected = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__(" ", flush=True)
        self._today = today
        self._column = ColumnMapping(0, "", Role.IGNORE)
        self.form = self._made_form()
        inset = Card()
        inset.setProperty("frame", "")
        inset.add(self.form)
        self.add(inset)
        self.table = DataTable(
            self.tr("I valori della colonna"),
            [
                Column(self.tr("Nel file"), weight="muted", stretches=True),
                Column(self.tr("Come lo leggo"), stretches=True),
                Column(self.tr("Volte"), side="right"),
            ],
            empty=EmptyState("file-spreadsheet", self.tr("La colonna è vuota.")),
        )
        self.table.setMinimumHeight(_LEAST_TABLE)
        self.add(self.table, 1)

    def show_column(
        self, workbook: Workbook, mapping: Mapping, sheet: int, column: ColumnMapping
    ) -> None:
        """Show a column of a sheet, and read its values."""
        self._column = column
        header = column.header or self.tr("Colonna senza titolo")
        self.heading.setText(self.tr("«{header}»: che cosa contiene?").format(header=header))
        values = {
            "role": column.role,
            "subject": column.subject,
            "names": column.name_order,
            "dates": column.date_order,
            "kind": column.kind or "other",
        }
        for key, value in values.items():
            self.choice(key).set_value(value)
        shown = {
            "subject": column.role in PERSONAL,
            "names": column.role is Role.WHOLE_NAME,
            "dates": column.role in DATES,
            "kind": column.role is Role.COUNT_OF_KIND,
        }
        for key, is_shown in shown.items():
            self.form.box(key).setVisible(is_shown)
        Query(self, lambda: column_readback(workbook, mapping, sheet, column, self._today)).done(
            self._show_values
        ).run()

    def choice(self, key: str) -> ChoiceField:
        """One of the choices: "role", "subject", "names", "dates" or "kind"."""
        field = self.form.field(key)
        if not isinstance(field, ChoiceField):
            raise TypeError(key)
        return field

    def _made_form(self) -> Form:
        offered: dict[str, tuple[str, list[tuple[Any, str]]]] = {
            "role": (self.tr("La leggo come"), list(role_words().items())),
            "subject": (self.tr("Di chi"), list(subject_words().items())),
            "dates": (self.tr("Date scritte"), list(date_order_words().items())),
            "names": (self.tr("In che ordine"), list(name_order_words().items())),
            "kind": (self.tr("Quale aiuto"), list(aid_words().items())),
        }
        form = Form(
            [
                FormField(key, words, partial(ChoiceField, choices), span=1 + (key == "role"))
                for key, (words, choices) in offered.items()
            ],
            columns=2,
        )
        for key in offered:
            field = form.field(key)
            if isinstance(field, ChoiceField):
                field.combo.activated.connect(lambda _place: self._correct())
        return form

    def _correct(self) -> None:
        # Qt hands back the plain text of a code.
        role = Role(self.choice("role").value())
        subject = Subject(self.choice("subject").value())
        names = NameOrder(self.choice("names").value())
        dates = DateOrder(self.choice("dates").value())
        kind = self.choice("kind").value() if role is Role.COUNT_OF_KIND else None
        self.corrected.emit(
            replace(
                self._column,
                role=role,
                subject=subject if role in PERSONAL else Subject.PERSON,
                name_order=names,
                date_order=dates,
                kind=kind,
            )
        )

    def _show_values(self, found: tuple[ReadBack, ...]) -> None:
        self.table.set_rows(LazyRows(found, self._row))

    def _row(self, value: ReadBack) -> Row:
        words = understood_words(self._column, value.understood)
        if self._column.role is Role.IGNORE:
            read = Cell(self.tr("non serve"), weight="muted")
        elif value.understood is None:
            read = Cell(mark=Mark(self.tr("non lo capisco"), Tone.ATTENTION, "triangle-alert"))
        elif value.is_doubtful:
            read = Cell(words, mark=Mark(self.tr("dubbio"), Tone.ATTENTION, "triangle-alert"))
        else:
            read = Cell(words)
        return Row(value.row, (value.written, read, str(value.count)))
