"""The window: rail, pages, status line, undo, lock.

Pages are made at their first visit, or ahead of it once the window stands (`prepare_pages`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.records.draft import Draft
from ui import theme
from ui.jobs import Change, news
from ui.labels.centres import short_centre
from ui.pages.page import Page, PageEntry
from ui.theme import Look
from ui.widgets.banner import DemoBanner
from ui.widgets.idle_watch import IdleWatch
from ui.widgets.rail import Rail, RailEntry
from ui.widgets.status_line import StatusLine
from ui.widgets.undo_strip import UndoStrip

LOCK = "lock"
HELP = "help"
_IDLE_MINUTES = 5
_PREPARING_AFTER_MS = 400
_BETWEEN_PAGES_MS = 60


@dataclass(frozen=True, slots=True)
class WindowFacts:
    """What the window says of itself: whose it is, whether its people are invented."""

    centre: str
    is_demo: bool = False
    idle_minutes: float = _IDLE_MINUTES
    look: Look = Look.SYSTEM


class MainWindow(QMainWindow):
    """Shows one page at a time.

    Signals:
        closing: the person closes the window for good.
        locked: every page has been thrown away and the window hidden; unlock and make a new one.
        appearance_changed: (Look, points) chosen by the person, to be remembered.
    """

    closing = Signal()
    locked = Signal()
    appearance_changed = Signal(object, float)

    def __init__(
        self, app: QApplication, facts: WindowFacts, pages: Sequence[PageEntry], first: str = ""
    ) -> None:
        """Make the window and its `first` page; without a name, the first of the rail."""
        super().__init__()
        self._app = app
        self._look = facts.look
        self._entries = {entry.key: entry for entry in pages}
        self._pages: dict[str, Page] = {}
        self._coming: list[str] = []
        self._here = ""
        self._undo: Change[object] | None = None
        self.is_unattended = False
        """Whether it locked itself because nobody was there."""
        self.drafts: tuple[Draft, ...] = ()
        """What was being written when it was locked or closed."""
        self.setWindowTitle(f"DA.PO · {facts.centre}")
        self.setMinimumSize(800, 560)
        self.resize(1366, 768)
        self.rail = Rail(short_centre(facts.centre), [*_rail_entries(pages), *self._foot_entries()])
        self.status = StatusLine()
        self._stack = QStackedWidget()
        self._strip = UndoStrip(self._stack)
        self._lay_out(is_demo=facts.is_demo)
        self._watch = IdleWatch(app, facts.idle_minutes * 60, parent=self)
        self._connect()
        self.go(first or pages[0].key)

    def go(self, key: str, argument: object = None) -> None:
        """Show a page, made now if it was never visited; `argument` is handed to `open_with`."""
        if key in {LOCK, HELP}:
            (self.lock if key == LOCK else self.open_manual)()
            return
        leaving = self._pages.get(self._here)
        if leaving is not None and key != self._here and not leaving.may_leave():
            self.rail.show_here(self._here)
            return
        page = self._page(key)
        self._here = key
        # Pages off the rail are reached from the first one, as their crumb says.
        self.rail.show_here(key if self._entries[key].is_on_rail else next(iter(self._entries)))
        self._stack.setCurrentWidget(page)
        if argument is not None:
            page.open_with(argument)
        page.reload()
        if (first := page.first_focus()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def prepare_pages(self) -> None:
        """Make the pages not visited yet, a little at each turn of the event loop."""
        self._coming = [key for key in self._entries if key not in self._pages]
        QTimer.singleShot(_PREPARING_AFTER_MS, self, self._prepare_next)

    def page(self, key: str) -> Page:
        """A page, made now if it was never visited."""
        return self._page(key)

    def open_manual(self) -> None:
        """Show the manual, or bring it to the front."""
        from ui.dialogs.manual import ManualWindow  # seldom wanted

        manual = self.findChild(ManualWindow) or ManualWindow(self)
        manual.show()
        manual.raise_()
        manual.activateWindow()

    def offer_undo(self, sentence: str, undo: Change[object]) -> None:
        """Say what was done and keep the change that takes it back for Ctrl+Z."""
        self._undo = undo
        self._strip.tell(sentence)

    def undo_last(self) -> None:
        """Take back the last thing done, once."""
        undo, self._undo = self._undo, None
        if undo is not None:
            undo.done(lambda _answer: self._strip.tell(self.tr("Annullato"), can_undo=False)).run()

    def lock(self) -> None:
        """Leave no data on the screen nor in the clipboard, and tell that the window is locked."""
        self._watch.stop()
        self.drafts = self.unsaved()
        self._close_dialogs()
        self.hide()
        self._undo = None
        self._coming.clear()
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.locked.emit()

    def lock_unattended(self) -> None:
        """Lock because nobody is there: nobody is asked anything."""
        self.is_unattended = True
        self.lock()

    def unsaved(self) -> tuple[Draft, ...]:
        """What is being written, that of the page in sight first."""
        pages = sorted(self._pages.items(), key=lambda entry: entry[0] != self._here)
        return tuple(draft for _, page in pages for draft in page.unsaved())

    def give_back(self, drafts: Sequence[Draft]) -> None:
        """Show what was being written when the window was locked."""
        for draft in drafts:
            if draft.page in self._entries:
                self._page(draft.page).give_back(draft)
        if drafts and drafts[0].page in self._entries:
            words = self.tr("Ritrovi quello che stavi scrivendo: non è ancora salvato")
            self._strip.tell(words, can_undo=False)
            self.go(drafts[0].page)

    def set_look(self, look: Look) -> None:
        """Light, dark or as the computer."""
        self._look = look
        self._wear(theme.points())
        self.appearance_changed.emit(look, theme.points())

    def set_points(self, points: float) -> None:
        """The size of body text."""
        self._wear(points)
        self.appearance_changed.emit(self._look, theme.points())

    def set_idle_minutes(self, minutes: float) -> None:
        """After how long without a key or the mouse it locks itself; 0 for never."""
        self._watch.limit_seconds = minutes * 60

    def _lay_out(self, *, is_demo: bool) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        if is_demo:
            right.addWidget(DemoBanner())
        right.addWidget(self._stack, 1)
        right.addWidget(self.status)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self.rail.page_requested.connect(self.go)
        self._strip.undo_requested.connect(self.undo_last)
        self._watch.idle.connect(self.lock_unattended)
        news().data_changed.connect(self._data_changed)
        news().saved.connect(self._saved)
        self._app.styleHints().colorSchemeChanged.connect(self._system_changed)
        for keys, act in (
            ("Ctrl+L", self.lock),
            ("F1", self.open_manual),
            ("Ctrl++", lambda: self.set_points(theme.points() + 1)),
            ("Ctrl+=", lambda: self.set_points(theme.points() + 1)),
            ("Ctrl+-", lambda: self.set_points(theme.points() - 1)),
            ("Ctrl+0", lambda: self.set_points(theme.DEFAULT_POINTS)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            page = self._entries[key].factory()
            page.page_requested.connect(self.go)
            page.undo_offered.connect(self.offer_undo)
            page.told.connect(lambda words: self._strip.tell(words, can_undo=False))
            self._pages[key] = page
            self._stack.addWidget(page)
            self._strip.raise_()
        return self._pages[key]

    def _prepare_next(self) -> None:
        """Make one page; lay it out in the next turn, so that its first visit only paints."""
        while self._coming and self._coming[0] in self._pages:
            self._coming.pop(0)
        if not self._coming:
            return
        page = self._page(self._coming.pop(0))
        QTimer.singleShot(0, page, page.make_ahead)
        QTimer.singleShot(_BETWEEN_PAGES_MS // 2, page, lambda: self._lay_out_ahead(page))
        QTimer.singleShot(_BETWEEN_PAGES_MS, self, self._prepare_next)

    def _lay_out_ahead(self, page: Page) -> None:
        for widget in (page, *page.findChildren(QWidget)):
            widget.ensurePolished()
        if page is not self._stack.currentWidget():
            page.resize(self._stack.size())
            # Asking for one pixel lays out all of it, as showing it would.
            page.grab(QRect(0, 0, 1, 1))

    def _foot_entries(self) -> list[RailEntry]:
        return [
            RailEntry(HELP, "book-open", self.tr("Guida"), is_foot=True, hint="F1"),
            RailEntry(LOCK, "lock", self.tr("Blocca"), is_foot=True, hint="Ctrl L"),
        ]

    def _data_changed(self, kinds: frozenset[str], _initiator: object) -> None:
        # Pages out of sight read again when they open.
        for key, page in self._pages.items():
            if key == self._here and page.kinds & kinds:
                page.reload()

    def _close_dialogs(self) -> None:
        """Those of this window, and what stands by itself: menus, messages without an owner."""
        for dialog in self.findChildren(QDialog):
            # Not by its own reject: a dialog at work would stay, with names on it.
            dialog.done(QDialog.DialogCode.Rejected)
        for window in self._app.topLevelWidgets():
            if window.isVisible() and not isinstance(window, QMainWindow):
                window.close()

    def _saved(self) -> None:
        self.status.set_saved(datetime.now().astimezone())

    def _wear(self, points: float) -> None:
        theme.wear(self._app, self._look, points)
        self.rail.fold_for(self.width())

    def _system_changed(self) -> None:
        if self._look is Look.SYSTEM:
            self._wear(theme.points())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.windowHandle().installEventFilter(self)
        self._watch.start()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.fold_for(event.size().width())

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        page = self._pages.get(self._here)
        if page is not None and not page.may_leave():
            event.ignore()
            return
        self._watch.stop()
        self.drafts = self.unsaved()
        self.closing.emit()
        super().closeEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z belongs to the field being written while it has something to take back."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not _has_own_undo(self._app.focusWidget())
        ):
            self.undo_last()
            return True
        return super().eventFilter(watched, event)


def _rail_entries(pages: Sequence[PageEntry]) -> list[RailEntry]:
    return [
        RailEntry(entry.key, entry.icon, entry.title, is_foot=entry.is_foot)
        for entry in pages
        if entry.is_on_rail
    ]


def _has_own_undo(widget: QWidget | None) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    return isinstance(widget, QPlainTextEdit) and widget.document().isUndoAvailable()
