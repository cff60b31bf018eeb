"""Cerca: the first page; find a household, see what to look at, how the month goes."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.desk import Desk
from app.services.overview import households_of, overview
from models.records.search import Opened, Overview, SearchHit
from ui import theme
from ui.jobs import Query
from ui.labels import dates
from ui.labels.hits import households_counted, number_line, watched_words
from ui.pages.board_band import BoardBand
from ui.pages.household_finder import HouseholdFinder, result_row
from ui.pages.overview_cards import CopyLine, MonthCard, WatchCard
from ui.pages.page import Page
from ui.theme import Space
from ui.widgets.allowed import is_allowed
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.result_list import ResultList, ResultRow
from ui.widgets.scroll import ScrollBody
from ui.widgets.search_box import SearchBox
from ui.widgets.text import label

_SIDE = 330
_NARROW = 900
_LONGEST_SHOWN = 24
_LISTENING_AFTER_MS = 2_000


class SearchPage(Page):
    """Search as you type; Enter opens, Ins marks an aid, what is not found is opened anew."""

    kinds = frozenset({"household", "aid", "import", "closing", "network", "backup"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(scrolls=False)
        self._desk = desk
        self._overview: Overview | None = None
        self._watched = ""
        self._has_listened = False
        self.header.set_title(self.tr("Cerca"))
        self.header.set_operator(desk.operator.name)
        self.box = SearchBox(
            self.tr("Cerca un nucleo"),
            self.tr("Cerca"),
            self.tr("nome, telefono, codice, tessera, vecchio numero"),
        )
        self.results = ResultList(self.tr("Nuclei trovati"))
        self._finder = HouseholdFinder(desk, self.box, self.results, self)
        self.board = BoardBand(desk)
        self.watch = WatchCard()
        self.month = MonthCard()
        self.copies = CopyLine()
        self._lay_out()
        self._finder.found.connect(self._found)
        self._finder.chosen.connect(self._open)
        self._finder.aid_requested.connect(self._give)
        self.watch.asked.connect(self.list_watched)
        self.copies.asked.connect(lambda: self.page_requested.emit("settings", "backups"))
        self.month.close_requested.connect(lambda month: self.page_requested.emit("closing", month))

    @override
    def first_focus(self) -> QWidget:
        return self.box

    @override
    def open_with(self, argument: object) -> None:
        """Search for a text."""
        self.box.edit.setText(str(argument))

    @override
    def reload(self) -> None:
        Query(self, lambda: overview(self._desk)).done(self._show_overview).run()
        self.board.reload()
        if self.box.text():
            self._finder.look()
        elif self._watched:
            self.list_watched(self._watched)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._has_listened:
            self._has_listened = True
            QTimer.singleShot(_LISTENING_AFTER_MS, self.board, self.board.listen)
        # Who comes back writes over the last search, or opens it again.
        self.box.edit.selectAll()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """With large type on a small screen, the list takes the room of the cards beside it."""
        is_narrow = self.width() < theme.scaled(_NARROW)
        self._side.setVisible(not (is_narrow and (self.box.text() or self._watched)))
        self._keys.setVisible(not is_narrow and not self._watched)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(Space.L)
        left.addWidget(self.box)
        left.addWidget(self.board)
        self._ways = QStackedWidget()
        self._ways.addWidget(self._results_card())
        self._ways.addWidget(self._empty_vault())
        left.addWidget(self._ways, 1)
        side = self._side = ScrollBody()
        side.column.setContentsMargins(0, 0, 0, 0)
        side.column.addWidget(self.watch)
        side.column.addWidget(self.month)
        side.column.addWidget(self.copies)
        side.column.addStretch(1)
        side.setFixedWidth(round(theme.scaled(_SIDE)))
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addLayout(left, 1)
        row.addWidget(side)
        self.body.addLayout(row, 1)

    def _results_card(self) -> QWidget:
        self._card = Card(" ", flush=True)
        self._keys = label(
            self.tr("↑ ↓ per scegliere · Invio apre · Ins segna un aiuto"), "caption"
        )
        self._card.add_beside_heading(self._keys)
        self.erase_all = button(
            self.tr("Cancella tutte…"), "small", "trash-2", pressed=self._erase_due
        )
        self.erase_all.hide()
        self._card.add_beside_heading(self.erase_all)
        self._back = button(self.tr("Torna alla ricerca"), "small", pressed=self._stop_watching)
        self._back.hide()
        self._card.add_beside_heading(self._back)
        self._nobody = EmptyState("search", "")
        self._lists = QStackedWidget()
        self._lists.addWidget(self.results)
        self._lists.addWidget(self._nobody)
        self._card.add(self._lists, 1)
        self._newcomer = button("", icon="user-plus", pressed=self._open_new)
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        row.setSpacing(Space.M)
        row.addWidget(label(self.tr("Non è tra questi?"), "muted"))
        row.addWidget(self._newcomer)
        row.addStretch(1)
        self._card.add(self._foot)
        return self._card

    def _empty_vault(self) -> QWidget:
        empty = Card()
        may_import = is_allowed(self._desk, "import_register")
        empty.add(
            EmptyState(
                "file-spreadsheet",
                self.tr(
                    "Qui compaiono le famiglie. Il modo più rapido: portare dentro il registro."
                ),
                self.tr("Porta dentro il registro del centro") if may_import else "",
                lambda: self.page_requested.emit("settings", "import"),
            ),
            1,
        )
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(self.tr("Nuovo nucleo"), "link", "user-plus", pressed=self._open_new))
        row.addStretch(1)
        empty.body.addLayout(row)
        return empty

    def list_watched(self, code: str) -> None:
        """Show the households that a line of "Da guardare" counts, the most urgent first."""
        self._watched = code
        if self.box.text():
            self.box.edit.clear()
        Query(self, lambda: households_of(self._desk, code)).done(
            lambda hits: self._show_watched(code, hits)
        ).run()

    def _show_watched(self, code: str, hits: tuple[SearchHit, ...]) -> None:
        if code != self._watched:
            return
        self._ways.setCurrentIndex(0)
        self._lists.setCurrentIndex(0 if hits else 1)
        self._nobody.set_text(self.tr("Niente da guardare, qui."))
        heading = watched_words().get(code, code)
        self._card.heading.setText(f"{heading} · {households_counted(len(hits))}")
        self.results.set_rows([result_row(hit, self._desk, code) for hit in hits])
        self._foot.hide()
        self._show_way_back(is_shown=True)
        may_erase = is_allowed(self._desk, "erase_household")
        self.erase_all.setVisible(may_erase and code == "retention" and bool(hits))
        if hits:
            self.results.setFocus()

    def _stop_watching(self) -> None:
        self._watched = ""
        self._show_way_back(is_shown=False)
        self._show_last_opened()
        self.box.setFocus()

    def _show_way_back(self, *, is_shown: bool) -> None:
        self._back.setVisible(is_shown)
        self.erase_all.hide()
        self._make_room()

    def _erase_due(self) -> None:
        from ui.dialogs.due_files import DueFilesDialog  # once a month

        dialog = DueFilesDialog(self._desk, self)
        dialog.accepted.connect(lambda: self._told_erased(dialog.erased))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _told_erased(self, count: int) -> None:
        self.told.emit(self.tr("Cancellate per sempre: %n schede", "", count))
        self._stop_watching()

    def _found(self, text: str, hits: tuple[SearchHit, ...]) -> None:
        self._make_room()
        if text:
            self._watched = ""
            self._show_way_back(is_shown=False)
        else:
            self._show_last_opened()
            return
        self._ways.setCurrentIndex(0)
        self._card.heading.setText(households_counted(len(hits)))
        self._lists.setCurrentIndex(0 if hits else 1)
        self._nobody.set_text(self.tr("Nessuno si chiama così, qui."))
        shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
        words = self.tr("Nuovo nucleo «{name}»").format(name=shown.title())
        self._newcomer.setText(f" {words.replace('&', '&&')} ")
        self._newcomer.setAccessibleName(words)
        self._foot.show()

    def _show_overview(self, seen: Overview) -> None:
        self._overview = seen
        self.watch.show_expiring(seen)
        self.month.show_month(seen)
        self.copies.show_copies(seen.backup, seen.today)
        self.copies.setHidden(self._desk.is_trial)
        if not self.box.text():
            self._show_last_opened()

    def _show_last_opened(self) -> None:
        seen = self._overview
        if seen is None or self.box.text() or self._watched:
            return
        self._ways.setCurrentIndex(0 if seen.households else 1)
        self._card.heading.setText(self.tr("Aperte da poco"))
        self._foot.hide()
        self.results.set_rows([self._opened_row(one, seen.today) for one in seen.last_opened])
        # Nothing is chosen before something is typed: a stray Enter opens no file.
        self.results.setCurrentIndex(QModelIndex())
        self._lists.setCurrentIndex(0 if seen.last_opened else 1)
        self._nobody.set_text(self.tr("Scrivi le prime lettere di un nome, o passa una tessera."))

    def _opened_row(self, one: Opened, today: date) -> ResultRow:
        at = one.at.astimezone()
        words = self.tr("{day} alle {hour}")
        opened = words.format(day=dates.days_ago(at.date(), today), hour=f"{at:%H:%M}")
        return ResultRow(one.household_id, one.names, number_line(one.number, ""), note=opened)

    def _open(self, household_id: UUID) -> None:
        self.page_requested.emit("household", household_id)

    def _give(self, household_id: UUID) -> None:
        self.page_requested.emit("counter", household_id)

    def _open_new(self) -> None:
        self.page_requested.emit("new_household", self.box.text())
