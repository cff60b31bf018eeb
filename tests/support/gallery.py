"""One page with every widget on it, to look at and to walk."""

from datetime import UTC, date, datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import Space, Tone
from ui.widgets.banner import Banner, DemoBanner
from ui.widgets.buttons import button
from ui.widgets.card import Card, FactList, FigureTile, columns
from ui.widgets.data_table import DataTable
from ui.widgets.date_field import DateField
from ui.widgets.digit_tiles import DigitTiles, Tile
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import CheckField, ChoiceField, LongTextField, TextField
from ui.widgets.form import Form, FormField
from ui.widgets.money_field import MoneyField
from ui.widgets.month_chart import MonthBar, MonthChart
from ui.widgets.page_header import PageHeader
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.pill import Mark, Pill
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.rail import Rail, RailEntry
from ui.widgets.result_list import ResultList, ResultRow
from ui.widgets.scroll import ScrollBody
from ui.widgets.search_box import SearchBox
from ui.widgets.status_line import StatusLine
from ui.widgets.step_bar import StepBar
from ui.widgets.table_cells import Cell, Column, Row
from ui.widgets.undo_strip import UndoStrip

TODAY = date(2026, 11, 22)
RAIL = [
    RailEntry("search", "search", "Cerca"),
    RailEntry("desk", "hand-helping", "Sportello"),
    RailEntry("closing", "calendar-check", "Chiusura mese"),
    RailEntry("settings", "settings", "Impostazioni", is_foot=True),
    RailEntry("lock", "lock", "Blocca", is_foot=True, hint="Ctrl L"),
]
RESULTS = [
    ResultRow(
        1,
        "Abdel Rahman Mahmoud",
        "4 componenti: 2 adulti, 2 minori · Via Friuli 18 · scheda 0217",
        ((0, 9),),
        Mark("Può ritirare il pacco", Tone.OK),
        "ultimo qui il 21 ottobre",
    ),
    ResultRow(
        2,
        "Abdelrahman Said",
        "persona sola · senza dimora · tessera SM0083",
        ((0, 8),),
        Mark("Pacco il 14/11 al Social Market", Tone.ELSEWHERE),
        "possibile dal 29 novembre",
    ),
    ResultRow(
        3,
        "Hassan Abd El Rahman",
        "6 componenti: 2 adulti, 4 minori · trovata come coniuge · scheda 0340",
        ((7, 10),),
        Mark("ISEE scaduto il 31/12", Tone.ATTENTION),
        "ultimo qui il 7 ottobre",
    ),
    ResultRow(
        4,
        "Abderahmane Karima",
        "3 componenti: 1 adulta, 2 minori · nome simile · scheda 0112",
        ((0, 7),),
        Mark("In silenzio da 94 giorni", Tone.NEUTRAL, "moon"),
    ),
]
OVERLAP_COLUMNS = [
    Column("Nucleo", weight="strong"),
    Column("Aiuto"),
    Column("Quando e dove"),
    Column("Distanza", side="right"),
    Column("Quanto è sicuro", stretches=True, weight="muted"),
    Column("", least_width=80),
]
OVERLAPS = [
    Row(
        1,
        (
            "Abdel Rahman Mahmoud",
            "Pacco alimentare",
            "21 ott qui · 3 nov Sacra Famiglia",
            "13 giorni",
            Cell("stesso codice fiscale", mark=Mark("certo", Tone.ELSEWHERE, "link")),
            Cell("Apri", is_link=True),
        ),
    ),
    Row(
        2,
        (
            "Quispe Rosa",
            "Contributo",
            "14 nov qui · 15 nov Resurrezione",
            "1 giorno",
            Cell("nome simile", mark=Mark("forse", Tone.ATTENTION, "circle-question-mark")),
            Cell("Sono loro?", is_link=True),
        ),
    ),
]
TILES = [
    Tile("food", "package", "Pacco alimentare"),
    Tile("clothing", "shirt", "Vestiario"),
    Tile("baby", "baby", "Neonati"),
    Tile("hygiene", "spray-can", "Igiene"),
    Tile("money", "euro", "Contributo"),
    Tile("blankets", "bed-double", "Coperte"),
]


def framed(title: str, body: QWidget, here: str = "search") -> QWidget:
    """A page in a frame like the main window's."""
    frame = QWidget()
    rail = Rail("San Giuseppe", RAIL)
    rail.show_here(here)
    header = PageHeader(title)
    header.set_facts(("circle-user", "Operatore: volontaria 3"))
    status = StatusLine()
    status.set_saved(datetime(2026, 11, 22, 10, 42, tzinfo=UTC))
    status.set_copy("Copia di sicurezza: ieri sera, verificata")
    status.set_exchange("Ultimo scambio con la rete: 31 ottobre · 412 nuclei")
    right = QVBoxLayout()
    right.setSpacing(0)
    right.setContentsMargins(0, 0, 0, 0)
    for widget, stretch in ((header, 0), (body, 1), (status, 0)):
        right.addWidget(widget, stretch)
    row = QHBoxLayout(frame)
    row.setSpacing(0)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(rail)
    row.addLayout(right, 1)
    return frame


