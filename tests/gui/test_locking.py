"""Locked means locked: the vault closed, its keys gone, nothing half written lost."""

import weakref

import pytest
from PySide6.QtGui import QGuiApplication

from app.services.aid import record_aid
from app.services.merging import compare, merge_households
from models.errors import DiskFull
from models.records.aid import RecordAid
from models.records.merging import MergeHouseholds
from tests.support.vaults import PHRASE, open_a_file
from ui.dialogs.restore import RestoreDialog
from ui.dialogs.unlock import UnlockDialog
from ui.jobs import use_lanes
from ui.messages import FaultBox, tell_native_fault


@pytest.fixture
def desktop(desktop, closed):
    desktop.start(closed.path, PHRASE)
    return desktop


@pytest.fixture
def family(desktop):
    return open_a_file(desktop._desk)


def unlock(desktop) -> None:
    desktop._dialog._field.set_value(PHRASE)
    desktop._dialog.unlock()


def leave(desktop) -> None:
    desktop.absence.began.emit()


def merge_while_away(desktop, closed, kept, merged) -> None:
    """Somebody else unites two files while the desktop is locked."""
    leave(desktop)
    desk = closed.open()
    found = compare(desk, kept, merged)
    revisions = {"kept_revision": found.kept.revision, "merged_revision": found.merged.revision}
    merge_households(desk, MergeHouseholds(kept, merged, **revisions, same=found.same))
    desk.close()
    unlock(desktop)


def test_sleep_closes_the_vault_and_nobody_holds_its_keys_any_more(qtbot, desktop, closed):
    vault = weakref.ref(desktop._desk.vault)
    leave(desktop)
    assert isinstance(desktop._dialog, UnlockDialog)
    closed.open().close()
    qtbot.waitUntil(lambda: vault() is None)


def test_the_pc_sleeps_only_once_the_vault_is_closed(monkeypatch, desktop, closed):
    waiting, slept = [], []

    class Later:
        def submit(self, _lane, body) -> None:
            waiting.append(body)

        def close(self) -> None:
            waiting.clear()

    use_lanes(Later())
    monkeypatch.setattr(desktop.absence, "let_sleep", lambda: slept.append(True))
    leave(desktop)
    assert slept == []
    for body in waiting:
        body()
    assert slept == [True]
    closed.open().close()


def test_no_box_that_stands_alone_stays_on_the_screen(dressed, desktop):
    tell_native_fault("X")
    leave(desktop)
    assert not any(isinstance(w, FaultBox) and w.isVisible() for w in dressed.topLevelWidgets())


def test_what_was_copied_leaves_the_clipboard(desktop):
    QGuiApplication.clipboard().setText("Abdel Rahman")
    leave(desktop)
    assert QGuiApplication.clipboard().text() == ""


def test_a_new_household_half_written_is_found_again(desktop):
    desktop._window.go("new_household", "")
    page = desktop._window.page("new_household")
    page.form.field("surname").edit.setText("Abdel Ra")
    page.form.field("born").edit.setText("5/3/19")
    page.newcomers.lines[0].given_name.edit.setText("Heba")
    page.consents["file"].box.setChecked(True)
    page.isee.field.edit.setText("8.4")
    leave(desktop)
    unlock(desktop)
    page = desktop._window.page("new_household")
    assert desktop._window._here == "new_household"
    assert page.form.field("surname").edit.text() == "Abdel Ra"
    assert page.form.field("born").edit.text() == "5/3/19"
    assert page.newcomers.lines[0].given_name.value() == "Heba"
    assert page.consents["file"].value()
    assert page.isee.field.edit.text() == "8.4"
    assert not page.consents["register"].value()


@pytest.mark.parametrize(
    ("tab", "field", "text"),
    [
        ("members", "given_name", "Salm"),
        ("aid", "purpose", "bolletta di nov"),
        ("needs", "notes", "cerca una st"),
        ("economy", "dsu_on", "12/"),
        ("reserved", "text", "Ha chiamato l'assist"),
    ],
)
def test_a_form_beside_a_list_is_found_again_as_it_stood(desktop, family, tab, field, text):
    desktop._window.go("household", (family, tab))
    desktop._window.page("household").tab(tab).open_item("new")
    desktop._window.page("household").tab(tab).side.form.field(field).write([text])
    leave(desktop)
    unlock(desktop)
    tab_again = desktop._window.page("household").tab(tab)
    assert tab_again.is_being_written()
    assert tab_again.side.form.field(field).written() == [text]


def test_an_amendment_is_given_back_to_what_was_being_amended(desktop, family):
    desktop._window.go("household", (family, "members"))
    tab = desktop._window.page("household").tab("members")
    heba = tab.file.members[1].member_id
    tab.open_item(heba)
    tab.side.form.field("nickname").edit.setText("Hebi")
    leave(desktop)
    unlock(desktop)
    tab = desktop._window.page("household").tab("members")
    tab.side.save()
    assert [member.nickname for member in tab.file.members if member.member_id == heba] == ["Hebi"]


def test_the_details_of_a_household_with_its_telephones_are_given_back(desktop, family):
    desktop._window.go("household", (family, "details"))
    form = desktop._window.page("household").tab("details").form
    form.field("notes").edit.setPlainText("Citofono ro")
    phones = form.field("phones")
    phones._add_and_enter()
    phones._lines[-1][0].number.edit.setText("333 12")
    leave(desktop)
    unlock(desktop)
    form = desktop._window.page("household").tab("details").form
    assert form.field("notes").written() == ["Citofono ro"]
    assert form.field("phones").written()[-2:] == ["333 12", ""]


