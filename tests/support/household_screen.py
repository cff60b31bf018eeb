"""Drives the household pages as a person does: by keys, by words on buttons, by what is shown."""

from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.services.desk import Desk
from ui.main_window import MainWindow, WindowFacts
from ui.pages.household.tab import SideForm, Tab
from ui.pages.household_page import HouseholdPage
from ui.pages.new_household_page import NewHouseholdPage
from ui.pages.page import Page, PageEntry
from ui.theme import Look
from ui.widgets.data_table import DataTable
from ui.widgets.fields import TextField
from ui.widgets.flow import FlowLayout
from ui.widgets.form import Form

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class HouseholdScreen:
    """A window with the two pages, and a search page that only receives."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        self.desk = desk
        self.window = MainWindow(
            app,
            WindowFacts(desk.centre, look=Look.LIGHT),
            [
                PageEntry("search", "search", "Cerca", Page),
                PageEntry(
                    "household", "users", "Nucleo", lambda: HouseholdPage(desk), is_on_rail=False
                ),
                PageEntry(
                    "new_household",
                    "plus",
                    "Nuovo nucleo",
                    lambda: NewHouseholdPage(desk),
                    is_on_rail=False,
                ),
            ],
        )
        self.window.show()

    @property
    def page(self) -> HouseholdPage:
        page = self.window.page("household")
        assert isinstance(page, HouseholdPage)
        return page

    @property
    def new_page(self) -> NewHouseholdPage:
        page = self.window.page("new_household")
        assert isinstance(page, NewHouseholdPage)
        return page

    @property
    def here(self) -> Page:
        page = self.window._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def open(self, household_id: UUID, tab: str = "summary") -> Tab:
        self.window.go("household", (household_id, tab))
        return self.page.tab(tab)

    def side(self, tab: str) -> SideForm:
        """The form of a tab; it is made when it is first opened."""
        side = self.page.tab(tab).side
        assert side is not None
        return side

    def press(self, words: str, inside: QWidget | None = None) -> None:
        """Press the button in sight that says these words."""
        settle()
        found = [
            made
            for made in (inside or self.here).findChildren(QPushButton)
            if words in {made.text().strip(), made.accessibleName()} and made.isVisible()
        ]
        assert found, f"no button says {words!r}"
        found[0].click()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        """Press a key as the keyboard does, wherever the cursor stands."""
        QTest.keyClick(self.window.windowHandle(), key, modifier)

    def undo(self) -> None:
        self.key(Qt.Key.Key_Z, CTRL)

    def strip(self) -> str:
        """What the strip at the foot says; empty when it is not there."""
        return "" if self.window._strip.isHidden() else self.window._strip._words.text()

    def pills(self) -> list[str]:
        """What the pills of the header say."""
        return pills(self.page.head._pills)


def settle() -> None:
    """Let what was just added come into sight, as it does between two keys."""
    QCoreApplication.sendPostedEvents()


def write(form: Form, **texts: str) -> None:
    """Type into fields of a form, leaving each as Tab does."""
    for key, text in texts.items():
        field = form.field(key)
        assert isinstance(field, TextField)
        field.edit.setText(text)
        field.edit.editingFinished.emit()


def rows(table: DataTable) -> list[list[str]]:
    """The words of a table, as read aloud."""
    return [
        [cell if isinstance(cell, str) else cell.spoken for cell in row.cells]
        for row in table.rows()
    ]


def pills(flow: FlowLayout) -> list[str]:
    """What the pills in a flow say."""
    return [flow.itemAt(place).widget().accessibleName() for place in range(flow.count())]


def said(widget: QWidget) -> str:
    """All the words in sight inside a widget."""
    settle()
    return " | ".join(
        made.text() for made in widget.findChildren(QLabel) if made.isVisible() and made.text()
    )