def search_page() -> QWidget:
    """The search as in the drawing."""
    body = ScrollBody()
    box = SearchBox("Cerca un nucleo", "", "nome, telefono, codice, tessera, vecchio numero")
    box.edit.setText("abdel rah")
    results = ResultList("Nuclei trovati")
    results.set_rows(RESULTS)
    results.setFixedHeight(310)
    box.steer(results)
    found = Card("4 nuclei", flush=True)
    found.add(results)
    left = QWidget()
    column = QVBoxLayout(left)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.M)
    column.addWidget(box)
    column.addWidget(found)
    month = Card("Novembre")
    facts = FactList()
    facts.set_facts(
        [
            ("Aiuti dati", "318"),
            ("Nuclei aiutati", "196"),
            ("Già aiutati altrove", "23", Tone.ELSEWHERE),
        ]
    )
    month.add(facts)
    month.add(button("Chiudi novembre", icon="calendar-check"))
    side = QWidget()
    lane = QVBoxLayout(side)
    lane.setContentsMargins(0, 0, 0, 0)
    lane.addWidget(month)
    lane.addStretch(1)
    body.column.addLayout(columns((left, 7), (side, 3)))
    body.column.addStretch(1)
    UndoStrip(body).tell("Pacco segnato a Rossi Carmela")
    return framed("Cerca", body)


def desk_page() -> QWidget:
    """Answers, tiles, pills, chart, table."""
    body = ScrollBody()
    card = Card()
    card.add(
        Banner(
            "Può ritirare il pacco",
            "Ultimo qui il 21 ottobre, 32 giorni fa. Nessun pacco altrove dopo il 3 novembre.",
            Tone.OK,
        )
    )
    tiles = DigitTiles(TILES)
    tiles.light("food")
    card.add(tiles)
    pills = QHBoxLayout()
    for tone in Tone:
        pills.addWidget(Pill(tone.value, tone))
    pills.addStretch(1)
    card.body.addLayout(pills)
    chart_card = Card("Pacchi negli ultimi dodici mesi")
    chart = MonthChart("Pacchi negli ultimi dodici mesi")
    here = (1, 2, 1, 2, 1, 1, 2, 1, 2, 1, 2, 0)
    there = (1, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 1)
    chart.set_bars([MonthBar("DGFMAMGLASON"[n], str(n), here[n], there[n]) for n in range(12)])
    chart_card.add(chart)
    empty = Card("Aiuti", flush=True)
    empty.add(
        DataTable(
            "Aiuti",
            OVERLAP_COLUMNS,
            empty=EmptyState(
                "package",
                "Qui compaiono gli aiuti dati a questo nucleo",
                "Segna un aiuto",
                lambda: 0,
            ),
        )
    )
    body.column.addWidget(DemoBanner())
    body.column.addLayout(columns((card, 3), (chart_card, 2)))
    body.column.addWidget(empty)
    return framed("Sportello", body, "desk")


def closing_page() -> QWidget:
    """Steps, figures, table, progress."""
    body = ScrollBody()
    steps = StepBar(["Controlla", "Cosa parte", "Invia", "Riscontri", "Ricevuta"])
    steps.set_here(3)
    body.column.addWidget(steps)
    tiles = []
    for figure, words, tone in (
        ("61", "nuclei seguiti anche altrove", Tone.ELSEWHERE),
        ("23", "aiuti doppi entro la finestra", Tone.ATTENTION),
        ("4", "da riconoscere: sono gli stessi?", Tone.INFORMATION),
        ("0", "righe perse", Tone.OK),
    ):
        tile = FigureTile(words, tone)
        tile.set_figure(figure)
        tiles.append((tile, 1))
    body.column.addLayout(columns(*tiles))
    table = DataTable("Aiutati due volte", OVERLAP_COLUMNS, grows=True)
    table.set_rows([*OVERLAPS, Row(3, ("Melnyk Olena", *OVERLAPS[0].cells[1:]), Tone.ELSEWHERE)])
    card = Card("Aiutati due volte", flush=True)
    card.add_link("Tutti (26)", lambda: 0)
    card.add(table)
    body.column.addWidget(card)
    progress = ProgressPanel()
    progress.show_step("Invio le righe sigillate", 120, 318)
    sending = Card()
    sending.add(progress)
    body.column.addWidget(sending)
    foot = QHBoxLayout()
    foot.addWidget(button("Indietro", icon="arrow-left"))
    foot.addWidget(button("Stampa i riscontri", icon="printer"))
    foot.addWidget(button("Senza rete: salva su chiavetta", "link", "usb"))
    foot.addStretch(1)
    foot.addWidget(button("Ricevuta", "primary", "arrow-right", icon_last=True))
    body.column.addStretch(1)
    body.column.addLayout(foot)
    return framed("Chiusura di novembre 2026", body, "closing")


def form_page() -> QWidget:
    """Every kind of field."""
    body = ScrollBody()
    form = Form(
        [
            FormField("name", "Cognome e nome", TextField, span=2, is_required=True),
            FormField("born", "Nascita", lambda: DateField(lambda: TODAY, tells_age=True)),
            FormField("given", "Quando", lambda: DateField(lambda: TODAY, needs_day=True)),
            FormField("amount", "Importo", MoneyField, hint="Lascia vuoto se non è denaro"),
            FormField(
                "relation",
                "Relazione",
                lambda: ChoiceField([("reference", "intestatario"), ("spouse", "coniuge")]),
            ),
            FormField("phrase", "Frase", PassphraseField),
            FormField("consent", "Ha firmato", lambda: CheckField("Ha firmato il consenso")),
            FormField("notes", "Note", lambda: LongTextField(3), span=2),
        ]
    )
    form.set_values({"name": "D’Èrcole Ștefania", "born": date(1948, 3, 5), "amount": 123450})
    form.field("given").edit.setText("martedì")
    form.check()
    card = Card("Nuovo nucleo")
    card.add(form)
    body.column.addWidget(card)
    body.column.addStretch(1)
    return framed("Nuovo nucleo", body)


PAGES = {
    "search": search_page,
    "desk": desk_page,
    "closing": closing_page,
    "form": form_page,
}
