"""The window: going about, undoing, locking."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from tests.support.accessibility import unnamed_widgets
from ui import theme
from ui.jobs import Change, news
from ui.main_window import MainWindow, WindowFacts
from ui.pages.page import Page, PageEntry
from ui.theme import Look


class NotePage(Page):
    """A page with one field."""

    kinds = frozenset({"note"})

    def __init__(self, name: str) -> None:
        super().__init__()
        self.header.set_title(name)
        self.opened_with = []
        self.reloads = 0
        self.stays = False
        self.edit = QLineEdit()
        self.edit.setAccessibleName("Nota")
        self.body.addWidget(self.edit)

    def open_with(self, argument):
        self.opened_with.append(argument)

    def reload(self):
        self.reloads += 1

    def first_focus(self):
        return self.edit

    def may_leave(self):
        return not self.stays


@pytest.fixture
def window(dressed: QApplication, qtbot):
    entries = [
        PageEntry("search", "search", "Cerca", lambda: NotePage("Cerca")),
        PageEntry("desk", "hand-helping", "Sportello", lambda: NotePage("Sportello")),
        PageEntry("household", "users", "Nucleo", lambda: NotePage("Nucleo"), is_on_rail=False),
    ]
    facts = WindowFacts("San Giuseppe", is_demo=True, look=Look.LIGHT)
    made = MainWindow(dressed, facts, entries)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    """Press a key as the keyboard does, before any widget sees it."""
    QTest.keyClick(window.windowHandle(), key, modifier)


def test_the_window_opens_on_its_first_page_with_the_cursor_ready(window):
    assert window.page("search").edit.hasFocus()
    assert window.page("search").reloads == 1


def test_alt_and_a_digit_go_to_a_page(window):
    press(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert window._stack.currentWidget() is window.page("desk")


def test_a_page_can_ask_for_another_one_with_an_argument(window):
    window.page("search").page_requested.emit("household", 217)
    assert window._stack.currentWidget() is window.page("household")
    assert window.page("household").opened_with == [217]


def test_a_page_off_the_rail_belongs_to_the_first_one_as_its_crumb_says(window):
    window.go("desk")
    window.go("household")
    assert window.rail._buttons["search"].isChecked()


def test_pages_are_made_ahead_of_their_first_visit(qtbot, window):
    window.prepare_pages()
    qtbot.waitUntil(lambda: set(window._pages) == {"search", "desk", "household"})
    assert window._here == "search"
    assert window._pages["desk"].reloads == 0


def test_a_window_locked_while_it_prepares_makes_no_more_pages(window):
    window.prepare_pages()
    window.lock()
    window._prepare_next()
    assert window._pages == {}


def test_a_page_with_unfinished_work_is_not_left(window):
    window.page("search").stays = True
    window.go("desk")
    assert window._stack.currentWidget() is window.page("search")
    window.page("search").stays = False


def test_what_changed_is_read_again_by_the_page_in_sight(window):
    search, desk = window.page("search"), window.page("desk")
    news().announce(frozenset({"note"}), None)
    news().announce(frozenset({"other"}), None)
    assert (search.reloads, desk.reloads) == (2, 0)
    assert window.status._saved.text().startswith("Salvato alle")


def test_ctrl_z_takes_back_the_last_thing_done_once(window):
    undone = []
    search = window.page("search")
    undo = Change(search, lambda: undone.append(1)).touching("note")
    search.undo_offered.emit("Pacco segnato", undo)
    assert not window._strip.isHidden()
    for _ in range(2):
        press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]


def test_ctrl_z_belongs_first_to_the_field_being_written(window, qtbot):
    undone = []
    search = window.page("search")
    search.undo_offered.emit("Pacco segnato", Change(search, lambda: undone.append(1)))
    qtbot.keyClicks(search.edit, "ros")
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == []
    assert search.edit.text() == ""


def test_the_strip_takes_back_too(window):
    undone = []
    search = window.page("search")
    search.undo_offered.emit("Pacco segnato", Change(search, lambda: undone.append(1)))
    window._strip._undo.click()
    assert undone == [1]


def test_locking_leaves_nothing_on_screen(window, qtbot):
    with qtbot.waitSignal(window.locked):
        press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()
    assert (
        window._stack.findChildren(NotePage, options=Qt.FindChildOption.FindDirectChildrenOnly)
        == []
    )


def test_locking_closes_what_stands_over_the_window(window):
    class Stubborn(QDialog):
        def reject(self) -> None:
            """A dialog at work does not close by itself."""

    over = Stubborn(window)
    over.open()
    window.lock()
    assert not over.isVisible()


def test_an_idle_window_locks_itself(window, qtbot):
    with qtbot.waitSignal(window.locked):
        window._watch.idle.emit()


def test_the_size_of_type_is_changed_from_the_keyboard_and_remembered(window, qtbot):
    with qtbot.waitSignal(window.appearance_changed) as told:
        press(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [Look.LIGHT, 12.0]
    press(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert theme.points() == theme.DEFAULT_POINTS


def test_a_look_chosen_is_worn_and_remembered(window, qtbot):
    with qtbot.waitSignal(window.appearance_changed) as told:
        window.set_look(Look.DARK)
    assert told.args == [Look.DARK, theme.DEFAULT_POINTS]
    assert theme.is_dark()


def test_every_part_of_the_window_that_takes_the_focus_has_a_name(window):
    assert unnamed_widgets(window) == []


def test_the_window_is_not_closed_over_unfinished_work(window):
    page = window.page("search")
    page.stays = True
    assert not window.close()
    page.stays = False
    assert window.close()
