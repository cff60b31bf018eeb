"""Step 4: what came back from the other centres."""

from dataclasses import dataclass
from typing import Literal, cast
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget
from typing_extensions import override

from app.services.closing import answer_match, matches, overlaps
from app.services.desk import Desk
from app.services.papers import matches_paper
from models.records.closing import MatchLine, Overlap
from ui.dialogs.paper_preview import show_paper
from ui.jobs import Change, Query
from ui.labels.codes import language
from ui.pages.closing.finding_tables import FindingTables, households, unanswered
from ui.pages.closing.restored_band import RestoredBand
from ui.pages.closing.step import Step
from ui.pages.closing.words import LEAVING, RECEIPT, SENDING, month_alone, month_words
from ui.theme import Space, Tone
from ui.widgets.allowed import allow, is_allowed
from ui.widgets.buttons import button
from ui.widgets.card import Card, FigureTile, columns
from ui.widgets.text import label

_LEAST_TABLE = 250


@dataclass(frozen=True, slots=True)
class _Findings:
    matches: tuple[MatchLine, ...]
    of_month: tuple[Overlap, ...]
    every: tuple[Overlap, ...]


class FindingsStep(Step):
    """Figures, aid given twice, families followed elsewhere; questions that one answers here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found = _Findings((), (), ())
        self._tiles = [
            FigureTile(self.tr("nuclei seguiti anche altrove"), Tone.ELSEWHERE),
            FigureTile(self.tr("aiuti dati due volte nel mese"), Tone.ATTENTION),
            FigureTile(self.tr("aiuti dati due volte, in tutto"), Tone.ATTENTION),
            FigureTile(self.tr("da riconoscere: sono loro?"), Tone.INFORMATION),
        ]
        self.restored = RestoredBand(desk)
        self.body.addWidget(self.restored)
        self.body.addLayout(columns(*((tile, 1) for tile in self._tiles)))
        may_answer = is_allowed(desk, "answer_match")
        self.tables = FindingTables(desk.today(), self, may_answer=may_answer)
        self.tables.opened.connect(lambda found: self.page_requested.emit("household", found))
        self.tables.answered.connect(self._answer)
        self.body.addWidget(self._lists(), 1)
        self._forward = button(
            self.tr("Ricevuta"),
            "primary",
            "arrow-right",
            pressed=lambda: self.moved.emit(RECEIPT),
            icon_last=True,
        )
        paper = button(self.tr("Stampa i riscontri"), icon="printer", pressed=self._print)
        again = button(
            self.tr("Aggiorna i riscontri"),
            "link",
            "refresh-cw",
            pressed=lambda: self.moved.emit(SENDING),
        )
        allow(paper, desk, "print_matches")
        allow(again, desk, "close_month")
        self.add_foot(
            paper,
            again,
            back=LEAVING,
            forward=self._forward,
        )

    @override
    def show_month(self, month: str) -> None:
        super().show_month(month)
        self.restored.show_month(month)
        desk = self._desk
        Query(self, lambda: _Findings(matches(desk), overlaps(desk, month), overlaps(desk))).done(
            self._show
        ).run()

    @override
    def first_focus(self) -> QWidget:
        return self._forward

    def _lists(self) -> QWidget:
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Quali riscontri"))
        for _ in range(3):
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(lambda _place: self._show_tab())
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(_LEAST_TABLE)
        self._stack.addWidget(self.tables.overlaps)
        self._stack.addWidget(self.tables.matches)
        card = Card(flush=True)
        top = columns((self.tabs, 1))
        top.setContentsMargins(Space.L, Space.XS, Space.L, 0)
        top.addWidget(label(self.tr("non è una colpa: è un invito a parlarsi"), "caption"))
        card.body.setSpacing(0)
        card.body.addLayout(top)
        self.refused = label(
            self.tr("Se sono loro, lo dicono la segreteria o il coordinatore."), "caption"
        )
        self.refused.setContentsMargins(Space.L, 0, Space.L, Space.S)
        self.refused.setHidden(is_allowed(self._desk, "answer_match"))
        card.add(self.refused)
        card.add(self._stack, 1)
        return card

    def _show(self, found: _Findings) -> None:
        self._found = found
        figures = (
            len(households(found.matches)),
            len(found.of_month),
            len(found.every),
            unanswered(found.matches),
        )
        for tile, figure in zip(self._tiles, figures, strict=True):
            tile.set_figure(str(figure))
        words = (
            self.tr("Aiutati due volte in {month}").format(month=month_alone(self.month)),
            self.tr("In tutti i mesi"),
            self.tr("Seguiti anche altrove"),
        )
        counts = (len(found.of_month), len(found.every), len(found.matches))
        for place, (word, count) in enumerate(zip(words, counts, strict=True)):
            self.tabs.setTabText(place, f"{word} ({count})")
        self._show_tab()

    def _show_tab(self) -> None:
        place = self.tabs.currentIndex()
        if place == 2:
            self.tables.show_matches(self._found.matches)
        else:
            self.tables.show_overlaps(self._found.every if place else self._found.of_month)
        self._stack.setCurrentIndex(1 if place == 2 else 0)

    def _answer(self, sighting_id: UUID, answer: str, names: str) -> None:
        before = next((m.answer for m in self._found.matches if m.sighting_id == sighting_id), "")
        undo = self._answering(sighting_id, before)
        said = {
            "same": self.tr("{names}: sono loro"),
            "different": self.tr("{names}: non sono loro"),
            "": self.tr("{names}: resta da riconoscere"),
        }[answer].format(names=names)
        change = self._answering(sighting_id, answer)
        change.done(lambda _: self.undo_offered.emit(said, undo)).run()

    def _answering(self, sighting_id: UUID, answer: str) -> Change[None]:
        told = cast("Literal['same', 'different', '']", answer)
        return Change(self, lambda: answer_match(self._desk, sighting_id, told)).touching("closing")

    def _print(self) -> None:
        desk, month = self._desk, self.month
        title = self.tr("Riscontri di {month}").format(month=month_words(month))
        show_paper(
            self, title, f"riscontri-{month}.pdf", lambda: matches_paper(desk, month, language())
        )
