"""Who works here: the coordinator sees to everybody, the others see themselves."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog
from typing_extensions import override

from app.services.desk import Desk
from app.services.leaving import left_undone
from app.services.operators import operators
from models.records.vault import LeftUndone, OperatorEntry
from models.rules.permissions import may
from ui import theme
from ui.jobs import Query
from ui.labels import dates
from ui.labels.people import role_words, undone_words, why_not
from ui.pages.settings.section import Section
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import FactList
from ui.widgets.data_table import DataTable
from ui.widgets.pill import Mark
from ui.widgets.table_cells import Cell, Column, Row
from ui.widgets.text import label

_SINCE = 2
_ROOM_FOR_DAYS = 620
"""Width below which the days leave their room to names and roles; the person's sheet has them."""


class PeopleSection(Section):
    """For the coordinator the list; for anybody else who they are, and why the rest is not here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Chi lavora qui"))
        self._desk = desk
        self._entries: dict[object, OperatorEntry] = {}
        self.is_coordinator = may(desk.operator.role, "add_operator")
        self._lay_out_all() if self.is_coordinator else self._lay_out_oneself()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_coordinator:
            is_wide = self.width() >= theme.scaled(_ROOM_FOR_DAYS)
            self.table.set_column_shown(_SINCE, is_shown=is_wide)

    @override
    def reload(self) -> None:
        """Read who works here."""
        if self.is_coordinator:
            desk = self._desk
            Query(self, lambda: (operators(desk), left_undone(desk))).done(
                lambda read: self._show(*read)
            ).run()

    def open_person(self, key: object) -> None:
        """Change somebody who works here."""
        from ui.dialogs.person import PersonDialog  # seldom wanted

        entry = self._entries[key]
        if entry.operator.left_on is None:
            self._open(PersonDialog(self._desk, entry, self.window()))

    def add_person(self) -> None:
        """Authorise somebody."""
        from ui.dialogs.person import PersonDialog  # seldom wanted

        self._open(PersonDialog(self._desk, None, self.window()))

    def finish_key(self) -> None:
        """Give the vault the key that somebody's leaving asked for."""
        from ui.dialogs.dismissal import DismissalDialog  # seldom wanted

        self._open(DismissalDialog(self._desk, None, self.window()))

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _lay_out_oneself(self) -> None:
        operator = self._desk.operator
        facts = FactList()
        facts.set_facts(
            [
                (self.tr("Al lavoro"), operator.name),
                (self.tr("Compito"), role_words(operator.role)),
                (self.tr("Autorizzazione scritta del"), dates.long_date(operator.authorised_on)),
            ]
        )
        self.add(facts)
        words = self.tr("Le altre persone e i loro compiti non si vedono da qui.")
        self.add(label(f"{words} {why_not('add_operator')}", "muted", wraps=True))

    def _lay_out_all(self) -> None:
        words = self.tr(
            "Ognuno con la sua frase segreta e il compito che gli è stato affidato per iscritto."
        )
        self.add(label(words, "muted", wraps=True))
        self.unfinished = Banner(tone=Tone.ATTENTION)
        self.unfinished.add_button(self.tr("Finisci ora"), self.finish_key)
        self.unfinished.hide()
        self.add(self.unfinished)
        self.table = DataTable(
            self.tr("Chi lavora qui"),
            [
                Column(self.tr("Nome e cognome"), weight="strong", stretches=True),
                Column(self.tr("Compito")),
                Column(self.tr("Dal")),
                Column(self.tr("Riservate")),
                Column(""),
            ],
            grows=True,
        )
        self.table.link_pressed.connect(lambda key, _column: self.open_person(key))
        self.table.row_opened.connect(self.open_person)
        self.add(self.table)
        hint = self.tr("«Riservate»: legge le note riservate. Gli altri non possono decifrarle.")
        self.add(label(hint, "caption", wraps=True))
        self.add_buttons(
            button(self.tr("Aggiungi una persona"), icon="user-plus", pressed=self.add_person)
        )

    def _show(self, entries: tuple[OperatorEntry, ...], undone: LeftUndone) -> None:
        words = undone_words(undone)
        title = self.tr("Qualcuno è andato via: c'è ancora da finire")
        self.unfinished.tell(title, " ".join(words), Tone.ATTENTION)
        self.unfinished.setVisible(bool(words))
        self._entries = {entry.operator.operator_id: entry for entry in entries}
        self.table.set_rows([self._row(entry) for entry in entries])

    def _row(self, entry: OperatorEntry) -> Row:
        operator = entry.operator
        since = f"{operator.authorised_on:%d/%m/%Y}"
        if operator.left_on is not None:
            left = self.tr("fino al {day}").format(day=f"{operator.left_on:%d/%m/%Y}")
            gone = Cell(self.tr("non più qui"), weight="muted")
            name = Cell(operator.name, weight="muted")
            return Row(operator.operator_id, (name, gone, Cell(left, weight="muted"), "", ""))
        reads = Cell(mark=Mark(self.tr("sì"), Tone.OK)) if entry.has_clearance else Cell("–")
        role = role_words(operator.role)
        link = Cell(self.tr("Apri"), is_link=True)
        return Row(operator.operator_id, (operator.name, role, since, reads, link))
