"""The two lists of what came back: aid given twice, and families followed elsewhere too."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from models.records.closing import MatchLine, Overlap
from models.rules.money import format_amount
from ui.labels.centres import short_centre
from ui.labels.codes import aid_word
from ui.pages.closing.words import distance, reasons, short_date, strength_mark
from ui.theme import Tone
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.lazy_rows import LazyRows
from ui.widgets.pill import Mark
from ui.widgets.table_cells import Cell, Column, Row

_SURE = 250


class FindingTables(QObject):
    """Makes both tables and turns what is pressed in them into signals.

    Signals:
        opened: the household whose file was asked for.
        answered: (sighting, "same", "different" or "", names).
    """

    opened = Signal(object)
    answered = Signal(object, str, str)

    def __init__(self, today: date, parent: QObject, *, may_answer: bool) -> None:
        """`may_answer` is off for whom a service would refuse: there is then nothing to press."""
        super().__init__(parent)
        self._today = today
        self._may_answer = may_answer
        self.overlaps = self._table(
            self.tr("Aiutati due volte"),
            [
                Column(self.tr("Nucleo"), weight="strong"),
                Column(self.tr("Aiuto")),
                Column(self.tr("Quando e dove"), least_width=150, is_tall=True),
                Column(self.tr("Distanza"), side="right"),
            ],
            EmptyState("circle-check", self.tr("Nessun aiuto dato due volte nella finestra.")),
        )
        self.matches = self._table(
            self.tr("Seguiti anche altrove"),
            [
                Column(self.tr("Nucleo"), weight="strong"),
                Column(self.tr("Scheda")),
                Column(self.tr("Anche da")),
                Column(self.tr("In comune"), side="right"),
            ],
            EmptyState(
                "split", self.tr("Qui compaiono le famiglie che segue anche un altro centro.")
            ),
        )

    def show_overlaps(self, found: Sequence[Overlap]) -> None:
        """Show pairs of aids."""
        self.overlaps.set_rows(LazyRows(found, self._overlap_row))

    def show_matches(self, found: Sequence[MatchLine]) -> None:
        """Show households."""
        self.matches.set_rows(LazyRows(found, self._match_row))

    def _table(self, name: str, first: Sequence[Column], empty: EmptyState) -> DataTable:
        sure = Column(
            self.tr("Quanto è sicuro"),
            weight="muted",
            stretches=True,
            is_tall=True,
            least_width=_SURE,
        )
        table = DataTable(name, [*first, sure, Column(""), Column("")], empty=empty)
        table.row_opened.connect(lambda line: self.opened.emit(line.household_id))
        table.link_pressed.connect(lambda line, column: self._press(line, column - len(first)))
        return table

    def _press(self, line: MatchLine | Overlap, place: int) -> None:
        asks = line.strength != "certain" and not line.answer
        if not self._may_answer:
            self.opened.emit(line.household_id)
        elif asks:
            self.answered.emit(line.sighting_id, "same" if place == 1 else "different", line.names)
        elif line.answer and place == 1:
            self.answered.emit(line.sighting_id, "", line.names)
        else:
            self.opened.emit(line.household_id)

    def _overlap_row(self, line: Overlap) -> Row:
        here, there = (self._given(line, elsewhere=elsewhere) for elsewhere in (False, True))
        words = self.tr("{here} qui\n{there} {centre}")
        return Row(
            line,
            (
                line.names,
                aid_word(line.kind),
                words.format(here=here, there=there, centre=short_centre(line.other_centre)),
                distance(line),
                *self._last(line),
            ),
        )

    def _given(self, line: Overlap, *, elsewhere: bool) -> str:
        day = line.other_given_on if elsewhere else line.given_on
        cents = line.other_cents if elsewhere else line.cents
        text = short_date(day, self._today)
        return f"{text} ({format_amount(cents)} €)" if cents else text

    def _match_row(self, line: MatchLine) -> Row:
        people = self.tr("%n persone", "", line.people)
        return Row(
            line,
            (
                line.names,
                line.household_number,
                short_centre(line.other_centre),
                people,
                *self._last(line),
            ),
        )

    def _last(self, line: MatchLine | Overlap) -> tuple[Cell, ...]:
        """How sure it is; then the question, or the way back from its answer, or to the file."""
        mark = strength_mark(line.strength)
        opens = Cell(self.tr("Apri"), is_link=True)
        links = (opens, Cell())
        if line.answer:
            if self._may_answer:
                links = (Cell(self.tr("Ripensaci"), is_link=True), opens)
            mark = Mark(self.tr("sono loro"), Tone.OK)
            if line.answer == "different":
                mark = Mark(self.tr("non sono loro"), Tone.NEUTRAL, "x")
        elif line.strength != "certain" and self._may_answer:
            yes, no = self.tr("Sono loro"), self.tr("No")
            links = (Cell(yes, is_link=True), Cell(no, is_link=True))
        return (Cell(reasons(line.reasons), mark=mark), *links)


def unanswered(found: Sequence[MatchLine]) -> int:
    """How many matches wait for someone who recognises them."""
    return sum(line.strength != "certain" and not line.answer for line in found)


def households(found: Sequence[MatchLine]) -> set[UUID]:
    """The households of ours that another centre follows too, as far as is known."""
    return {line.household_id for line in found if line.answer != "different"}
