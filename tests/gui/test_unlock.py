"""Unlocking: the right phrase, the wrong one, the recovery sheet, a file that is something else."""

import pytest

from app.services.vaults import open_vault
from tests.support.accessibility import unnamed_widgets
from tests.support.vaults import PHRASE
from ui.dialogs.unlock import UnlockDialog
from ui.jobs import ThreadLanes, use_lanes


@pytest.fixture
def closed(template, tmp_path):
    return template.copy_to(tmp_path)


@pytest.fixture
def dialog(qtbot, closed):
    made = UnlockDialog([closed.path])
    qtbot.addWidget(made)
    made.show()
    return made


def write_phrase(qtbot, dialog, phrase):
    dialog._field.edit.clear()
    qtbot.keyClicks(dialog._field.edit, phrase)


def test_the_right_passphrase_and_enter_open_the_centre(qtbot, dialog):
    write_phrase(qtbot, dialog, PHRASE)
    with qtbot.waitSignal(dialog.opened) as opened:
        dialog._field.edit.returnPressed.emit()
    desk = opened.args[0]
    assert desk.centre == "San Giuseppe"
    desk.close()
    assert dialog._field.value() is None


def test_the_window_answers_while_the_key_is_derived(qtbot, dialog):
    lanes = ThreadLanes()
    use_lanes(lanes)
    write_phrase(qtbot, dialog, PHRASE)
    with qtbot.waitSignal(dialog.opened, timeout=20_000) as opened:
        dialog.unlock()
        assert not dialog._ways.isEnabled()
        assert dialog._busy.isVisible()
    opened.args[0].close()
    lanes.close()
    assert dialog._ways.isEnabled()


def test_a_wrong_passphrase_is_told_in_plain_words_and_can_be_mended(qtbot, dialog):
    write_phrase(qtbot, dialog, "gatto vulcano lampada")
    dialog.unlock()
    told = dialog._box._below.text()
    assert "non è quella giusta" in told
    assert "Codice" not in told
    assert dialog._field.edit.hasSelectedText()


def test_an_empty_passphrase_is_not_tried(qtbot, dialog):
    with qtbot.assertNotEmitted(dialog.opened):
        dialog.unlock()
    assert dialog._box._below.text() == "Scrivi la frase segreta"


def test_a_file_of_another_program_is_told_with_a_code_to_read(qtbot, dialog, tmp_path):
    other = tmp_path / "ricette.dapo"
    other.write_bytes(b"SQLite format 3\0" + bytes(4096))
    (tmp_path / "ricette.dapo.keys").write_bytes(b"{}")
    dialog.offer(other)
    write_phrase(qtbot, dialog, PHRASE)
    dialog.unlock()
    told = dialog._box._below.text()
    assert "Codice da leggere al telefono" in told
    assert "al sicuro" in told


def test_a_vault_open_in_another_window_is_told(qtbot, dialog, closed):
    desk = closed.open()
    write_phrase(qtbot, dialog, PHRASE)
    dialog.unlock()
    assert "già aperti" in dialog._box._below.text()
    desk.close()


def test_the_recovery_sheet_opens_and_sets_a_new_passphrase(qtbot, dialog, closed):
    dialog._switch.click()
    dialog._key.set_value(closed.recovery_key.lower().replace("-", " "))
    dialog._new.first.set_value("lago sasso vento carta neve")
    dialog._new.again.set_value("lago sasso vento carta neve")
    with qtbot.waitSignal(dialog.opened) as opened:
        dialog.recover()
    opened.args[0].close()
    open_vault(closed.path, "lago sasso vento carta neve").close()


def test_a_letter_wrong_in_the_recovery_key_is_told_beside_it(dialog, closed):
    dialog._switch.click()
    dialog._key.set_value(closed.recovery_key[:-1] + "*")
    dialog._new.first.set_value("lago sasso vento carta neve")
    dialog._new.again.set_value("lago sasso vento carta neve")
    dialog.recover()
    assert "lettera sbagliata" in dialog._key_box._below.text()


def test_two_passphrases_that_differ_are_told_before_anything_is_opened(qtbot, dialog, closed):
    dialog._switch.click()
    dialog._key.set_value(closed.recovery_key)
    dialog._new.first.set_value("lago sasso vento")
    dialog._new.again.set_value("lago sasso veneto")
    with qtbot.assertNotEmitted(dialog.opened):
        dialog.recover()
    assert "non sono uguali" in dialog._new._again_box._below.text()


def test_another_file_can_be_chosen(dialog, tmp_path):
    dialog.offer(tmp_path / "san-pio-x.dapo")
    assert dialog._choice.combo.currentText() == "San Pio X"
    assert dialog._place.text() == str(tmp_path)


def test_it_tells_once_that_it_has_appeared(qtbot, closed):
    dialog = UnlockDialog([closed.path])
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.appeared):
        dialog.show()
        dialog.grab()


def test_every_way_in_can_be_read_aloud(dialog):
    assert unnamed_widgets(dialog) == []
    dialog._switch.click()
    assert unnamed_widgets(dialog) == []
