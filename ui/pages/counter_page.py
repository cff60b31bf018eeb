"""Sportello: distribution day; find or scan, one digit, and on to the next."""

from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.aid import day_sheet, record_aid
from app.services.desk import Desk
from app.services.undo import undo_last
from app.services.withheld import withhold_aid
from models.records.aid import RecordAid
from models.records.search import SearchHit
from ui import theme
from ui.jobs import Change, Query
from ui.labels.codes import language
from ui.messages import tell_failure
from ui.pages.counter.day_card import DayCard, first_name, short_word
from ui.pages.counter.reading import Served, read_served
from ui.pages.counter.serving import ServingCard
from ui.pages.household_finder import HouseholdFinder
from ui.pages.page import Page
from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.result_list import ResultList
from ui.widgets.scroll import ScrollBody
from ui.widgets.search_box import SearchBox

_SIDE, _SLIM_SIDE = 360, 270
_SLIM_BELOW = 1080
_NARROWEST = 860
_SCAN_GAP_MS = 90
"""A scanner sends the next sign sooner than this; a finger does not."""
_WAITING, _FOUND, _SERVING = 0, 1, 2


class CounterPage(Page):
    """The cursor stays in the search: letters and cards find, one digit gives."""

    kinds = frozenset({"household", "aid", "import"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(scrolls=False)
        self._desk = desk
        self._served: Served | None = None
        self._held = 0
        self._gap = QTimer(self, singleShot=True, interval=_SCAN_GAP_MS)
        self._gap.timeout.connect(self._press_held)
        self.header.set_title(self.tr("Sportello"))
        self.header.set_operator(desk.operator.name)
        self.box = SearchBox(
            self.tr("Cerca un nucleo o passa la tessera"),
            self.tr("Cerca o passa la tessera"),
            icon="scan-barcode",
        )
        self.results = ResultList(self.tr("Nuclei trovati"))
        self._finder = HouseholdFinder(desk, self.box, self.results, self)
        self.serving = ServingCard()
        self.day = DayCard()
        self._lay_out()
        self.box.digit_pressed.connect(self._digit)
        self.box.edit.textEdited.connect(self._typed)
        self._finder.found.connect(self._found)
        self._finder.chosen.connect(self.open_with)
        self._finder.aid_requested.connect(self.open_with)
        self.serving.given.connect(self._give)
        self.serving.withheld.connect(self._withhold)
        self.serving.put_down.connect(self.box.clear)
        self.serving.file_requested.connect(self._open_file)

    @override
    def first_focus(self) -> QWidget:
        return self.box

    @override
    def open_with(self, argument: object) -> None:
        """Serve a household, named by its id."""
        if isinstance(argument, UUID):
            Change(self, lambda: read_served(self._desk, argument)).done(self._serve).run()

    @override
    def reload(self) -> None:
        Query(self, lambda: day_sheet(self._desk)).done(self.day.show_day).run()

    def _lay_out(self) -> None:
        self._ways = QStackedWidget()
        waiting = Card()
        words = self.tr("Scrivi le prime lettere del nome, o passa la tessera.")
        waiting.add(EmptyState("scan-barcode", words), 1)
        self._nobody = EmptyState("search", self.tr("Nessuno si chiama così, qui."))
        found = Card(flush=True)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.results)
        self._lists.addWidget(self._nobody)
        found.add(self._lists, 1)
        served = ScrollBody()
        served.column.setContentsMargins(0, 0, 0, 0)
        served.column.addWidget(self.serving)
        served.column.addStretch(1)
        for way in (waiting, found, served):
            self._ways.addWidget(way)
        left = QVBoxLayout()
        left.setSpacing(Space.L)
        left.addWidget(self.box)
        left.addWidget(self._ways, 1)
        side = self._side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(Space.L)
        right.addWidget(self.day, 1)
        right.addWidget(
            button(self.tr("Foglio della giornata"), icon="printer", pressed=self._show_sheet)
        )
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addLayout(left, 1)
        row.addWidget(side)
        self.body.addLayout(row, 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # With large type on a small screen, the person in front comes before the day's list.
        width = event.size().width()
        self._side.setVisible(width >= theme.scaled(_NARROWEST))
        wanted = _SIDE if width >= theme.scaled(_SLIM_BELOW) else _SLIM_SIDE
        self._side.setFixedWidth(round(theme.scaled(wanted)))

    def _found(self, text: str, hits: tuple[SearchHit, ...]) -> None:
        if text:
            self._forget()
            self._ways.setCurrentIndex(_FOUND)
            self._lists.setCurrentIndex(0 if hits else 1)
        elif self._served is None:
            self._ways.setCurrentIndex(_WAITING)

    def _serve(self, served: Served) -> None:
        self.box.clear()
        self._served = served
        self.serving.serve(served, self._desk.today())
        self._ways.setCurrentIndex(_SERVING)
        self.box.takes_digits = True

    def _forget(self) -> None:
        self._served = None
        self.box.takes_digits = False

    def _digit(self, digit: int) -> None:
        """A digit gives an aid, unless another sign follows at once: then it is a card's."""
        if self._gap.isActive():
            self._gap.stop()
            self._write(f"{self._held}{digit}")
            return
        self._held = digit
        self._gap.start()

    def _typed(self, text: str) -> None:
        if self._gap.isActive():
            self._gap.stop()
            self._write(f"{self._held}{text}")

    def _write(self, text: str) -> None:
        self._forget()
        self.box.edit.setText(text)

    def _press_held(self) -> None:
        if self._served is not None and not self.serving.press_digit(self._held):
            self._write(str(self._held))

    def _give(self, command: RecordAid) -> None:
        served = self._served
        if served is None:
            return
        self._forget()
        names = served.file.names
        Change(self, lambda: record_aid(self._desk, command)).touching("aid", "household").done(
            lambda _aid_id: self._given(command, names)
        ).failed(lambda error: self._refused(served, error)).run()

    def _given(self, command: RecordAid, names: str) -> None:
        undo = Change(self, lambda: undo_last(self._desk)).touching("aid", "household")
        words = self.tr("{thing} segnato a {names}")
        self.undo_offered.emit(
            words.format(thing=short_word(command.kind), names=first_name(names)), undo
        )
        self._ways.setCurrentIndex(_WAITING)
        self.box.clear()

    def _withhold(self, household_id: UUID, kind: str) -> None:
        served = self._served
        if served is None:
            return
        self._forget()
        names = served.file.names
        Change(self, lambda: withhold_aid(self._desk, household_id, kind)).touching(
            "household"
        ).done(lambda is_new: self._withheld(kind, names, is_new=is_new)).failed(
            lambda error: self._refused(served, error)
        ).run()

    def _withheld(self, kind: str, names: str, *, is_new: bool) -> None:
        if is_new:
            undo = Change(self, lambda: undo_last(self._desk)).touching("household")
            words = self.tr("{thing}: non dato a {names}, già avuto altrove")
            self.undo_offered.emit(
                words.format(thing=short_word(kind), names=first_name(names)), undo
            )
        self._ways.setCurrentIndex(_WAITING)
        self.box.clear()

    def _refused(self, served: Served, error: Exception) -> None:
        """Nothing was saved: the household stays, to try again."""
        self._serve(served)
        tell_failure(self, error)

    def _open_file(self) -> None:
        if self._served is not None:
            self.page_requested.emit("household", self._served.file.household_id)

    def _show_sheet(self) -> None:
        from app.services.papers import day_sheet_paper  # only for a paper
        from ui.dialogs.paper_preview import show_paper

        show_paper(
            self,
            self.tr("Foglio della giornata"),
            self.tr("giornata-{day}.pdf").format(day=self._desk.today().isoformat()),
            lambda: day_sheet_paper(self._desk, None, language()),
        )
