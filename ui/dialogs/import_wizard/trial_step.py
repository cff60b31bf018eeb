"""The fourth step: what would come in, row by row what is not as written, and one question."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.services.imports.rehearsal import Rehearsal
from models.records.imports import DraftTotals, ImportDraft, Notice, RowOutcome
from models.rules.money import format_amount
from ui.dialogs.import_wizard.consent_card import ConsentCard
from ui.dialogs.import_wizard.words import notice_words
from ui.labels.codes import aid_word
from ui.theme import Space, Tone
from ui.widgets.card import Card, FactList, FigureTile, columns
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import ChoiceField
from ui.widgets.lazy_rows import LazyRows
from ui.widgets.scroll import ScrollBody
from ui.widgets.table_cells import Column, Row

_LEAST_TABLE = 180
_LEAST_REASON = 230


@dataclass(frozen=True, slots=True)
class Trial:
    """What an import would bring, counted; made in a job, since a draft may be long."""

    totals: DraftTotals
    kinds: tuple[tuple[str, int], ...]
    outcomes: Counter[RowOutcome]
    notices: tuple[Notice, ...]
    rehearsal: Rehearsal

    @classmethod
    def of(cls, draft: ImportDraft, rehearsal: Rehearsal) -> Self:
        """Count a draft."""
        return cls(
            draft.totals,
            tuple(Counter(aid.kind for aid in draft.aids).most_common()),
            Counter(account.outcome for account in draft.rows),
            draft.notices,
            rehearsal,
        )


class TrialStep(QWidget):
    """Shows a draft; `exported` carries (path, titles, rows) of the notices to write."""

    exported = Signal(object, object, object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._notices: tuple[Notice, ...] = ()
        self._tiles = [
            FigureTile(self.tr("nuclei")),
            FigureTile(self.tr("componenti")),
            FigureTile(self.tr("aiuti")),
            FigureTile(self.tr("euro")),
        ]
        self.consent = ConsentCard(lambda: today)
        scroll = ScrollBody()
        scroll.column.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        scroll.column.addLayout(columns(*((tile, 1) for tile in self._tiles)))
        scroll.column.addLayout(columns((self._listed(), 6), (self._side(), 4)), 1)

    def show_trial(self, trial: Trial) -> None:
        """Show what an import would bring."""
        totals = trial.totals
        aid = sum(count for _, count in trial.kinds)
        figures = (totals.households, totals.members, aid)
        for tile, figure in zip(self._tiles, figures, strict=False):
            tile.set_figure(str(figure))
        self._tiles[3].set_figure(format_amount(totals.euro_cents))
        self._kinds.set_facts([(aid_word(kind), str(count)) for kind, count in trial.kinds])
        self._rows.set_facts(self._row_facts(trial.outcomes, trial.rehearsal))
        self._notices = trial.notices
        self._narrowing.setVisible(bool(trial.notices))
        counted = Counter(notice.code for notice in trial.notices)
        every = self.tr("Tutte ({count})").format(count=len(trial.notices))
        choices = [(code, f"{notice_words(code)} ({n})") for code, n in counted.most_common()]
        self.filter.set_choices([("", every), *choices])
        self._filter()

    def first_focus(self) -> QWidget:
        """The question."""
        return self.consent.yes

    def _listed(self) -> QWidget:
        self.filter = ChoiceField()
        self.filter.name(self.tr("Quali righe"))
        self.filter.combo.activated.connect(lambda _place: self._filter())
        self.table = DataTable(
            self.tr("Righe da guardare"),
            [
                Column(self.tr("Dove"), weight="muted"),
                Column(self.tr("Colonna")),
                Column(self.tr("C'è scritto"), weight="strong"),
                Column(self.tr("Che cosa ne faccio"), stretches=True, least_width=_LEAST_REASON),
            ],
            empty=EmptyState("circle-check", self.tr("Ogni riga è stata capita com'è scritta.")),
        )
        self.table.setMinimumHeight(_LEAST_TABLE)
        card = Card(self.tr("Righe non prese com'erano"), flush=True)
        card.add_link(self.tr("Salva l'elenco…"), self._export)
        self._narrowing = Card()
        self._narrowing.setProperty("frame", "")
        self._narrowing.add(self.filter)
        card.add(self._narrowing)
        card.add(self.table, 1)
        return card

    def _side(self) -> QWidget:
        self._kinds = FactList()
        self._rows = FactList()
        facts = Card(self.tr("Che cosa entra"))
        facts.add(self._kinds)
        rows = Card(self.tr("Le righe del file"))
        rows.add(self._rows)
        side = QWidget()
        lane = QVBoxLayout(side)
        lane.setContentsMargins(0, 0, 0, 0)
        lane.setSpacing(Space.L)
        lane.addWidget(self.consent)
        lane.addWidget(facts)
        lane.addWidget(rows)
        lane.addStretch(1)
        return side

    def _chosen(self) -> list[Notice]:
        code = self.filter.value()
        return [notice for notice in self._notices if not code or notice.code == code]

    def _filter(self) -> None:
        self.table.set_rows(LazyRows(self._chosen(), self._row))

    def _row(self, notice: Notice) -> Row:
        where = self.tr("{sheet}, riga {row}").format(sheet=notice.sheet, row=notice.row)
        cells = (where, notice.column, notice.value, notice_words(notice.code))
        return Row((notice.sheet, notice.row), cells)

    def _row_facts(
        self, outcomes: Counter[RowOutcome], rehearsal: Rehearsal
    ) -> list[tuple[str, str] | tuple[str, str, Tone]]:
        read = outcomes[RowOutcome.TAKEN] + outcomes[RowOutcome.MERGED]
        aside = (RowOutcome.TITLE, RowOutcome.HEADER, RowOutcome.TOTAL)
        listed = outcomes[RowOutcome.LISTED]
        facts: list[tuple[str, str] | tuple[str, str, Tone]] = [
            (self.tr("lette"), str(read)),
            (self.tr("titoli e totali"), str(sum(outcomes[kind] for kind in aside))),
            (self.tr("in fogli che non leggo"), str(outcomes[RowOutcome.IGNORED_SHEET])),
            (self.tr("rimaste fuori"), str(listed), Tone.ATTENTION if listed else Tone.OK),
            (self.tr("nuclei nuovi"), str(rehearsal.new)),
        ]
        if rehearsal.known:
            facts.append((self.tr("nuclei già presi da questo registro"), str(rehearsal.known)))
        if rehearsal.merged:
            words = self.tr("nuclei già seguiti, riconosciuti")
            facts.append((words, str(rehearsal.merged), Tone.INFORMATION))
        if rehearsal.erased:
            facts.append((self.tr("nuclei cancellati, che non tornano"), str(rehearsal.erased)))
        return facts

    def _export(self) -> None:
        kinds = self.tr("Foglio di calcolo (*.xlsx);;CSV (*.csv)")
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Salva l'elenco"), "righe-da-guardare.xlsx", kinds
        )
        if not path:
            return
        titles = (
            self.tr("Foglio"),
            self.tr("Riga"),
            self.tr("Colonna"),
            self.tr("C'è scritto"),
            self.tr("Che cosa ne faccio"),
        )
        rows = [(n.sheet, n.row, n.column, n.value, notice_words(n.code)) for n in self._chosen()]
        self.exported.emit(Path(path), titles, rows)
