"""Impostazioni: how it looks, the centre's file, the network, lists in and out."""

from functools import cached_property
from itertools import zip_longest
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.desk import Desk
from app.settings import SettingsFile
from models.records.draft import Draft
from ui.labels.people import why_not
from ui.pages.page import Page
from ui.pages.settings.about import AboutSection
from ui.pages.settings.appearance import AppearanceSection
from ui.pages.settings.backups_section import BackupsSection
from ui.pages.settings.lists_section import ImportsSection, ListsSection
from ui.pages.settings.network_section import NetworkSection
from ui.pages.settings.people_section import PeopleSection
from ui.pages.settings.privacy_section import PrivacySection
from ui.pages.settings.section import Section
from ui.pages.settings.vault_section import PassphraseSection, VaultSection
from ui.pages.settings.windows_section import WindowsSection
from ui.theme import Space
from ui.widgets.allowed import is_allowed
from ui.widgets.scroll import ScrollBody

IMPORT = "import"
_COLUMNS = (
    ("appearance", "people", "privacy", "imports", "lists", "about"),
    ("vault", "backups", "passphrase", "network", "windows"),
)
_S = TypeVar("_S", bound=Section)


class SettingsPage(Page):
    """Sections in two columns; `open_with` the name of one goes there, "import" begins an import.

    A section is made when it is asked for, and the others in the turns of the event loop that
    follow: making all of them at once would hold up who is typing.
    """

    kinds = frozenset({"household", "aid", "import", "network", "backup", "operator"})

    def __init__(self, desk: Desk, settings: SettingsFile) -> None:
        super().__init__()
        self._desk = desk
        self.header.set_title(self.tr("Impostazioni"))
        self.header.set_operator(desk.operator.name)
        self._settings = settings
        self._places: dict[str, QVBoxLayout] = {}
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        for column in _COLUMNS:
            row.addLayout(self._column(column), 1)
        self.body.addLayout(row)
        self._aim = ""
        self._waiting = [name for pair in zip_longest(*_COLUMNS) for name in pair if name]
        self._grow()

    @override
    def first_focus(self) -> QWidget:
        return self.appearance.form.field("language")

    @override
    def open_with(self, argument: object) -> None:
        if argument == IMPORT:
            self._import()
        elif argument in self._places:
            self._aim = str(argument)
            QTimer.singleShot(0, self, self._reach)

    @override
    def reload(self) -> None:
        for section in self._made().values():
            section.reload()

    @override
    def unsaved(self) -> tuple[Draft, ...]:
        written = {name: section.unsaved() for name, section in self._made().items()}
        return tuple(
            Draft("settings", tab=name, written=told) for name, told in written.items() if told
        )

    @override
    def give_back(self, draft: Draft) -> None:
        if draft.tab in self._places:
            section: Section = getattr(self, draft.tab)
            section.give_back(draft.written)
            self.open_with(draft.tab)

    def _made(self) -> dict[str, Section]:
        """The sections that stand already, by name."""
        made = vars(self)
        return {name: made[name] for name in self._places if name in made}

    @cached_property
    def appearance(self) -> AppearanceSection:
        """How it looks on this PC."""
        return self._placed("appearance", AppearanceSection(self._settings))

    @cached_property
    def vault(self) -> VaultSection:
        """The centre's file."""
        section = self._placed("vault", VaultSection(self._desk))
        section.log_requested.connect(lambda: self.page_requested.emit("audit", None))
        return section

    @cached_property
    def people(self) -> PeopleSection:
        """Who works here."""
        return self._placed("people", PeopleSection(self._desk))

    @cached_property
    def privacy(self) -> PrivacySection:
        """Who answers for the data, and for how long."""
        return self._placed("privacy", PrivacySection(self._desk))

    @cached_property
    def backups(self) -> BackupsSection:
        """Copies."""
        return self._placed("backups", BackupsSection(self._desk))

    @cached_property
    def passphrase(self) -> PassphraseSection:
        """The passphrase of who works."""
        return self._placed("passphrase", PassphraseSection(self._desk))

    @cached_property
    def imports(self) -> ImportsSection:
        """Registers brought in."""
        section = self._placed("imports", ImportsSection(self._desk))
        section.import_requested.connect(self._import)
        return section

    @cached_property
    def lists(self) -> ListsSection:
        """Lists to take out."""
        return self._placed("lists", ListsSection(self._desk))

    @cached_property
    def network(self) -> NetworkSection:
        """The network of centres."""
        return self._placed("network", NetworkSection(self._desk))

    @cached_property
    def windows(self) -> WindowsSection:
        """Days between two aids."""
        return self._placed("windows", WindowsSection(self._desk))

    @cached_property
    def about(self) -> AboutSection:
        """The program itself."""
        return self._placed("about", AboutSection())

    def _column(self, names: tuple[str, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Space.L)
        for name in names:
            self._places[name] = QVBoxLayout()
            column.addLayout(self._places[name])
        column.addStretch(1)
        return column

    def _grow(self) -> None:
        """Make the next section; the others follow, one a turn of the event loop."""
        getattr(self, self._waiting.pop(0))
        # Once all stand, nothing above the one asked for grows any more.
        QTimer.singleShot(0, self, self._grow if self._waiting else self._reach)

    def _reach(self) -> None:
        """Show the section that was asked for, from its heading."""
        scroll = self.findChild(ScrollBody)
        if not self._aim or self._waiting or scroll is None:
            return
        section: Section = getattr(self, self._aim)
        self._aim = ""
        top = section.mapTo(self, QPoint(0, 0)).y() - scroll.mapTo(self, QPoint(0, 0)).y()
        scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().value() + top - Space.L)
        if (first := section.nextInFocusChain()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _placed(self, name: str, section: _S) -> _S:
        section.told.connect(self.told)
        self._places[name].addWidget(section)
        section.reload()
        return section

    def _import(self) -> None:
        if not is_allowed(self._desk, "import_register"):
            self.told.emit(why_not("import_register"))
            return
        from ui.dialogs.import_wizard import ImportWizard  # only for an import

        wizard = ImportWizard(self._desk, self.window())
        wizard.page_requested.connect(self.page_requested)
        wizard.open()
