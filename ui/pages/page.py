"""What every page is: a header, a body, and signals to the window that shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.records.draft import Draft
from ui.theme import Space
from ui.widgets.page_header import PageHeader
from ui.widgets.scroll import ScrollBody


class Page(QWidget):
    """A page of the main window.

    Signals:
        page_requested: go to the page with this key, opened with this argument (or None).
        undo_offered: a sentence that says what was done, and the `Change` that takes it back.
        told: a sentence for the strip at the foot, with nothing to undo.
    """

    page_requested = Signal(str, object)
    undo_offered = Signal(str, object)
    told = Signal(str)

    kinds: ClassVar[frozenset[str]] = frozenset()
    """Kinds of data it shows: a change of one of them calls `reload`."""

    def __init__(self, *, scrolls: bool = True, parent: QWidget | None = None) -> None:
        """Make a page; `scrolls` is off where a table inside it does the scrolling."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.header = PageHeader()
        column.addWidget(self.header)
        if scrolls:
            scroll = ScrollBody()
            self.body = scroll.column
            column.addWidget(scroll, 1)
        else:
            self.body = QVBoxLayout()
            self.body.setContentsMargins(Space.XL + 2, Space.XL - 2, Space.XL + 2, Space.L)
            self.body.setSpacing(Space.L)
            column.addLayout(self.body, 1)

    def open_with(self, argument: object) -> None:
        """Called before it is shown when someone asked for it with an argument."""

    def reload(self) -> None:
        """Read again what it shows: called when it opens and when its kinds of data change."""

    def make_ahead(self) -> None:
        """Make the part that the first visit will need, when the page makes its parts late."""

    def first_focus(self) -> QWidget | None:
        """Where the cursor stands when the page opens."""
        return None

    def unsaved(self) -> tuple[Draft, ...]:
        """What was written here and is not saved: kept when the window is locked."""
        return ()

    def give_back(self, draft: Draft) -> None:
        """Take what `unsaved` told before the window was locked."""

    def may_leave(self) -> bool:
        """False keeps the person here; the page says why."""
        return True


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page in the registry: where the rail shows it, and what makes it at its first visit.

    `is_foot` puts it at the bottom of the rail; `is_on_rail` is off for pages reached from others.
    """

    key: str
    icon: str
    title: str
    factory: Callable[[], Page]
    is_foot: bool = False
    is_on_rail: bool = True
