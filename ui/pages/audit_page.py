"""Registro delle attività: who opened, looked for, changed, printed what, and when."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.services.audit_log import (
    PAGE,
    audit_operators,
    audit_page,
    count_audit,
    export_audit,
    verify_audit_log,
)
from app.services.desk import Desk
from app.services.search import household_by_number
from models.records.audit import AuditFilter, AuditFinding, AuditLine
from ui.jobs import Change, Query
from ui.labels.audit import deed_kinds, deed_words, finding_words, household_words
from ui.labels.codes import language
from ui.messages import tell_failure
from ui.pages.page import Page
from ui.saving import TABLES, as_table, ask_where
from ui.theme import Space
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import ChoiceField, Field, TextField
from ui.widgets.form import FieldBox
from ui.widgets.lazy_rows import LazyRows
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.table_cells import Cell, Column, Row
from ui.widgets.text import label


class AuditPage(Page):
    """The log, the newest line first.

    A page of lines is read at a time, and the next when the last of them comes into sight.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(scrolls=False)
        self._desk = desk
        self._household_id: UUID | None = None
        self._lines: list[AuditLine] = []
        self._has_more = False
        self._verifying: Change[AuditFinding] | None = None
        self.header.set_title(self.tr("Registro delle attività"), self.tr("Impostazioni"))
        self.header.set_operator(desk.operator.name)
        self.header.back_requested.connect(lambda: self.page_requested.emit("settings", "vault"))
        self.finding = Banner()
        self.finding.hide()
        self.progress = ProgressPanel()
        self.progress.cancel_requested.connect(self._cancel)
        self.progress.hide()
        self.table = self._made_table()
        self.body.addLayout(self._made_filters())
        self.body.addWidget(self.finding)
        self.body.addWidget(self.progress)
        card = Card("", flush=True)
        card.add(self.table, 1)
        self.body.addWidget(card, 1)
        self.body.addLayout(self._made_foot())

    @override
    def open_with(self, argument: object) -> None:
        """Begin with the lines of all households."""
        self._household_id = None
        self.number.set_value(None)
        self.finding.hide()

    @override
    def first_focus(self) -> QWidget:
        return self.kind.combo

    @override
    def reload(self) -> None:
        """Read who may be chosen, then the first lines."""
        desk = self._desk
        Query(self, lambda: (audit_operators(desk), count_audit(desk)), slot="people").done(
            lambda told: self._show_people(*told)
        ).run()
        self._read()

    def chosen(self) -> AuditFilter:
        """What the fields say."""
        first, last = self.first.value(), self.last.value()
        return AuditFilter(
            self.kind.value() or "",
            self.who.value(),
            self._household_id,
            first.earliest if first else None,
            last.latest if last else None,
        )

    def verify(self) -> None:
        """Go through the whole log, off the interface's thread."""
        desk = self._desk
        self.finding.hide()
        self.check.setEnabled(False)
        self.progress.begin(self.tr("Controllo una riga dopo l'altra…"))
        self.progress.show()
        self._verifying = Change.long(self, lambda told: verify_audit_log(desk, told))
        self._verifying.progress(
            lambda _phase, done, every: self.progress.show_step(
                self.tr("Controllo una riga dopo l'altra…"), done, every
            )
        )
        self._verifying.done(self._show_finding).failed(self._refused).cancelled(self._rest).run()

    def write(self, path: Path) -> None:
        """Write the lines chosen; the file's ending says in which form."""
        desk, wanted, spoken = self._desk, self.chosen(), language()
        written = Change(self, lambda: export_audit(desk, path, wanted, spoken))
        written.done(lambda _rows: self._written(path)).run()

    def _written(self, path: Path) -> None:
        self.told.emit(self.tr("Salvato: {name}").format(name=path.name))
        self.reload()

    def _made_table(self) -> DataTable:
        table = DataTable(
            self.tr("Righe del registro delle attività"),
            [
                Column(self.tr("Quando"), weight="muted", least_width=130),
                Column(self.tr("Chi"), least_width=130),
                Column(self.tr("Che cosa"), stretches=True),
                Column(self.tr("Nucleo"), least_width=90),
                Column(self.tr("Riga"), side="right", weight="muted", least_width=70),
            ],
            empty=EmptyState("history", self.tr("Nessuna riga con queste scelte.")),
        )
        table.row_opened.connect(self._open)
        table.link_pressed.connect(lambda line, _column: self._open(line))
        table.sheet.verticalScrollBar().valueChanged.connect(self._come_nearer)
        return table

    def _made_filters(self) -> QHBoxLayout:
        self.kind = ChoiceField([("", self.tr("Tutto")), *deed_kinds()])
        self.who = ChoiceField([(None, self.tr("Tutti"))])
        self.number = TextField(self.tr("tutti"))
        self.first = DateField(self._desk.today)
        self.last = DateField(self._desk.today)
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        fields: tuple[tuple[str, Field, int], ...] = (
            (self.tr("Che cosa"), self.kind, 5),
            (self.tr("Chi"), self.who, 4),
            (self.tr("Numero del nucleo"), self.number, 3),
            (self.tr("Dal giorno"), self.first, 4),
            (self.tr("Al giorno"), self.last, 4),
        )
        for words, field, width in fields:
            field.name(words)
            row.addWidget(FieldBox(words, field), width, Qt.AlignmentFlag.AlignTop)
        for choice in (self.kind, self.who):
            choice.changed.connect(self._read)
        for day in (self.first, self.last):
            day.left.connect(self._read)
        self.number.left.connect(self._look_up)
        return row

    def _made_foot(self) -> QHBoxLayout:
        self._count = label("", "muted")
        self.check = button(
            self.tr("Verifica adesso"), "primary", "shield-check", pressed=self.verify
        )
        self.take_out = button(self.tr("Esporta…"), icon="download", pressed=self._ask_where)
        foot = QHBoxLayout()
        foot.setSpacing(Space.M)
        foot.addWidget(self._count, 1)
        foot.addWidget(self.take_out)
        foot.addWidget(self.check)
        return foot

    def _show_people(self, people: tuple[tuple[UUID, str], ...], count: int) -> None:
        here = self.who.value()
        with QSignalBlocker(self.who):
            self.who.set_choices([(None, self.tr("Tutti")), *people])
            self.who.set_value(here)
        self._count.setText(self.tr("%n righe in tutto", "", count))

    def _look_up(self) -> None:
        """Take the household of the number typed; an empty field takes all."""
        typed, desk = self.number.value(), self._desk
        if not typed:
            if self._household_id is not None:
                self._household_id = None
                self._read()
            return
        Query(self, lambda: household_by_number(desk, typed), slot="number").done(
            self._take_household
        ).run()

    def _take_household(self, household_id: UUID | None) -> None:
        if household_id is None:
            self.told.emit(self.tr("Nessun nucleo, o più d'uno, con questo numero"))
        elif household_id != self._household_id:
            self._household_id = household_id
            self._read()

    def _read(self) -> None:
        desk, wanted = self._desk, self.chosen()
        Query(self, lambda: audit_page(desk, wanted), slot="lines").done(self._show).run()

    def _show(self, lines: tuple[AuditLine, ...]) -> None:
        self._lines = list(lines)
        self._has_more = len(lines) == PAGE
        self.table.set_rows(LazyRows(self._lines, self._row))
        self.table.sheet.scrollToTop()

    def _come_nearer(self, value: int) -> None:
        """Read on when the last lines come into sight."""
        bar = self.table.sheet.verticalScrollBar()
        if not self._has_more or value < bar.maximum() - bar.pageStep():
            return
        self._has_more = False
        desk, wanted, before = self._desk, self.chosen(), self._lines[-1].sequence
        Query(self, lambda: audit_page(desk, wanted, before), slot="lines").done(self._add).run()

    def _add(self, lines: tuple[AuditLine, ...]) -> None:
        self._lines = [*self._lines, *lines]
        self._has_more = len(lines) == PAGE
        self.table.extend_rows(LazyRows(self._lines, self._row))

    def _row(self, line: AuditLine) -> Row:
        whose = household_words(line)
        return Row(
            line,
            (
                f"{line.at.astimezone():%d/%m/%Y %H:%M}",
                line.operator,
                deed_words(line),
                Cell(whose, is_link=bool(whose)),
                str(line.sequence),
            ),
        )

    def _open(self, line: AuditLine) -> None:
        if line.household_id is not None:
            self.page_requested.emit("household", line.household_id)

    def _show_finding(self, found: AuditFinding) -> None:
        self._rest()
        self.finding.tell(*finding_words(found))
        self.finding.show()
        self.reload()

    def _refused(self, error: Exception) -> None:
        self._rest()
        tell_failure(self, error)

    def _rest(self) -> None:
        self._verifying = None
        self.progress.hide()
        self.check.setEnabled(True)

    def _cancel(self) -> None:
        if self._verifying is not None:
            self._verifying.cancel()

    def _ask_where(self) -> None:
        stem = self.tr("registro delle attività")
        name = f"{stem} {self._desk.today().isoformat()}.xlsx"
        ask_where(self, name, lambda path: self.write(as_table(path)), kinds=TABLES)
