"""Step 1: files worth a look before closing; all can be skipped."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.services.closing import doubts
from app.services.desk import Desk
from models.records.closing import Doubt
from ui.jobs import Query
from ui.labels import codes
from ui.pages.closing.step import Step
from ui.pages.closing.words import LEAVING
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import Card, FactList, columns
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.lazy_rows import LazyRows
from ui.widgets.table_cells import Cell, Column, Row

_LEAST_TABLE = 240


class CheckStep(Step):
    """The doubts of a month, each with the way to its file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = DataTable(
            self.tr("Schede da guardare"),
            [
                Column(self.tr("Nucleo"), weight="strong", stretches=True),
                Column(self.tr("Scheda")),
                Column(self.tr("Che cosa"), weight="muted"),
                Column("", least_width=90),
            ],
            empty=EmptyState(
                "circle-check", self.tr("Niente da guardare: le schede del mese sono a posto.")
            ),
        )
        self.table.setMinimumHeight(_LEAST_TABLE)
        self.table.row_opened.connect(self._open)
        self.table.link_pressed.connect(lambda key, _column: self._open(key))
        card = Card(self.tr("Da guardare prima di chiudere"), flush=True)
        card.add(self.table, 1)
        self.body.addLayout(columns((card, 7), (self._side(), 3)), 1)
        self._forward = button(
            self.tr("Cosa parte"),
            "primary",
            "arrow-right",
            pressed=lambda: self.moved.emit(LEAVING),
            icon_last=True,
        )
        self.add_foot(forward=self._forward)

    @override
    def show_month(self, month: str) -> None:
        super().show_month(month)
        Query(self, lambda: doubts(self._desk, month)).done(self._show).run()

    @override
    def first_focus(self) -> QWidget:
        return self._forward

    def _side(self) -> QWidget:
        self._facts = FactList()
        card = Card(self.tr("In tutto"))
        card.add(self._facts)
        side = QWidget()
        lane = QVBoxLayout(side)
        lane.setContentsMargins(0, 0, 0, 0)
        lane.setSpacing(Space.L)
        lane.addWidget(card)
        lane.addWidget(
            Banner(
                self.tr("Si può saltare tutto"),
                self.tr(
                    "Chi non ha firmato per la rete resta qui. Gli altri partono come sono: "
                    "più la scheda è completa, più è facile riconoscersi."
                ),
            )
        )
        lane.addStretch(1)
        return side

    def _show(self, found: Sequence[Doubt]) -> None:
        self.table.set_rows(LazyRows(found, self._row))
        counted = Counter(doubt.code for doubt in found)
        facts: list[tuple[str, str] | tuple[str, str, Tone]] = [
            (codes.word("doubts", code), str(count)) for code, count in counted.items()
        ]
        self._facts.set_facts(facts or [(self.tr("Schede da guardare"), "0", Tone.OK)])

    def _row(self, doubt: Doubt) -> Row:
        words = (doubt.names, doubt.number, codes.word("doubts", doubt.code))
        return Row(doubt.household_id, (*words, Cell(self.tr("Sistema"), is_link=True)))

    def _open(self, household_id: object) -> None:
        self.page_requested.emit("household", household_id)