def test_the_privacy_of_the_centre_half_written_is_found_again(desktop):
    desktop._window.go("settings", "privacy")
    form = desktop._window.page("settings").privacy.form
    form.field("officer").edit.setText("dott. Fer")
    form.field("months_after_aid").edit.setText("1x")
    leave(desktop)
    unlock(desktop)
    section = desktop._window.page("settings").privacy
    assert desktop._window._here == "settings"
    assert section.form.field("officer").edit.text() == "dott. Fer"
    assert section.form.field("months_after_aid").edit.text() == "1x"
    assert section.form.field("controller").value() == "San Giuseppe"
    section.forget()
    leave(desktop)
    unlock(desktop)
    assert desktop._window._here == "search"


@pytest.mark.parametrize("is_amended", [False, True])
def test_what_was_written_in_a_file_merged_meanwhile_is_found_in_the_one_that_stays(
    desktop, closed, family, is_amended
):
    other = open_a_file(desktop._desk, number="0904", card="SM0999")
    aid = record_aid(desktop._desk, RecordAid(other, "food"))
    desktop._window.go("household", (other, "aid"))
    tab = desktop._window.page("household").tab("aid")
    tab.open_item(aid if is_amended else "new")
    tab.side.form.field("purpose").write(["bolletta di nov"])
    merge_while_away(desktop, closed, family, other)
    page = desktop._window.page("household")
    assert page.tab("aid").file.household_id == family
    assert page.tab("aid").side.form.field("purpose").written() == ["bolletta di nov"]
    assert "Ritrovi" in desktop._window._strip._words.text()


def test_details_of_a_file_merged_meanwhile_write_over_nothing_and_it_is_said(
    desktop, closed, family
):
    other = open_a_file(desktop._desk, number="0904", card="SM0999")
    desktop._window.go("household", (other, "details"))
    desktop._window.page("household").tab("details").form.field("label").write(["del mercato"])
    merge_while_away(desktop, closed, family, other)
    page = desktop._window.page("household")
    assert page.tab("details").form.field("label").written() != ["del mercato"]
    assert not page.tab("details").is_being_written()
    assert "unita a questa" in desktop._window._strip._words.text()


def test_a_disk_that_is_full_does_not_stop_the_lock(monkeypatch, caplog, desktop, closed):
    def full(*_told):
        raise DiskFull(path="x")

    desktop._window.go("new_household", "Abdel")
    desktop._window.page("new_household").form.field("nickname").edit.setText("Abdel")
    monkeypatch.setattr("app.services.drafts.keep_drafts", full)
    leave(desktop)
    closed.open().close()
    assert "Abdel" not in caplog.text


def test_closing_the_window_keeps_what_was_written_too(desktop, closed):
    desktop._window.go("new_household", "")
    desktop._window.page("new_household").form.field("nickname").edit.setText("Abdel")
    desktop._window.close()
    desktop._desk.close()
    desktop._desk = desktop._window = None
    desktop.start(closed.path, PHRASE)
    assert desktop._window._here == "new_household"


def test_a_session_that_ends_keeps_what_was_written(desktop, closed):
    desktop._window.go("new_household", "")
    desktop._window.page("new_household").form.field("nickname").edit.setText("Abdel")
    desktop._end()
    desktop._desk = None
    desktop._window.hide()
    desktop._window = None
    desktop.start(closed.path, PHRASE)
    assert desktop._window.page("new_household").form.field("nickname").value() == "Abdel"


def test_another_language_loses_nothing(qtbot, desktop, settings):
    desktop._window.go("new_household", "")
    desktop._window.page("new_household").form.field("nickname").edit.setText("Abdel")
    before = desktop._window
    settings.change(language="en")
    qtbot.waitUntil(lambda: desktop._window is not before)
    assert desktop._window.page("new_household").form.field("nickname").value() == "Abdel"


def test_a_passphrase_half_typed_goes_when_the_person_goes(desktop):
    leave(desktop)
    desktop._dialog._field.set_value("gatto vulc")
    leave(desktop)
    assert desktop._dialog._field.value() is None


def test_a_vault_opened_to_look_at_a_copy_is_closed_too(desktop):
    leave(desktop)
    desktop.restore()
    closed = []

    class Opened:
        def close(self) -> None:
            closed.append(True)

    dialog = desktop._dialog
    assert isinstance(dialog, RestoreDialog)
    dialog._desk = Opened()
    leave(desktop)
    assert closed == [True]
    assert isinstance(desktop._dialog, UnlockDialog)


def test_a_second_start_brings_what_is_there_to_the_front(desktop):
    desktop._window.showMinimized()
    desktop.come_to_front()
    assert not desktop._window.isMinimized()


def test_two_forms_half_written_in_one_file_are_both_found_again(desktop, family):
    page = desktop._window.page("household")
    desktop._window.go("household", (family, "details"))
    page.tab("details").form.field("label").write(["quelli del mer"])
    desktop._window.go("household", (family, "needs"))
    page.tab("needs").open_item("new")
    page.tab("needs").side.form.field("notes").write(["cerca una st"])
    leave(desktop)
    unlock(desktop)
    page = desktop._window.page("household")
    assert page.tab("details").form.field("label").written() == ["quelli del mer"]
    assert page.tab("needs").side.form.field("notes").written() == ["cerca una st"]
