"""The desktop from its start to its end: first run, unlock, lock, language, pictures."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.bootstrap.desktop import Desktop
from app.bootstrap.parting import Parting
from app.bootstrap.tour import take_tour
from app.services.backups import backups_beside, choose_backup_folder
from app.services.leaving import dismiss_operator, left_undone
from app.services.operators import add_operator
from models.errors import DiskFull
from tests.support.people import DINA
from tests.support.vaults import PHRASE
from ui import theme
from ui.dialogs.dismissal import DismissalDialog
from ui.dialogs.first_run.wizard import FirstRunWizard
from ui.dialogs.parting_copy import PartingCopy
from ui.dialogs.unlock import UnlockDialog
from ui.main_window import MainWindow


def unlock(desktop: Desktop, phrase: str = PHRASE) -> None:
    dialog = desktop._dialog
    assert isinstance(dialog, UnlockDialog)
    dialog._field.set_value(phrase)
    dialog.unlock()


def test_a_fresh_pc_starts_with_the_first_run(desktop):
    desktop.start()
    assert isinstance(desktop._dialog, FirstRunWizard)


def test_a_vault_that_is_gone_is_not_offered(desktop, settings, tmp_path):
    settings.remember_vault(tmp_path / "gone.dapo")
    desktop.start()
    assert isinstance(desktop._dialog, FirstRunWizard)


def test_the_last_vault_is_asked_for_and_opens_on_the_search(desktop, settings, closed):
    settings.remember_vault(closed.path)
    desktop.start()
    unlock(desktop)
    assert desktop._dialog is None
    assert desktop._window.isVisible()
    assert desktop._window._here == "search"


def test_a_passphrase_handed_over_opens_at_once(desktop, closed):
    desktop.start(closed.path, PHRASE)
    assert desktop._window is not None


def test_a_wrong_passphrase_handed_over_is_asked_again(desktop, closed):
    desktop.start(closed.path, "un'altra frase")
    assert isinstance(desktop._dialog, UnlockDialog)
    assert "non è quella giusta" in desktop._dialog._box._below.text()


def test_locking_closes_the_vault_and_asks_for_the_passphrase(desktop, closed):
    desktop.start(closed.path, PHRASE)
    window = desktop._window
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert desktop._desk is None
    assert isinstance(desktop._dialog, UnlockDialog)
    closed.open().close()
    unlock(desktop)
    assert desktop._window is not None
    assert desktop._window is not window


def test_a_language_chosen_is_spoken_by_the_window_at_once(qtbot, desktop, settings, closed):
    desktop.start(closed.path, PHRASE)
    before = desktop._window
    settings.change(language="en")
    qtbot.waitUntil(lambda: desktop._window is not before)
    assert desktop._window._here == "settings"
    assert desktop._window.page("settings").header._title.text() == "Settings"


def test_a_language_chosen_at_the_first_run_is_spoken_by_the_wizard(qtbot, desktop, settings):
    desktop.start()
    first = desktop._dialog
    settings.change(language="en")
    qtbot.waitUntil(lambda: desktop._dialog is not first)
    assert desktop._dialog._next.accessibleName() == "Next"


def test_size_and_colours_are_worn_at_once_and_remembered(desktop, settings, closed):
    desktop.start(closed.path, PHRASE)
    settings.change(points=14.0, look="dark")
    assert (theme.points(), theme.is_dark()) == (14.0, True)
    desktop._window.set_points(12)
    assert settings.now.points == 12.0


def test_idle_minutes_chosen_hold_for_the_window_in_sight(desktop, settings, closed):
    desktop.start(closed.path, PHRASE)
    settings.change(idle_minutes=15.0)
    assert desktop._window._watch.limit_seconds == 900


@pytest.fixture
def stick(closed, tmp_path):
    """A stick chosen for the copies, never written to."""
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    desk = closed.open()
    choose_backup_folder(desk, folder)
    desk.close()
    return folder


def asked(desktop) -> PartingCopy | None:
    return next((one.dialog for one in desktop.findChildren(Parting)), None)


def test_locking_offers_the_copy_on_the_stick_and_then_locks(desktop, closed, stick):
    desktop.start(closed.path, PHRASE)
    desktop._window.lock()
    assert not isinstance(desktop._dialog, UnlockDialog)
    asked(desktop).copy.click()
    assert [path.suffix for path in stick.iterdir()] == [".dapobackup"]
    assert isinstance(desktop._dialog, UnlockDialog)
    closed.open().close()


@pytest.mark.usefixtures("stick")
def test_a_window_that_locks_itself_asks_nobody(desktop, closed):
    desktop.start(closed.path, PHRASE)
    desktop._window._watch.idle.emit()
    assert asked(desktop) is None
    assert isinstance(desktop._dialog, UnlockDialog)
    closed.open().close()


def test_without_the_stick_nothing_is_offered(desktop, closed, stick):
    desktop.start(closed.path, PHRASE)
    stick.rmdir()
    desktop._window.lock()
    assert asked(desktop) is None
    assert isinstance(desktop._dialog, UnlockDialog)


@pytest.mark.usefixtures("stick")
def test_closing_the_window_offers_the_copy_and_then_ends(monkeypatch, desktop, closed):
    ended = []
    desktop.start(closed.path, PHRASE)
    monkeypatch.setattr(desktop._app, "quit", lambda: ended.append(True))
    desktop._window.close()
    assert ended == []
    asked(desktop).leave.click()
    assert ended == [True]
    assert desktop._app.quitOnLastWindowClosed()


def test_the_day_s_copy_is_made_after_the_window_stands(desktop, closed):
    desktop.start(closed.path, PHRASE)
    desktop._backup.begin()
    assert len(backups_beside(closed.path)) == 1
    assert "oggi" in desktop._window.status._copy.text()


def test_a_day_s_copy_that_fails_is_told_on_the_status_line(monkeypatch, desktop, closed):
    desktop.start(closed.path, PHRASE)

    def full(*_told):
        raise DiskFull(path="x")

    monkeypatch.setattr("app.bootstrap.quiet_backup.back_up", full)
    desktop._backup.begin()
    assert "non è riuscita" in desktop._window.status._copy.text()


def test_a_key_left_unchanged_is_offered_at_the_coordinator_s_next_entry(
    monkeypatch, desktop, closed
):
    desk = closed.open()
    dina = add_operator(desk, DINA)
    monkeypatch.setattr("app.services.leaving.renew_key", lambda *_told: None)
    dismiss_operator(desk, dina)
    desk.close()
    monkeypatch.undo()
    desktop.start(closed.path, PHRASE)
    dialog = desktop._window.findChild(DismissalDialog)
    assert dialog.isVisible()
    dialog.act.click()
    assert not left_undone(desktop._desk).key


def test_the_end_closes_the_vault(desktop, closed):
    desktop.start(closed.path, PHRASE)
    desktop._end()
    desktop._desk = None
    closed.open().close()


def test_a_new_centre_can_be_asked_for_and_left(desktop, settings, closed):
    settings.remember_vault(closed.path)
    desktop.start()
    desktop._dialog.new_centre_requested.emit()
    assert isinstance(desktop._dialog, FirstRunWizard)
    desktop._dialog.other_file_requested.emit()
    assert isinstance(desktop._dialog, UnlockDialog)


def test_what_the_window_needs_is_imported_while_the_person_types(desktop, settings, closed):
    settings.remember_vault(closed.path)
    desktop.start()
    desktop._dialog.appeared.emit()


def test_a_tour_leaves_a_picture_of_every_screen(dressed, full_template, tmp_path):
    closed = full_template.copy_to(tmp_path)
    assert take_tour(dressed, closed.path, PHRASE, tmp_path / "pictures") == 0
    names = {path.stem for path in (tmp_path / "pictures").glob("*.png")}
    wanted = {"search", "counter", "household", "new_household", "closing", "settings"}
    assert {name.split("-")[1] for name in names} >= wanted
    assert isinstance(dressed.activeWindow(), MainWindow | None)
