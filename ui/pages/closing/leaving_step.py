"""Step 2: exactly what leaves, row by row, beside what stays here."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.services.closing import leaving
from app.services.desk import Desk
from models.records.closing import Leaving, LeavingRow
from models.rules.money import format_amount
from ui import messages
from ui.jobs import Query
from ui.labels.codes import aid_icon, aid_word
from ui.pages.closing.numbers_card import NumbersCard
from ui.pages.closing.parting_band import PartingBand
from ui.pages.closing.step import Step
from ui.pages.closing.words import CHECK, SENDING, STICK, month_alone, short_date
from ui.theme import Space, Tone
from ui.widgets.allowed import allow
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import Card, FactList, columns
from ui.widgets.data_table import DataTable
from ui.widgets.empty_state import EmptyState
from ui.widgets.lazy_rows import LazyRows
from ui.widgets.table_cells import Cell, Column, Row
from ui.widgets.text import label

_LEAST_TABLE = 230


class LeavingStep(Step):
    """The rows and columns that a closing sends; pressing on asks once, then sends."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = DataTable(
            self.tr("Cosa parte"),
            [
                Column(self.tr("Nucleo"), weight="muted", stretches=True),
                Column(self.tr("Contrassegno"), weight="mono"),
                Column(self.tr("Aiuto")),
                Column(self.tr("Quanti"), side="right"),
                Column(self.tr("Euro"), side="right"),
                Column(self.tr("Quando")),
            ],
            empty=EmptyState(
                "circle-check",
                self.tr("Non c'è niente di nuovo da mandare. Si può chiudere lo stesso."),
            ),
        )
        self.table.setMinimumHeight(_LEAST_TABLE)
        band = PartingBand(
            self.table,
            self.tr("Resta qui"),
            self.tr("Parte, sigillato: lo legge solo chi segue già la stessa famiglia"),
        )
        card = Card(flush=True)
        card.add(self._sentence())
        card.add(band)
        card.body.setSpacing(0)
        card.add(self.table, 1)
        self.body.addLayout(columns((card, 7), (self._side(), 3)), 1)
        self._forward = button("", "primary", "arrow-right", pressed=self._ask, icon_last=True)
        allow(self._forward, desk, "close_month")
        self.add_foot(
            button(
                self.tr("Che cosa vuol dire «anonimi»?"),
                "link",
                "circle-question-mark",
                pressed=self._explain,
            ),
            button(
                self.tr("Senza rete? Usa la chiavetta"),
                "link",
                "usb",
                pressed=lambda: self.moved.emit(STICK),
            ),
            back=CHECK,
            forward=self._forward,
        )

    @override
    def show_month(self, month: str) -> None:
        super().show_month(month)
        words = self.tr("Invia {month}").format(month=month_alone(month))
        self._forward.setText(f" {words} ")
        self._forward.setAccessibleName(words)
        Query(self, lambda: leaving(self._desk, month)).done(self._show).run()
        self.numbers.show_month(month)

    @override
    def first_focus(self) -> QWidget:
        return self._forward

    def _sentence(self) -> QWidget:
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.M)
        column.setSpacing(Space.XS)
        column.addWidget(label(self.tr("Parte questo, e nient'altro"), "lead"))
        self._says = label("", "muted", wraps=True)
        column.addWidget(self._says)
        return top

    def _side(self) -> QWidget:
        self._leaves = FactList()
        self._stays = FactList()
        going = Card(self.tr("Partono"))
        going.add(self._leaves)
        staying = Card(self.tr("Restano qui"))
        staying.add(self._stays)
        side = QWidget()
        lane = QVBoxLayout(side)
        lane.setContentsMargins(0, 0, 0, 0)
        lane.setSpacing(Space.L)
        lane.addWidget(going)
        lane.addWidget(staying)
        self.numbers = NumbersCard(self._desk)
        lane.addWidget(self.numbers)
        lane.addWidget(
            Banner(
                "",
                self.tr(
                    "Il registro non sa chi siano queste famiglie. "
                    "Un altro centro le riconosce solo se le segue già."
                ),
                icon="shield-check",
            )
        )
        lane.addStretch(1)
        return side

    def _show(self, found: Leaving) -> None:
        households = len({row.names_here for row in found.rows})
        self._says.setText(
            self.tr(
                "{aid} di {households}. Nessun nome, indirizzo, telefono o codice fiscale: "
                "sono queste le colonne, queste le righe."
            ).format(
                aid=self.tr("%n aiuti", "", found.aid),
                households=self.tr("%n nuclei", "", households),
            )
        )
        self._leaves.set_facts(
            [
                (self.tr("Nuclei che hanno firmato"), str(found.households)),
                (self.tr("Persone, come contrassegni"), str(found.people)),
                (self.tr("Aiuti nuovi o corretti"), str(found.aid)),
            ]
        )
        tone = Tone.ATTENTION if found.left_out else Tone.OK
        self._stays.set_facts(
            [
                (self.tr("Nuclei che non hanno firmato"), str(found.left_out), tone),
                (self.tr("Nomi, indirizzi, telefoni, codici"), self.tr("tutti")),
                (self.tr("Colloqui, bisogni, note"), self.tr("tutti")),
            ]
        )
        self.table.set_rows(LazyRows(found.rows, self._row))

    def _row(self, row: LeavingRow) -> Row:
        pseudonym = (
            Cell(f"{row.pseudonym}…")
            if row.pseudonym
            else Cell(self.tr("nasce all'invio"), weight="muted")
        )
        return Row(
            id(row),
            (
                row.names_here,
                pseudonym,
                Cell(aid_word(row.kind), aid_icon(row.kind)),
                str(row.quantity),
                format_amount(row.cents) if row.cents else "",
                short_date(row.given_on, self._desk.today()) if row.given_on else "",
            ),
        )

    def _ask(self) -> None:
        asked = messages.confirm(
            self,
            self.tr("Invio la chiusura di {month}?").format(month=month_alone(self.month)),
            self.tr(
                "Partono solo le righe che hai visto, sigillate. "
                "Il mese si può riaprire e correggere."
            ),
            self.tr("Invia"),
        )
        if asked:
            self.moved.emit(SENDING)

    def _explain(self) -> None:
        messages.tell(
            self,
            self.tr("Dati senza nome, ma sempre protetti"),
            self.tr(
                "Di ogni persona parte un contrassegno, fatto dal suo nome e dalla sua data di "
                "nascita insieme alle chiavi dei custodi. Nessuno, da solo, può tornare indietro "
                "fino al nome: né il registro, né un custode. Chi segue già la stessa persona "
                "ottiene lo stesso contrassegno, e così la riconosce.\n\n"
                "Per la legge sono dati pseudonimi, non anonimi del tutto: se il registro e tutti "
                "i custodi si mettessero d'accordo potrebbero provare a indovinare. Per questo "
                "parte solo chi ha firmato, e il contenuto è sigillato."
            ),
        )
