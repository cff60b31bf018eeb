"""Step 5: the receipt: counts, times, the digest of what was acknowledged, and its paper."""

from collections.abc import Sequence
from textwrap import wrap

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.services.closing import receipts, reopen_month
from app.services.desk import Desk
from app.services.papers import closing_receipt
from models.records.closing import ClosingReceipt
from ui import theme
from ui.dialogs.paper_preview import show_paper
from ui.jobs import Change, Query
from ui.labels.codes import language
from ui.labels.dates import long_date
from ui.pages.closing.restored_band import RestoredBand
from ui.pages.closing.step import Step
from ui.pages.closing.words import FINDINGS, SENDING, month_words
from ui.theme import Space, Tone
from ui.widgets.allowed import allow
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import Card, FactList, columns, rule
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_cells import Cell, Column, Row
from ui.widgets.text import label


class ReceiptStep(Step):
    """The receipt of a month, and the list of those before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.banner = Banner()
        self._here = FactList()
        self._back = FactList()
        self._digest = label("", "body", wraps=True)
        self.others = DataTable(
            self.tr("Mesi chiusi"),
            [Column(self.tr("Mese"), weight="strong", stretches=True), Column("", least_width=80)],
            empty=EmptyState("calendar-check", self.tr("Qui compaiono i mesi chiusi.")),
            shows_header=False,
        )
        self.others.setMinimumHeight(160)
        self.others.link_pressed.connect(self._open_other)
        self.others.row_opened.connect(self._open_other)
        self.restored = RestoredBand(desk)
        self.body.addWidget(self.banner)
        self.body.addWidget(self.restored)
        self.body.addLayout(columns((self._receipt(), 7), (self._closed(), 3)), 1)
        self._reopen = button(self.tr("Riapri il mese"), icon="lock-open", pressed=self._ask_reopen)
        self._paper = button(
            self.tr("Stampa la ricevuta"), "primary", "printer", pressed=self._print
        )
        again = button(
            self.tr("Aggiorna i riscontri"),
            "link",
            "refresh-cw",
            pressed=lambda: self.moved.emit(SENDING),
        )
        allow(again, desk, "close_month")
        self.add_foot(
            self._reopen,
            again,
            back=FINDINGS,
            forward=self._paper,
        )

    @override
    def show_month(self, month: str) -> None:
        super().show_month(month)
        self.restored.show_month(month)
        Query(self, lambda: receipts(self._desk)).done(self._show).run()

    @override
    def first_focus(self) -> QWidget:
        return self._paper

    def _receipt(self) -> QWidget:
        card = Card()
        card.body.setSpacing(Space.M)
        pair = columns((_group(self.tr("Partito"), self._here), 1))
        pair.addSpacing(Space.XL)
        pair.addWidget(_group(self.tr("Tornato"), self._back), 1)
        card.body.addLayout(pair)
        card.add(rule())
        card.add(label(self.tr("Impronta di quello che il registro ha preso in carico"), "heading"))
        self._digest.setFont(theme.mono_font())
        card.add(self._digest)
        card.body.addStretch(1)
        return card

    def _closed(self) -> QWidget:
        card = Card(self.tr("Mesi chiusi"), flush=True)
        card.add(self.others, 1)
        return card

    def _show(self, found: Sequence[ClosingReceipt]) -> None:
        receipt = next((each for each in found if each.month == self.month), None)
        done = [each for each in found if each.done_at]
        self.others.set_rows([self._line(each) for each in done])
        is_done = receipt is not None and receipt.done_at is not None
        allow(self._reopen, self._desk, "reopen_month", is_ready=is_done)
        allow(self._paper, self._desk, "print_receipt", is_ready=is_done)
        if receipt is not None and is_done:
            self._tell(receipt)
        else:
            title = self.tr("{month} non è ancora chiuso").format(month=month_words(self.month))
            self.banner.tell(title.capitalize(), "", Tone.NEUTRAL)
            for facts in (self._here, self._back):
                facts.set_facts([])
            self._digest.clear()

    def _tell(self, receipt: ClosingReceipt) -> None:
        moment = (receipt.done_at or receipt.begun_at).astimezone()
        title = self.tr("{month} è chiuso").format(month=month_words(receipt.month))
        when = self.tr("Chiuso il {day} alle {time}. Il registro ha confermato ogni riga.")
        words = when.format(day=long_date(moment.date()), time=f"{moment:%H:%M}")
        tone = Tone.OK
        if receipt.is_log_changed:
            words += " " + self.tr(
                "Ma l'elenco di quello che il registro ha fatto non è più quello di prima: "
                "telefona a chi cura la rete, non è un errore di questo computer."
            )
            tone = Tone.ATTENTION
        self.banner.tell(title[:1].upper() + title[1:], words, tone)
        self._here.set_facts(
            [
                (self.tr("Nuclei che hanno firmato"), str(receipt.households)),
                (self.tr("Contrassegni consegnati"), str(receipt.entries_sent)),
                (self.tr("Contrassegni ritirati"), str(receipt.entries_removed)),
                (self.tr("Buste di aiuti, una per nucleo e mese"), str(receipt.bundles_sent)),
                (self.tr("Nuclei rimasti qui"), str(receipt.left_out)),
            ]
        )
        self._back.set_facts(
            [
                (self.tr("Contrassegni letti da altri centri"), str(receipt.received)),
                (self.tr("Riscontri certi"), str(receipt.matches_certain), Tone.ELSEWHERE),
                (self.tr("Riscontri da riconoscere"), str(receipt.matches_review)),
                (self.tr("Aiuti dati due volte nel mese"), str(receipt.overlaps)),
            ]
        )
        self._digest.setText(" ".join(wrap(receipt.digest, 4)))

    def _line(self, receipt: ClosingReceipt) -> Row:
        words = "" if receipt.month == self.month else self.tr("Apri")
        month = month_words(receipt.month)
        return Row(receipt.month, (month, Cell(words, is_link=bool(words))))

    def _open_other(self, month: object) -> None:
        self.page_requested.emit("closing", month)

    def _ask_reopen(self) -> None:
        month = self.month
        words = self.tr("{month} è di nuovo aperto").format(month=month_words(month))
        Change(self, lambda: reopen_month(self._desk, month)).touching("closing").done(
            lambda _: self._reopened(words)
        ).run()

    def _reopened(self, words: str) -> None:
        self.banner.tell(
            words[:1].upper() + words[1:],
            self.tr("Quello che era partito resta dov'è, finché non chiudi di nuovo."),
            Tone.ATTENTION,
        )

    def _print(self) -> None:
        desk, month = self._desk, self.month
        title = self.tr("Ricevuta di {month}").format(month=month_words(month))
        show_paper(
            self, title, f"ricevuta-{month}.pdf", lambda: closing_receipt(desk, month, language())
        )


def _group(heading: str, facts: FactList) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(label(heading, "lead"))
    column.addWidget(facts)
    column.addStretch(1)
    return made
