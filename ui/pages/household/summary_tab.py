"""Riepilogo: the last aid here and elsewhere, the year, who they are, what they need."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.desk import Desk
from models.records.household import HouseholdFile, MemberLine, NeedLine
from ui.labels import dates
from ui.labels.codes import relation_word, word
from ui.labels.households import age_words, place_words
from ui.pages.household.aid_rows import day_words, together
from ui.pages.household.tab import Tab
from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import empty
from ui.widgets.month_chart import MonthBar, MonthChart
from ui.widgets.pill import Pill
from ui.widgets.scroll import ScrollBody
from ui.widgets.table_cells import Cell, Column, Row
from ui.widgets.text import label

_AID_SHOWN = 5
_PEOPLE_SHOWN = 8
_PLACE_OF_MISSING = {
    "name": "members",
    "birth_date": "members",
    "code": "members",
    "consent_file": "consents",
    "consent_register": "consents",
    "address": "details",
    "phone": "details",
    "isee": "economy",
    "isee_expired": "economy",
}


class SummaryTab(Tab):
    """The file at a glance; everything in it leads to its own tab."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        body = ScrollBody()
        body.column.setContentsMargins(0, 0, 0, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(body)
        self._aid = self._made_aid()
        self._people = self._made_people()
        self._needs = FlowLayout()
        self._missing = FlowLayout()
        self._notes = label("", wraps=True)
        self._chart = MonthChart(self.tr("Pacchi negli ultimi dodici mesi"))
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(_lane(self._aid_card(), self._chart_card()), 8)
        row.addWidget(_lane(self._people_card(), *self._word_cards()), 7)
        body.column.addLayout(row)
        body.column.addStretch(1)

    @override
    def show_rows(self) -> None:
        file = self.file
        self._show_aid(file)
        self._people.set_rows([self._person(m, file.read_on) for m in file.members[:_PEOPLE_SHOWN]])
        self._chart.set_bars(
            [_bar(month.month, month.here, month.elsewhere) for month in file.months]
        )
        open_needs = [need for need in file.needs if need.until is None]
        empty(self._needs)
        for need in open_needs:
            self._needs.addWidget(Pill(self._need_words(need), icon=""))
        self._no_needs.setVisible(not open_needs)
        empty(self._missing)
        for code in file.missing:
            place = _PLACE_OF_MISSING[code]
            leads = partial(self.tab_requested.emit, place, None)
            self._missing.addWidget(button(word("missing", code), "small", pressed=leads))
        self._missing_card.setVisible(bool(file.missing))
        self._notes.setText(file.notes)
        self._notes_card.setVisible(bool(file.notes))

    def _show_aid(self, file: HouseholdFile) -> None:
        given = together(file.aid, file.elsewhere)
        self._aid.set_rows(
            [
                Row(
                    place,
                    (day_words(one.line.given_on, file.read_on), one.what(), one.where()),
                    one.tone,
                )
                for place, one in enumerate(given[:_AID_SHOWN])
            ]
        )
        count = file.aid_count + len(file.elsewhere)
        self._all_aid.setText(self.tr("Tutti ({count})").format(count=count))
        self._all_aid.setAccessibleName(self._all_aid.text())
        self._all_aid.setVisible(count > 0)

    def _made_aid(self) -> DataTable:
        made = DataTable(
            self.tr("Ultimi aiuti, qui e altrove"),
            [
                Column(self.tr("Quando"), weight="muted"),
                Column(self.tr("Aiuto"), stretches=True),
                Column(self.tr("Dove"), least_width=120),
            ],
            shows_header=False,
            grows=True,
            empty=EmptyState("package", self.tr("Nessun aiuto ancora.")),
        )
        made.row_opened.connect(lambda _key: self.tab_requested.emit("aid", None))
        return made

    def _made_people(self) -> DataTable:
        made = DataTable(
            self.tr("Componenti"),
            [
                Column(self.tr("Nome e cognome"), weight="strong", stretches=True),
                Column(self.tr("Relazione")),
                Column(self.tr("Età")),
                Column(self.tr("Origine"), weight="muted"),
            ],
            shows_header=False,
            grows=True,
        )
        made.row_opened.connect(lambda key: self.tab_requested.emit("members", key))
        return made

    def _aid_card(self) -> QWidget:
        card = Card(self.tr("Aiuti, qui e altrove"), flush=True)
        self._all_aid = button(
            self.tr("Tutti"), "small", pressed=lambda: self.tab_requested.emit("aid", None)
        )
        card.add_beside_heading(self._all_aid)
        card.add(self._aid)
        return card

    def _chart_card(self) -> QWidget:
        card = Card(self.tr("Pacchi negli ultimi dodici mesi"))
        card.add(self._chart)
        return card

    def _people_card(self) -> QWidget:
        card = Card(self.tr("Componenti"), flush=True)
        card.add_link(self.tr("Aggiungi"), lambda: self.tab_requested.emit("members", "new"))
        card.add(self._people)
        return card

    def _word_cards(self) -> list[QFrame]:
        needs = Card(self.tr("Bisogni aperti"))
        needs.add_link(self.tr("Segna"), lambda: self.tab_requested.emit("needs", "new"))
        needs.body.addLayout(self._needs)
        self._no_needs = label(self.tr("Nessun bisogno segnato"), "muted")
        needs.add(self._no_needs)
        self._missing_card = Card(self.tr("Per completare la scheda, quando si può"))
        self._missing_card.body.addLayout(self._missing)
        self._notes_card = Card(self.tr("Note"))
        self._notes_card.add(self._notes)
        return [needs, self._missing_card, self._notes_card]

    @staticmethod
    def _person(member: MemberLine, today: date) -> Row:
        return Row(
            member.member_id,
            (
                Cell(member.name),
                relation_word(member.relation, member.sex),
                age_words(member, today),
                place_words(member.citizenship or member.birth_place),
            ),
        )

    def _need_words(self, need: NeedLine) -> str:
        people = {member.member_id: member for member in self.file.everybody}
        whose = people.get(need.member_id) if need.member_id else None
        words = word("needs", need.code)
        if whose is None:
            return words
        return f"{words} ({whose.given_name or whose.name})"


def _lane(*widgets: QWidget) -> QWidget:
    lane = QWidget()
    column = QVBoxLayout(lane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.L)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return lane


def _bar(month: str, here: int, elsewhere: int) -> MonthBar:
    first = date.fromisoformat(f"{month}-01")
    return MonthBar(dates.month_initial(first.month), dates.month_name(first), here, elsewhere)
