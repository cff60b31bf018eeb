"""What is copied here leaves the clipboard again; what others copied stays."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from ui.widgets.clipboard_guard import ClipboardGuard


@pytest.fixture
def clipboard():
    board = QGuiApplication.clipboard()
    board.clear()
    yield board
    board.clear()


@pytest.fixture
def guard(dressed, clipboard):
    made = ClipboardGuard(dressed)
    yield made
    clipboard.dataChanged.disconnect(made._changed)
    made.deleteLater()


@pytest.fixture
def field(qtbot):
    made = QLineEdit("Rossi Maria")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
    made.selectAll()
    return made


def test_what_was_copied_here_goes_after_a_minute(guard, clipboard, field):
    field.copy()
    assert clipboard.text() == "Rossi Maria"
    assert guard.timer.interval() == 60_000
    assert guard.timer.isActive()
    guard.timer.timeout.emit()
    assert clipboard.text() == ""


def test_it_goes_at_the_lock(guard, clipboard, field):
    field.copy()
    guard.clear()
    assert clipboard.text() == ""
    assert not guard.timer.isActive()


def test_the_systems_are_asked_to_keep_it_out_of_their_history(guard, clipboard, field):
    field.copy()
    assert clipboard.mimeData().hasFormat("x-kde-passwordManagerHint")
    assert guard.timer.isActive()


def test_what_another_program_copied_stays(monkeypatch, guard, clipboard, field):
    field.copy()
    monkeypatch.setattr("ui.widgets.clipboard_guard._has_keyboard", lambda: False)
    clipboard.setText("una ricetta")
    assert not guard.timer.isActive()
    guard.clear()
    assert clipboard.text() == "una ricetta"


def test_an_empty_clipboard_is_left_alone(guard, clipboard):
    clipboard.setText("una ricetta")
    clipboard.clear()
    assert not guard.timer.isActive()
    guard.clear()
