"""A household's file: a header that stays, and tabs under it."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from app.services import papers
from app.services.desk import Desk
from app.services.households import household_file, read_file, reopen_household
from app.services.undo import undo_last
from models.errors import NotFound
from models.records.draft import Draft
from models.records.household import HouseholdFile
from ui import messages
from ui.dialogs.paper_preview import show_paper
from ui.jobs import Change, Query
from ui.labels import dates
from ui.labels.codes import language, word
from ui.pages.household.aid_tab import AidTab
from ui.pages.household.consents_tab import ConsentsTab
from ui.pages.household.details_tab import DetailsTab
from ui.pages.household.documents_tab import DocumentsTab
from ui.pages.household.doubles_band import DoublesBand
from ui.pages.household.economy_tab import EconomyTab
from ui.pages.household.header import HouseholdHeader
from ui.pages.household.members_tab import MembersTab
from ui.pages.household.needs_tab import NeedsTab
from ui.pages.household.reserved_tab import ReservedTab
from ui.pages.household.summary_tab import SummaryTab
from ui.pages.household.tab import Tab
from ui.pages.page import Page
from ui.theme import Tone
from ui.widgets.allowed import allow
from ui.widgets.banner import Banner

translate = QCoreApplication.translate


_TABS: dict[str, Callable[[Desk], Tab]] = {
    "summary": SummaryTab,
    "members": MembersTab,
    "aid": AidTab,
    "needs": NeedsTab,
    "consents": ConsentsTab,
    "economy": EconomyTab,
    "documents": DocumentsTab,
    "details": DetailsTab,
    "reserved": ReservedTab,
}
_LEAST_OF_A_TAB = 160


class HouseholdPage(Page):
    """Opened with a household's identifier, or with (identifier, key of a tab)."""

    kinds = frozenset({"household", "aid", "import", "network", "closing"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(scrolls=False)
        self._desk = desk
        self._household_id: UUID | None = None
        self._is_opening = False
        self._opened_at = ""
        self._file: HouseholdFile | None = None
        self._given_back: list[Draft] = []
        self._tabs: dict[str, Tab] = {}
        self.head = HouseholdHeader(_tab_words())
        self._closed = Banner(icon="lock")
        reopen = self._closed.add_button(self.tr("Riapri la scheda"), self._reopen)
        allow(reopen, desk, "reopen_household")
        self._closed.hide()
        self.doubles = DoublesBand(desk)
        self._stack = QStackedWidget()
        # Where letters are large and the head is tall, the tabs give way and not the head.
        self._stack.setMinimumHeight(_LEAST_OF_A_TAB)
        self.body.addWidget(self.head)
        self.body.addWidget(self.doubles)
        self.body.addWidget(self._closed)
        self.body.addWidget(self._stack, 1)
        self._connect()

    @override
    def open_with(self, argument: object) -> None:
        """Take the household to show: its identifier, or (identifier, key of a tab)."""
        household_id, tab = argument if isinstance(argument, tuple) else (argument, "summary")
        if not isinstance(household_id, UUID):
            raise TypeError(argument)
        if household_id != self._household_id or isinstance(argument, tuple):
            self.head.go(tab)
        self._household_id = household_id
        self._is_opening = True
        self._opened_at = f"{self._desk.clock().astimezone():%H:%M}"

    @override
    def reload(self) -> None:
        """Read the file; its opening is written in the activity log, later readings are not."""
        if self._household_id is None:
            return
        read = household_file if self._is_opening else read_file
        self._is_opening = False
        desk, household_id = self._desk, self._household_id
        found = Query(self, lambda: read(desk, household_id), slot="file")
        found.done(self._show).failed(self._not_read).run()

    @override
    def first_focus(self) -> QWidget:
        return self.head.tabs

    @override
    def make_ahead(self) -> None:
        self.tab("summary")

    @override
    def may_leave(self) -> bool:
        """Nobody leaves a form half written without knowing."""
        writing = [key for key, tab in self._tabs.items() if tab.is_being_written()]
        if writing:
            self.head.go(writing[0])
            self.told.emit(self.tr("Qui c'è qualcosa non ancora salvato: salva, o lascia stare"))
        return not writing

    @override
    def unsaved(self) -> tuple[Draft, ...]:
        return tuple(
            Draft("household", self._household_id, key, *told)
            for key, tab in self._tabs.items()
            if (told := tab.unsaved()) is not None
        )

    @override
    def give_back(self, draft: Draft) -> None:
        """It is written where it stood as soon as the file is read."""
        self._given_back.append(draft)
        self.open_with((draft.household_id, draft.tab))

    def tab(self, key: str) -> Tab:
        """A tab by its key, made at its first visit."""
        if key not in self._tabs:
            made = _TABS[key](self._desk)
            self._tabs[key] = made
            self._stack.addWidget(made)
            self._listen(made)
        return self._tabs[key]

    def record_aid(self) -> None:
        """Open the form for a new aid."""
        self._go("aid", "new")

    def print_summary(self) -> None:
        """Show the summary on paper, to be saved or printed."""
        if self._file is None:
            return
        desk, household_id, spoken = self._desk, self._file.household_id, language()
        show_paper(
            self,
            self.tr("Riassunto del nucleo"),
            self.tr("nucleo {number}.pdf").format(number=self._file.number or "").strip(),
            lambda: papers.household_summary(desk, household_id, spoken),
        )

    def _connect(self) -> None:
        self.header.back_requested.connect(lambda: self.page_requested.emit("search", None))
        self.head.tab_chosen.connect(self._show_tab)
        self.head.aid_requested.connect(self.record_aid)
        self.head.print_requested.connect(self.print_summary)
        self.doubles.saved.connect(self._offer_undo)
        self.doubles.told.connect(self.told)
        self.doubles.merged.connect(self._show_surviving)
        for keys, act in (
            ("F2", self.record_aid),
            ("Ctrl+P", self.print_summary),
            ("Ctrl+PgDown", lambda: self.head.step(1)),
            ("Ctrl+Tab", lambda: self.head.step(1)),
            ("Ctrl+PgUp", lambda: self.head.step(-1)),
            ("Ctrl+Shift+Tab", lambda: self.head.step(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _listen(self, tab: Tab) -> None:
        tab.saved.connect(self._offer_undo)
        tab.told.connect(self.told)
        tab.tab_requested.connect(self._go)
        tab.file_is_old.connect(self.reload)
        if isinstance(tab, DetailsTab):
            tab.merge_requested.connect(self.doubles.open_comparison)

    def _go(self, key: str, item: object) -> None:
        self.head.go(key)
        if item is not None and self._file is not None:
            self.tab(key).open_item(item)

    def _show(self, file: HouseholdFile) -> None:
        self._file = file
        # A file that was merged leads to another.
        self._household_id = file.household_id
        number = self.tr("Nucleo {number}").format(number=file.number)
        self.header.set_title(
            number if file.number else self.tr("Scheda del nucleo"), self.tr("Cerca")
        )
        opened = self.tr("aperta da te alle {time}").format(time=self._opened_at)
        self.header.set_operator(self._desk.operator.name, ("eye", opened))
        self.head.show_file(file)
        self.doubles.show_file(file)
        self._show_closing(file)
        self._show_tab(self.head.here())
        drafts, self._given_back = self._given_back, []
        taken_up = [self._takes_up(draft, file.household_id) for draft in drafts]
        if not all(taken_up):
            self.told.emit(
                self.tr(
                    "La scheda dove scrivevi è stata unita a questa: guarda se manca "
                    "qualcosa di quello che avevi scritto."
                )
            )

    def _takes_up(self, draft: Draft, household_id: UUID) -> bool:
        """Whether what was being written could be given back.

        Into the file that took the other in goes what was being added, and the amendment of a line
        that moved; the details of the household would write over those of the one that stays.
        """
        is_merged = draft.household_id != household_id
        if is_merged and draft.tab == "details":
            return False
        self.head.go(draft.tab)
        tab = self.tab(draft.tab)
        tab.give_back(draft.item, draft.written)
        return not is_merged or tab.is_being_written()

    def _show_tab(self, key: str) -> None:
        """Tabs out of sight are shown a file when they come into sight."""
        tab = self.tab(key)
        self._stack.setCurrentWidget(tab)
        if self._file is not None and not tab.shows(self._file):
            tab.show_file(self._file)

    def _show_closing(self, file: HouseholdFile) -> None:
        if file.closed_on is not None:
            title = self.tr("Scheda chiusa il {day}").format(day=dates.long_date(file.closed_on))
            reason = word("closing_reasons", file.closing_reason) if file.closing_reason else ""
            self._closed.tell(title, reason, Tone.NEUTRAL, "lock")
        self._closed.setVisible(file.closed_on is not None)

    def _reopen(self) -> None:
        desk, household_id = self._desk, self._household_id
        if household_id is None:
            return
        wanted = Change(self, lambda: reopen_household(desk, household_id)).touching("household")
        wanted.done(lambda _: self._offer_undo(self.tr("Scheda riaperta"))).run()

    def _show_surviving(self, household_id: UUID) -> None:
        """The file that took the other in, which may not be the one that was open."""
        if household_id != self._household_id:
            self.page_requested.emit("household", household_id)

    def _offer_undo(self, sentence: str) -> None:
        undo = Change(self, lambda: undo_last(self._desk)).touching("household", "aid")
        self.undo_offered.emit(sentence, undo)
        self.head.tabs.setFocus()

    def _not_read(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            # Its opening was undone, or the import that brought it.
            self._household_id = self._file = None
            self.page_requested.emit("search", None)
        else:
            messages.tell_failure(self, error)


def _tab_words() -> list[tuple[str, str]]:
    return [
        ("summary", translate("HouseholdPage", "Riepilogo")),
        ("members", translate("HouseholdPage", "Componenti")),
        ("aid", translate("HouseholdPage", "Aiuti")),
        ("needs", translate("HouseholdPage", "Bisogni")),
        ("consents", translate("HouseholdPage", "Consensi")),
        ("economy", translate("HouseholdPage", "Economia")),
        ("documents", translate("HouseholdPage", "Documenti")),
        ("details", translate("HouseholdPage", "Dati del nucleo")),
        ("reserved", translate("HouseholdPage", "Riservato")),
    ]
