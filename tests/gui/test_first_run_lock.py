"""Nobody is there during the first run: no recovery key stays in sight, no file stays open."""

import pytest

from app.services.vaults import open_with_recovery_key
from tests.gui.drivers import to_the_sheet
from ui.dialogs.paper_preview import PaperPreview
from ui.dialogs.recovery_sheet import RecoverySheetDialog
from ui.dialogs.unlock import UnlockDialog


def leave(desktop) -> None:
    desktop.absence.began.emit()


def unlock(desktop, phrase: str) -> RecoverySheetDialog | None:
    """Open the file again; the new sheet that is offered, if one is."""
    desktop._dialog._field.set_value(phrase)
    desktop._dialog.unlock()
    return desktop._window.findChild(RecoverySheetDialog)


@pytest.fixture
def first_run(desktop, monkeypatch, tmp_path):
    """The first run with the recovery key on the screen, and that key."""
    monkeypatch.setattr("ui.dialogs.first_run.wizard._documents", lambda: tmp_path / "new")
    desktop.first_run()
    return desktop, to_the_sheet(desktop._dialog)


def idle_for(desktop, seconds: float) -> None:
    desktop._watch._seen_at = desktop._watch._clock() - seconds
    desktop._watch.look()


def test_a_recovery_key_on_the_screen_goes_when_nobody_is_there(first_run):
    desktop, key = first_run
    wizard = desktop._dialog
    wizard.recovery.print.click()
    idle_for(desktop, 200)
    assert wizard.isVisible()
    idle_for(desktop, 300)
    assert not wizard.isVisible()
    assert not any(paper.isVisible() for paper in wizard.findChildren(PaperPreview))
    assert key[:4] not in wizard.recovery._shown.text()
    assert isinstance(desktop._dialog, UnlockDialog)
    open_with_recovery_key(wizard.centre.path(), key).close()


def test_a_screen_locked_over_the_recovery_key_closes_the_file_too(first_run):
    desktop, key = first_run
    path = desktop._dialog.centre.path()
    leave(desktop)
    open_with_recovery_key(path, key).close()


def test_a_sheet_not_typed_back_is_asked_for_after_the_passphrase_until_it_is(first_run, settings):
    desktop, _ = first_run
    phrase, path = desktop._dialog.coordinator.phrase.value(), desktop._dialog.centre.path()
    leave(desktop)
    assert settings.now.vaults == (str(path),)
    shown = unlock(desktop, phrase).step._shown
    assert shown.text()
    leave(desktop)
    assert not shown.text()
    sheet = unlock(desktop, phrase)
    key = sheet._key
    sheet.step.typed.set_value(key[-9:])
    sheet.save()
    leave(desktop)
    open_with_recovery_key(path, key).close()
    assert unlock(desktop, phrase) is None


def test_a_sheet_typed_back_before_the_lock_is_not_asked_for_again(first_run):
    desktop, key = first_run
    wizard = desktop._dialog
    phrase = wizard.coordinator.phrase.value()
    wizard.recovery.typed.set_value(key[-9:])
    wizard.forward()
    leave(desktop)
    assert unlock(desktop, phrase) is None


def test_a_phrase_half_chosen_in_the_first_run_goes_when_the_person_goes(desktop):
    desktop.first_run()
    wizard = desktop._dialog
    wizard.coordinator.phrase.suggest()
    leave(desktop)
    assert wizard.coordinator.phrase.value() == wizard.coordinator.phrase._suggested.text() == ""
    assert desktop._dialog is wizard
