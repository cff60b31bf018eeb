"""The pages of the window, in the order of the rail; each module is imported at its first visit."""

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QCoreApplication

from app.services.desk import Desk
from app.settings import SettingsFile
from ui.pages.page import Page, PageEntry

translate = QCoreApplication.translate


def page_entries(desk: Desk, settings: SettingsFile) -> list[PageEntry]:
    """Every page of the program, for the vault at this desk."""
    household = _made("household_page", "HouseholdPage", desk)
    newcomer = _made("new_household_page", "NewHouseholdPage", desk)
    choices = _made("settings_page", "SettingsPage", desk, settings)
    return [
        PageEntry(
            "search",
            "search",
            translate("Pages", "Cerca"),
            _made("search_page", "SearchPage", desk),
        ),
        PageEntry(
            "counter",
            "hand-helping",
            translate("Pages", "Sportello"),
            _made("counter_page", "CounterPage", desk),
        ),
        PageEntry(
            "closing",
            "calendar-check",
            translate("Pages", "Chiusura mese"),
            _made("closing_page", "ClosingPage", desk),
        ),
        PageEntry(
            "settings", "settings", translate("Pages", "Impostazioni"), choices, is_foot=True
        ),
        PageEntry("household", "users", translate("Pages", "Nucleo"), household, is_on_rail=False),
        PageEntry(
            "audit",
            "history",
            translate("Pages", "Registro delle attività"),
            _made("audit_page", "AuditPage", desk),
            is_on_rail=False,
        ),
        PageEntry(
            "new_household",
            "user-plus",
            translate("Pages", "Nuovo nucleo"),
            newcomer,
            is_on_rail=False,
        ),
    ]


def _made(module: str, name: str, *arguments: object) -> Callable[[], Page]:
    def make() -> Page:
        page: Page = getattr(import_module(f"ui.pages.{module}"), name)(*arguments)
        return page

    return make
