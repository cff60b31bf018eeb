"""Impostazioni: how it looks, the centre's file, the network, lists in and out."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.desk import Desk
from app.settings import SettingsFile
from ui.pages.page import Page
from ui.pages.settings.about import AboutSection
from ui.pages.settings.appearance import AppearanceSection
from ui.pages.settings.lists_section import ImportsSection, ListsSection
from ui.pages.settings.network_section import NetworkSection, WindowsSection
from ui.pages.settings.section import Section
from ui.pages.settings.vault_section import PassphraseSection, VaultSection
from ui.theme import Space

IMPORT = "import"


class SettingsPage(Page):
    """Sections in two columns; `open_with("import")` begins an import."""

    kinds = frozenset({"household", "aid", "import", "network"})

    def __init__(self, desk: Desk, settings: SettingsFile) -> None:
        super().__init__()
        self._desk = desk
        self.header.set_title(self.tr("Impostazioni"))
        told = self.tr("Operatore: {name}").format(name=desk.operator.name)
        self.header.set_facts(("circle-user", told))
        self.appearance = AppearanceSection(settings)
        self.vault = VaultSection(desk)
        self.passphrase = PassphraseSection(desk)
        self.imports = ImportsSection(desk)
        self.lists = ListsSection(desk)
        self.network = NetworkSection(desk)
        self.windows = WindowsSection(desk)
        self.about = AboutSection()
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addLayout(self._column(self.appearance, self.imports, self.lists, self.about), 1)
        row.addLayout(self._column(self.vault, self.passphrase, self.network, self.windows), 1)
        self.body.addLayout(row)
        self.imports.import_requested.connect(self._import)

    @override
    def first_focus(self) -> QWidget:
        return self.appearance.form.field("language")

    @override
    def open_with(self, argument: object) -> None:
        if argument == IMPORT:
            self._import()

    @override
    def reload(self) -> None:
        for section in self._sections():
            section.reload()

    def _column(self, *sections: Section) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Space.L)
        for section in sections:
            section.told.connect(self.told)
            column.addWidget(section)
        column.addStretch(1)
        return column

    def _sections(self) -> list[Section]:
        return [
            self.appearance,
            self.vault,
            self.imports,
            self.network,
            self.windows,
        ]

    def _import(self) -> None:
        from ui.dialogs.import_wizard import ImportWizard  # noqa: PLC0415 - only for an import

        wizard = ImportWizard(self._desk, self.window())
        wizard.page_requested.connect(self.page_requested)
        wizard.open()
