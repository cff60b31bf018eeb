"""Bisogni: what the household or one of its people needs, from when and until when."""

from collections.abc import Mapping
from typing import ClassVar

from typing_extensions import override

from app.services.desk import Desk
from app.services.needs import end_need, record_need
from models.records.household import NeedLine
from models.rules import codes
from models.rules.partial_date import PartialDate
from ui.labels import dates
from ui.labels.codes import word
from ui.pages.household.tab import ListTab, SideForm
from ui.theme import Tone
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.date_field import DateField
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.form import FormField
from ui.widgets.pill import Mark
from ui.widgets.table_cells import Cell, Column, Row

_AREAS = {
    "economic": "wallet",
    "work": "hand-helping",
    "housing": "home",
    "family": "users",
    "immigration": "map",
    "education": "book-open",
    "health": "pill",
    "addiction": "triangle-alert",
    "justice": "shield-check",
    "disability": "user",
}
_NEW = ("macro", "code", "member_id", "since", "notes")


class NeedsTab(ListTab):
    """Open needs first, by area; those that ended below."""

    rule_fields: ClassVar[Mapping[str, str]] = {"dates_crossed": "until", "future_date": "until"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._ending: NeedLine | None = None
        card = Card(self.tr("Bisogni"), flush=True)
        card.add_link(self.tr("Segna un bisogno"), self._open_new)
        self.table = self._made_table()
        card.add(self.table, 1)
        self.row.addWidget(card, 1)

    @override
    def show_rows(self) -> None:
        macros = {entry.code: entry.macro or entry.code for entry in codes.codes("needs")}
        places = {code: place for place, code in enumerate(macros)}
        needs = sorted(
            self.file.needs,
            key=lambda need: (
                need.until is not None,
                places.get(macros.get(need.code, ""), len(places)),
                places.get(need.code, len(places)),
            ),
        )
        self.table.set_rows([self._row(need, macros.get(need.code, "")) for need in needs])

    @override
    def open_item(self, item: object) -> None:
        """Item "new" opens the form for a new need, an identifier that for ending one."""
        if item == "new":
            self._open_new()
        else:
            self._open_ending(item)

    @override
    def save(self) -> None:
        desk, household_id, ending = self._desk, self.file.household_id, self._ending
        values = self._form.values()
        if ending is None:
            code = values["code"]
            words = self.tr("Bisogno segnato: {need}").format(need=word("needs", code))
            self.change(
                lambda: record_need(
                    desk,
                    household_id,
                    code,
                    member_id=values["member_id"],
                    since=values["since"],
                    notes=values["notes"] or "",
                ),
                words,
            )
        else:
            until = values["until"].earliest if values["until"] else desk.today()
            words = self.tr("Concluso: {need}").format(need=word("needs", ending.code))
            self.change(lambda: end_need(desk, household_id, ending.need_id, until), words)

    def _open_new(self) -> None:
        if self.is_being_written():
            return
        self._ending = None
        side = self.ready_form()
        self._fit(is_ending=False)
        people = [(m.member_id, m.name) for m in self.file.members]
        self._choices("member_id").set_choices([(None, self.tr("tutto il nucleo")), *people])
        today = PartialDate.from_date(self._desk.today())
        values = {"macro": "economic", "member_id": None, "since": today, "notes": None}
        side.open(self.tr("Segna un bisogno"), values, "macro")
        self._offer_codes()

    def _open_ending(self, key: object) -> None:
        need = next((need for need in self.file.needs if need.need_id == key), None)
        if need is None or need.until is not None or self.is_being_written():
            return
        self._ending = need
        side = self.ready_form()
        self._fit(is_ending=True)
        told = self.tr("Concluso: {need}").format(need=word("needs", need.code))
        side.open(told, {"until": self._desk.today()}, "until", need.need_id)

    def _fit(self, *, is_ending: bool) -> None:
        for key in _NEW:
            self._form.box(key).setVisible(not is_ending)
        self._form.box("until").setVisible(is_ending)

    def _offer_codes(self) -> None:
        macro = self._form.field("macro").value()
        offered = [(macro, self.tr("in generale"))]
        offered += [
            (e.code, word("needs", e.code)) for e in codes.codes("needs") if e.macro == macro
        ]
        self._choices("code").set_choices(offered)

    def _choices(self, key: str) -> ChoiceField:
        field = self._form.field(key)
        if not isinstance(field, ChoiceField):
            raise TypeError(key)
        return field

    def _row(self, need: NeedLine, macro: str) -> Row:
        people = {member.member_id: member for member in self.file.everybody}
        whose = people.get(need.member_id) if need.member_id else None
        is_open = need.until is None
        since = dates.partial_date(need.since) if need.since else ""
        area = Mark(word("needs", macro), Tone.NEUTRAL, _AREAS.get(macro, "ellipsis"))
        link = Cell(self.tr("Concluso"), is_link=True)
        until = Cell(dates.long_date(need.until)) if need.until else link
        return Row(
            need.need_id,
            (
                Cell(word("needs", need.code), weight="strong" if is_open else "muted"),
                Cell(mark=area),
                whose.name if whose else self.tr("tutto il nucleo"),
                since,
                need.notes,
                until,
            ),
        )

    def _made_table(self) -> DataTable:
        made = DataTable(
            self.tr("Bisogni del nucleo"),
            [
                Column(self.tr("Bisogno"), stretches=True),
                Column(self.tr("Ambito")),
                Column(self.tr("Di chi")),
                Column(self.tr("Dal"), weight="muted"),
                Column(self.tr("Note"), weight="muted"),
                Column(self.tr("Al"), least_width=100, weight="muted"),
            ],
            empty=EmptyState(
                "message-circle",
                self.tr("Qui compaiono i bisogni, del nucleo o di una persona"),
                self.tr("Segna un bisogno"),
                self._open_new,
            ),
        )
        made.link_pressed.connect(lambda key, _column: self._open_ending(key))
        made.row_opened.connect(self._open_ending)
        return made

    @override
    def made_form(self) -> SideForm:
        macros = [(e.code, word("needs", e.code)) for e in codes.codes("needs") if not e.macro]
        today = self._desk.today
        side = SideForm(
            [
                FormField("macro", self.tr("Ambito"), lambda: ChoiceField(macros), 2),
                FormField("code", self.tr("Bisogno"), ChoiceField, 2),
                FormField("member_id", self.tr("Di chi"), ChoiceField, 2),
                FormField("since", self.tr("Dal"), lambda: DateField(today), 2),
                FormField("notes", self.tr("Note"), TextField, 2),
                FormField("until", self.tr("Fino al"), lambda: DateField(today, needs_day=True), 2),
            ]
        )
        self._form = side.form
        self._form.changed.connect(lambda key: self._offer_codes() if key == "macro" else None)
        return side
