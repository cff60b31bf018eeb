"""Economia: ISEE certificates, each with its type and its expiry."""

from collections.abc import Mapping
from typing import ClassVar

from typing_extensions import override

from app.services.desk import Desk
from app.services.economy import record_isee, remove_isee
from models.records.household import IseeLine
from models.rules.money import format_amount
from ui.labels import dates
from ui.labels.codes import choices, word
from ui.pages.household.tab import ListTab, SideForm
from ui.theme import Space, Tone
from ui.widgets.allowed import is_allowed, refusal
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import ChoiceField
from ui.widgets.form import FormField
from ui.widgets.money_field import MoneyField
from ui.widgets.pill import Mark
from ui.widgets.table_cells import Cell, Column, Row


class EconomyTab(ListTab):
    """A household may hold two certificates of different types at once."""

    rule_fields: ClassVar[Mapping[str, str]] = {"negative_amount": "cents"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._amended: IseeLine | None = None
        card = Card(self.tr("ISEE"), flush=True)
        self._may_write = is_allowed(desk, "record_isee")
        if self._may_write:
            card.add_link(self.tr("Aggiungi un ISEE"), self._open_new)
        self.table = self._made_table()
        card.add(self.table, 1)
        card.add(refusal(desk, "record_isee"))
        self.row.addWidget(card, 1)

    @override
    def show_rows(self) -> None:
        self.table.set_rows([self._row(line) for line in self.file.isee])

    @override
    def open_item(self, item: object) -> None:
        """Item "new" opens the form for a new certificate, an identifier that of one."""
        if item == "new":
            self._open_new()
        else:
            self._open_line(item)

    @override
    def save(self) -> None:
        desk, household_id, amended = self._desk, self.file.household_id, self._amended
        values = self._form.values()
        line = IseeLine(
            kind=values["kind"],
            cents=values["cents"],
            dsu_on=values["dsu_on"],
            expires_on=values["expires_on"],
            isee_id=amended.isee_id if amended else None,
        )
        words = self.tr("ISEE di {amount} € salvato").format(amount=format_amount(line.cents))
        self.change(lambda: record_isee(desk, household_id, line), words)

    def _open_new(self) -> None:
        if self.is_being_written() or not self._may_write:
            return
        self._amended = None
        side = self.ready_form()
        self._remove.hide()
        values = {"kind": "ordinary", "cents": None, "dsu_on": None, "expires_on": None}
        side.open(self.tr("Nuovo ISEE"), values, "cents")

    def _open_line(self, key: object) -> None:
        line = next((line for line in self.file.isee if line.isee_id == key), None)
        if line is None or self.is_being_written() or not self._may_write:
            return
        self._amended = line
        side = self.ready_form()
        self._remove.show()
        values = {
            "kind": line.kind,
            "cents": line.cents,
            "dsu_on": line.dsu_on,
            "expires_on": line.expires_on,
        }
        side.open(self.tr("Correggi questo ISEE"), values, "cents", line.isee_id)

    def _take_away(self) -> None:
        line, desk, household_id = self._amended, self._desk, self.file.household_id
        isee_id = line.isee_id if line is not None else None
        if isee_id is not None:
            self.change(lambda: remove_isee(desk, household_id, isee_id), self.tr("ISEE tolto"))

    def _row(self, line: IseeLine) -> Row:
        until = dates.partial_date(line.expires_on) if line.expires_on else ""
        expired = Mark(self.tr("scaduto"), Tone.ATTENTION)
        holds = Mark(self.tr("valido"), Tone.OK)
        return Row(
            line.isee_id,
            (
                word("isee_kinds", line.kind),
                f"{format_amount(line.cents)} €",
                dates.partial_date(line.dsu_on) if line.dsu_on else "",
                until,
                Cell(mark=expired if line.is_expired else holds),
                Cell(self.tr("Modifica"), is_link=True) if self._may_write else Cell(),
            ),
        )

    def _made_table(self) -> DataTable:
        made = DataTable(
            self.tr("ISEE del nucleo"),
            [
                Column(self.tr("Tipo"), stretches=True, weight="strong"),
                Column(self.tr("Valore"), side="right"),
                Column(self.tr("DSU del"), weight="muted"),
                Column(self.tr("Scade"), weight="muted"),
                Column(self.tr("Stato"), least_width=110),
                Column("", least_width=96),
            ],
            empty=EmptyState(
                "wallet",
                self.tr("Qui compaiono gli ISEE, con la loro scadenza"),
                self.tr("Aggiungi un ISEE") if self._may_write else "",
                self._open_new,
            ),
        )
        made.link_pressed.connect(lambda key, _column: self._open_line(key))
        made.row_opened.connect(self._open_line)
        return made

    @override
    def made_form(self) -> SideForm:
        kinds = choices("isee_kinds")
        side = SideForm(
            [
                FormField("cents", self.tr("Valore"), MoneyField, 2, is_required=True),
                FormField("kind", self.tr("Tipo"), lambda: ChoiceField(kinds), 2),
                FormField("dsu_on", self.tr("DSU del"), lambda: DateField(self._desk.today), 2),
                FormField(
                    "expires_on",
                    self.tr("Scade"),
                    lambda: DateField(self._desk.today, expects="any"),
                    2,
                    hint=self.tr("Se resta vuoto: il 31 dicembre dell'anno della DSU"),
                ),
            ]
        )
        self._form = side.form
        self._remove = button(self.tr("Togli"), "danger", "trash-2", pressed=self._take_away)
        side.foot.addWidget(self._remove)
        side.foot.setSpacing(Space.S)
        return side
