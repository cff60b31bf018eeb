"""Aiuti: everything given, here and elsewhere, and the form that records or mends one."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from typing_extensions import override

from app.services.aid import aid_page, amend_aid, eligibility, record_aid, remove_aid
from app.services.desk import Desk
from models.records.aid import AidLine, Eligibility, RecordAid
from models.records.household import MemberLine
from models.rules.partial_date import PartialDate
from ui.jobs import Query
from ui.labels.codes import aid_word, aid_words
from ui.labels.eligibility import answer
from ui.pages.household.aid_rows import Given, day_words, together
from ui.pages.household.tab import ListTab, SideForm
from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import ChoiceField, NumberField, TextField
from ui.widgets.form import FormField
from ui.widgets.money_field import MoneyField
from ui.widgets.table_cells import Cell, Column, Row

PAGE = 200
_KINDS = ("aid", "household")
_COLLECTED, _LINK = 2, 4


class AidTab(ListTab):
    """All aid, newest first, two hundred at a time."""

    rule_fields: ClassVar[Mapping[str, str]] = {
        "future_date": "given_on",
        "quantity": "quantity",
        "negative_amount": "cents",
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines: tuple[AidLine, ...] = ()
        self._amended: AidLine | None = None
        self._eligibility: Eligibility | None = None
        self.table = self._made_table()
        self._card = Card(self.tr("Aiuti, qui e altrove"), flush=True)
        self._card.add(self.table, 1)
        self._more = button(self.tr("Mostra i precedenti"), "link", pressed=self._read_more)
        self._card.add(self._more)
        self.row.addWidget(self._card, 1)

    @override
    def show_rows(self) -> None:
        self._lines = self.file.aid
        self._fill()
        if self.file.aid_count > len(self._lines):
            self._read(0, PAGE)

    @override
    def open_item(self, item: object) -> None:
        """Item "new" opens the form for a new aid, an identifier that of one given."""
        if item != "new":
            self._open_line(item)
        elif not self.is_being_written():
            self._open_new()

    @override
    def close_side(self) -> None:
        super().close_side()
        self._spare_columns(is_open=False)

    @override
    def save(self) -> None:
        command = self._command()
        words = self.tr("{aid} segnato").format(aid=aid_word(command.kind))
        desk, amended = self._desk, self._amended
        if amended is None:
            self.change(lambda: record_aid(desk, command), words, _KINDS)
        else:
            words = self.tr("{aid} corretto").format(aid=aid_word(command.kind))
            self.change(lambda: amend_aid(desk, amended.aid_id, command), words, _KINDS)

    def _command(self) -> RecordAid:
        values = self._form.values()
        is_due = self._eligibility is None or self._eligibility.is_due
        return RecordAid(
            household_id=self.file.household_id,
            kind=values["kind"],
            quantity=values["quantity"] or 1,
            cents=values["cents"],
            purpose=values["purpose"] or "",
            given_on=values["given_on"],
            member_id=values["member_id"],
            override_reason="" if is_due else values["override_reason"] or "",
        )

    def _open_new(self) -> None:
        self._amended = None
        today = PartialDate.from_date(self._desk.today())
        self._open(self.tr("Segna un aiuto"), {"kind": "food", "given_on": today})

    def _open_line(self, key: object) -> None:
        line = next((line for line in self._lines if line.aid_id == key), None)
        if line is None or self.is_being_written():
            return
        self._amended = line
        values = {
            "kind": line.kind,
            "quantity": line.quantity,
            "cents": line.cents,
            "purpose": line.purpose or None,
            "given_on": line.given_on,
            "member_id": line.member_id,
        }
        self._open(self.tr("Correggi questo aiuto"), values)

    def _open(self, title: str, values: dict[str, object]) -> None:
        side = self.ready_form()
        self._offer_people()
        self._remove.setVisible(self._amended is not None)
        blank = {"quantity": 1, "cents": None, "purpose": None, "member_id": None}
        self._form.box("override_reason").hide()
        self._spare_columns(is_open=True)
        about = self._amended.aid_id if self._amended is not None else "new"
        side.open(title, {**blank, "override_reason": None, **values}, "kind", about)
        self._fit_kind()

    def _spare_columns(self, *, is_open: bool) -> None:
        for column in (_COLLECTED, _LINK):
            self.table.set_column_shown(column, is_shown=not is_open)

    def _offer_people(self) -> None:
        people = [(m.member_id, m.name) for m in self.file.members]
        field = self._form.field("member_id")
        if isinstance(field, ChoiceField):
            field.set_choices([(None, self.tr("non importa")), *people])

    def _fit_kind(self) -> None:
        """Money has an amount, the rest a quantity; and each kind has its own answer."""
        kind = self._form.field("kind").value()
        has_amount = kind == "money" or self._form.field("cents").value() is not None
        self._form.box("cents").setVisible(has_amount)
        self._form.box("quantity").setVisible(kind != "money")
        self._eligibility = None
        if self._amended is not None:
            return
        desk, household_id = self._desk, self.file.household_id
        asked = Query(self, lambda: eligibility(desk, household_id, kind), slot="eligibility")
        asked.done(lambda found: self._show_answer(household_id, found)).run()

    def _show_answer(self, household_id: UUID, found: Eligibility) -> None:
        if self._amended is not None or household_id != self.file.household_id:
            return
        self._eligibility = found
        shown = self.ready_form().answer
        shown.tell(*answer(found, self._desk.today()))
        shown.show()
        self._form.box("override_reason").setVisible(not found.is_due)

    def _take_away(self) -> None:
        line, desk, household_id = self._amended, self._desk, self.file.household_id
        if line is not None:
            words = self.tr("{aid} tolto").format(aid=aid_word(line.kind))
            self.change(lambda: remove_aid(desk, household_id, line.aid_id), words, _KINDS)

    def _read_more(self) -> None:
        self._read(len(self._lines), PAGE)

    def _read(self, offset: int, limit: int) -> None:
        desk, household_id = self._desk, self.file.household_id
        found = Query(self, lambda: aid_page(desk, household_id, offset, limit), slot="page")
        found.done(lambda lines: self._add(household_id, lines, offset)).run()

    def _add(self, household_id: UUID, lines: tuple[AidLine, ...], offset: int) -> None:
        if household_id != self.file.household_id:
            return
        self._lines = (*self._lines[:offset], *lines)
        self._fill()

    def _fill(self) -> None:
        file = self.file
        left = file.aid_count - len(self._lines)
        elsewhere = file.elsewhere
        if left > 0 and self._lines and (last := self._lines[-1].given_on) is not None:
            # Older aid from elsewhere waits for ours of the same time.
            elsewhere = tuple(
                line
                for line in elsewhere
                if line.given_on and line.given_on.latest >= last.earliest
            )
        people = {member.member_id: member for member in file.everybody}
        given = together(self._lines, elsewhere)
        self.table.set_rows([self._row(one, people) for one in given])
        self._more.setVisible(left > 0)
        self._more.setText(self.tr("Mostra i precedenti ({count})").format(count=left))
        self._more.setAccessibleName(self._more.text())

    def _row(self, given: Given, people: dict[UUID, MemberLine]) -> Row:
        line = given.line
        when = day_words(line.given_on, self.file.read_on)
        if not isinstance(line, AidLine):
            return Row(None, (when, given.what(), "", given.where(), ""), given.tone)
        collected = people.get(line.member_id) if line.member_id else None
        link = Cell(self.tr("Correggi"), is_link=True)
        whose = collected.name if collected else ""
        return Row(line.aid_id, (when, given.what(), whose, given.where(), link))

    def _made_table(self) -> DataTable:
        made = DataTable(
            self.tr("Aiuti, qui e altrove"),
            [
                Column(self.tr("Quando"), weight="muted"),
                Column(self.tr("Aiuto"), stretches=True),
                Column(self.tr("Chi ha ritirato"), weight="muted"),
                Column(self.tr("Dove"), least_width=110),
                Column("", least_width=90),
            ],
            empty=EmptyState(
                "package",
                self.tr("Qui compaiono gli aiuti dati a questo nucleo, qui e altrove"),
                self.tr("Segna un aiuto"),
                self._open_new,
            ),
        )
        made.link_pressed.connect(lambda key, _column: self._open_line(key))
        made.row_opened.connect(self._open_line)
        return made

    @override
    def made_form(self) -> SideForm:
        side = SideForm(
            [
                FormField(
                    "kind", self.tr("Che cosa"), lambda: ChoiceField(list(aid_words().items())), 2
                ),
                FormField(
                    "given_on",
                    self.tr("Quando"),
                    lambda: DateField(self._desk.today),
                    hint=self.tr("anche solo il mese: 10/2026"),
                ),
                FormField("quantity", self.tr("Quantità"), lambda: NumberField(1, 9999)),
                FormField("cents", self.tr("Importo"), MoneyField, 2),
                FormField("purpose", self.tr("Per che cosa"), TextField, 2),
                FormField("member_id", self.tr("Chi ritira"), ChoiceField, 2),
                FormField(
                    "override_reason",
                    self.tr("Perché adesso"),
                    TextField,
                    2,
                    hint=self.tr("Non è obbligatorio: resta scritto nella scheda"),
                ),
            ]
        )
        self._form = side.form
        self._form.changed.connect(lambda key: self._fit_kind() if key == "kind" else None)
        self._remove = button(self.tr("Togli"), "danger", "trash-2", pressed=self._take_away)
        side.foot.addWidget(self._remove)
        side.foot.setSpacing(Space.S)
        return side
