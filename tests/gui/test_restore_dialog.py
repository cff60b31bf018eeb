"""Beginning again from a copy, and a file older than the one used last."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from app.services.backups import back_up, back_up_elsewhere, choose_backup_folder
from models.errors import VaultSteppedBack
from tests.support.accessibility import unnamed_widgets
from tests.support.vaults import NOW, PHRASE, open_a_file
from ui.dialogs import older_vault
from ui.dialogs.first_run.wizard import FirstRunWizard
from ui.dialogs.restore import RestoreDialog
from ui.dialogs.unlock import UnlockDialog


@pytest.fixture
def saved(template, tmp_path):
    """A centre with one household and its copy on a stick."""
    closed = template.copy_to(tmp_path)
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    desk = closed.open()
    open_a_file(desk)
    choose_backup_folder(desk, stick)
    back_up_elsewhere(desk)
    back_up(desk)
    desk.close()
    return closed


@pytest.fixture
def stick_copy(saved):
    return saved.path.parent / "KINGSTON" / "san-giuseppe.dapobackup"


@pytest.fixture
def bare(tmp_path):
    """Where the vault will be, on a PC that has none."""
    return tmp_path / "altro computer" / "san-giuseppe.dapo"


@pytest.fixture
def dialog(qtbot, bare):
    made = RestoreDialog(bare)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.reject()


def facts(dialog) -> dict[str, str]:
    lines = dialog.facts._lines
    rows = [lines.itemAt(place).widget().layout() for place in range(lines.count())]
    return {row.itemAt(0).widget().text(): row.itemAt(1).widget().text() for row in rows}


def restore(dialog, copy: Path, secret: str) -> None:
    dialog.choose(copy)
    dialog.secret.set_value(secret)
    dialog.act.click()


def test_a_bare_pc_begins_again_from_the_stick_and_the_recovery_sheet(
    qtbot, dialog, bare, saved, stick_copy
):
    restore(dialog, stick_copy, saved.recovery_key.lower())
    assert dialog.enter.isVisible()
    assert facts(dialog)["Centro"] == "San Giuseppe"
    assert facts(dialog)["Nuclei"] == "1"
    assert "22 novembre 2026" in facts(dialog)["Ultimo lavoro"]
    with qtbot.waitSignal(dialog.opened) as opened:
        dialog.enter.click()
    assert opened.args[0].vault.path == bare
    opened.args[0].close()
    assert dialog.secret.value() is None


def test_a_copy_beside_the_file_opens_with_a_passphrase_too(dialog, saved):
    (copy,) = (saved.path.parent / "san-giuseppe - copie").glob("*.dapo")
    restore(dialog, copy, PHRASE)
    assert facts(dialog)["Nuclei"] == "1"


def test_a_wrong_file_is_told_before_anything_is_typed(dialog, tmp_path):
    wrong = tmp_path / "foto.jpg"
    wrong.write_bytes(b"no backup at all")
    dialog.choose(wrong)
    assert "non è una copia di sicurezza" in dialog.banner.accessibleName()
    assert dialog._box.isHidden()
    assert not dialog.act.isEnabled()


def test_a_wrong_secret_is_told_and_can_be_mended(dialog, bare, saved, stick_copy):
    restore(dialog, stick_copy, "un'altra frase")
    assert "non è quella giusta" in dialog._box._below.text()
    assert not bare.exists()
    dialog.secret.set_value(saved.recovery_key)
    dialog.act.click()
    assert facts(dialog)["Centro"] == "San Giuseppe"


def test_nothing_typed_is_asked_for(dialog, stick_copy):
    dialog.choose(stick_copy)
    dialog.act.click()
    assert "Scrivi la chiave" in dialog._box._below.text()


def test_nothing_chosen_goes_back_to_choosing(dialog):
    dialog.restore()
    assert dialog.ways.currentIndex() == 0


def test_a_damaged_copy_is_told_and_nothing_is_written(dialog, bare, saved, stick_copy):
    content = bytearray(stick_copy.read_bytes())
    content[-40] ^= 1
    stick_copy.write_bytes(content)
    restore(dialog, stick_copy, saved.recovery_key)
    assert "rovinata" in dialog._box._below.text()
    assert "Codice" in dialog._box._below.text()
    assert not bare.exists()


def test_a_file_that_lies_there_is_put_aside_under_the_name_told(qtbot, saved, stick_copy):
    dialog = RestoreDialog(saved.path, stick_copy)
    qtbot.addWidget(dialog)
    dialog.show()
    told = dialog._where.text()
    restore(dialog, stick_copy, saved.recovery_key)
    (aside,) = saved.path.parent.glob("*prima del*.dapo")
    assert aside.name in told
    assert aside.name in dialog.outcome.accessibleName()
    dialog.reject()
    saved.open().close()


def test_stopping_leaves_nothing_and_one_may_try_again(monkeypatch, dialog, bare, stick_copy):
    def stopped(_backup, _secret, _target, told, **_how):
        dialog.reject()
        told("restore", 1, 2)

    monkeypatch.setattr("ui.dialogs.restore.restore_backup", stopped)
    restore(dialog, stick_copy, "una frase qualunque")
    assert dialog.ways.currentIndex() == 0
    assert dialog.act.isEnabled()
    assert not bare.exists()


def test_closing_after_the_restore_closes_the_file(qtbot, bare, saved, stick_copy):
    dialog = RestoreDialog(bare)
    qtbot.addWidget(dialog)
    restore(dialog, stick_copy, saved.recovery_key)
    dialog.reject()
    type(saved)(bare, saved.recovery_key).open().close()


def test_without_a_place_it_goes_to_the_documents(qtbot, stick_copy):
    dialog = RestoreDialog()
    qtbot.addWidget(dialog)
    assert dialog._place() == Path()
    dialog.choose(stick_copy)
    assert dialog._place().name == "san-giuseppe.dapo"
    assert dialog._place().parent.name == "DA.PO"


def test_every_step_of_it_can_be_read_aloud(dialog, stick_copy):
    assert unnamed_widgets(dialog) == []
    dialog.choose(stick_copy)
    assert unnamed_widgets(dialog) == []


@pytest.fixture
def stepped_back(saved):
    """The file of the centre put back as it was before the last work."""
    before = saved.path.read_bytes()
    desk = saved.open(lambda: NOW + timedelta(days=1))
    open_a_file(desk, "Rossi")
    desk.close()
    saved.path.write_bytes(before)
    return saved


@pytest.fixture
def unlock(qtbot, stepped_back):
    made = UnlockDialog([stepped_back.path])
    qtbot.addWidget(made)
    made.show()
    made._field.set_value(PHRASE)
    made.unlock()
    return made


def test_an_older_file_is_told_before_any_edit(unlock):
    assert unlock.older.isVisible()
    assert "più vecchio" in unlock.older.banner.accessibleName()
    told = facts(unlock.older)
    assert "23 novembre 2026" in told["Ultimo lavoro visto su questo computer"]
    assert "22 novembre 2026" in told["Ultimo lavoro in questo file"]
    assert unlock.older.restore.isDefault()
    assert unnamed_widgets(unlock) == []


def test_the_latest_copy_is_proposed_for_it(qtbot, unlock, stepped_back):
    with qtbot.waitSignal(unlock.restore_requested) as asked:
        unlock.older.restore.click()
    vault, copy = asked.args
    assert vault == stepped_back.path
    assert copy.parent.name == "san-giuseppe - copie"


def test_without_copies_none_is_proposed(qtbot, unlock, stepped_back):
    shutil.rmtree(stepped_back.path.parent / "san-giuseppe - copie")
    with qtbot.waitSignal(unlock.restore_requested) as asked:
        unlock.older.restore.click()
    assert asked.args == [stepped_back.path, None]


def test_it_opens_nonetheless_only_when_asked_twice(qtbot, monkeypatch, unlock):
    monkeypatch.setattr(older_vault, "confirm", lambda *_words: False)
    with qtbot.assertNotEmitted(unlock.opened):
        unlock.older.insist.click()
    monkeypatch.setattr(older_vault, "confirm", lambda *_words: True)
    with qtbot.waitSignal(unlock.opened) as opened:
        unlock.older.insist.click()
    opened.args[0].close()


def test_leaving_it_alone_changes_nothing(qtbot, unlock, stepped_back):
    before = stepped_back.path.read_bytes()
    with qtbot.waitSignal(unlock.rejected):
        unlock.older.leave.click()
    assert stepped_back.path.read_bytes() == before


def test_a_page_changed_while_closed_is_told_otherwise(qtbot):
    page = older_vault.OlderVaultPage()
    qtbot.addWidget(page)
    page.show_step_back(VaultSteppedBack(path="x", reason="pages", seen_at=NOW, found_at=None))
    assert "toccato mentre era chiuso" in page.banner.accessibleName()
    assert facts(page)["Ultimo lavoro in questo file"] == "–"


def test_a_failure_after_insisting_goes_back_to_the_passphrase(unlock):
    unlock.tell_failure(OSError(5, "gone"))
    assert not unlock.older.isVisible()
    assert unlock._box._below.text()


def test_the_first_windows_lead_to_it_and_back(desktop, settings, saved):
    desktop.start()
    assert isinstance(desktop._dialog, FirstRunWizard)
    desktop._dialog.restore_requested.emit()
    assert isinstance(desktop._dialog, RestoreDialog)
    settings.remember_vault(saved.path)
    desktop._dialog.left.emit()
    assert isinstance(desktop._dialog, UnlockDialog)


def test_a_restored_centre_opens_its_window(desktop, bare, saved, stick_copy):
    desktop.restore(bare, stick_copy)
    desktop._dialog.secret.set_value(saved.recovery_key)
    desktop._dialog.restore()
    desktop._dialog.enter.click()
    assert desktop._window.isVisible()
    assert desktop._desk.vault.path == bare


@pytest.mark.parametrize("pattern", ["KINGSTON/*.dapobackup", "*copie/*.dapo"])
def test_the_moment_told_is_the_copy_s_own_and_not_the_disk_s(dialog, saved, pattern):
    (copy,) = saved.path.parent.glob(pattern)
    os.utime(copy, (1_500_000_000, 1_500_000_000))
    dialog.choose(copy)
    assert "22 novembre 2026" in dialog.banner.accessibleName()


def test_a_copy_named_anew_is_told_with_the_disk_s_moment(dialog, saved):
    (copy,) = saved.path.parent.glob("*copie/*.dapo")
    named = copy.with_name("copia vecchia.dapo")
    for ending in ("", ".keys"):
        shutil.copy(f"{copy}{ending}", f"{named}{ending}")
    os.utime(named, (1_500_000_000, 1_500_000_000))
    dialog.choose(named)
    assert "14 luglio 2017" in dialog.banner.accessibleName()
