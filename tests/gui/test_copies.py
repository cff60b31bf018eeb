"""Copies on the screens: at home, in the settings, the quiet one, the one offered at leaving."""

import dataclasses
import errno
from datetime import timedelta

import pytest

from app.bootstrap.quiet_backup import QuietBackup
from app.services import backups as services
from app.services.backups import (
    back_up,
    back_up_elsewhere,
    backup_state,
    backups_beside,
    choose_backup_folder,
)
from app.services.operators import add_operator
from app.services.vaults import open_vault
from models.errors import DiskFull, VaultReadOnly
from tests.support.accessibility import unnamed_widgets
from tests.support.people import DINA
from tests.support.vaults import NOW
from ui.dialogs.parting_copy import PartingCopy
from ui.pages.overview_cards import CopyLine
from ui.pages.search_page import SearchPage
from ui.pages.settings import backups_section
from ui.pages.settings.backups_section import BackupsSection
from ui.pages.settings_page import SettingsPage


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "KINGSTON"
    folder.mkdir()
    return folder


@pytest.fixture
def section(qtbot, desk):
    made = BackupsSection(desk)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    return made


def later(desk, **how):
    """The same desk, some time on."""
    return dataclasses.replace(desk, clock=lambda: NOW + timedelta(**how))


def told(section) -> str:
    return section.banner.accessibleName()


def test_the_first_page_says_how_old_the_copies_are(qtbot, desk, stick):
    choose_backup_folder(desk, stick)
    back_up_elsewhere(desk)
    back_up(later(desk, days=12))
    page = SearchPage(later(desk, days=12))
    qtbot.addWidget(page)
    page.reload()
    words = page.copies._words.accessibleName()
    assert words == "Ultima copia: oggi · sulla chiavetta: 12 giorni fa"
    assert page.copies._picture._name == "shield-check"
    with qtbot.waitSignal(page.page_requested) as asked:
        page.copies._words.linkActivated.emit("copies")
    assert asked.args == ["settings", "backups"]


@pytest.mark.parametrize(("days", "picture"), [(14, "shield-check"), (15, "triangle-alert")])
def test_a_copy_older_than_a_fortnight_is_told_in_attention(qtbot, desk, stick, days, picture):
    choose_backup_folder(desk, stick)
    back_up_elsewhere(desk)
    line = CopyLine()
    qtbot.addWidget(line)
    line.show_copies(backup_state(desk), NOW.date() + timedelta(days=days))
    assert line._picture._name == picture


def test_a_copy_never_made_is_told_in_attention(qtbot, desk):
    line = CopyLine()
    qtbot.addWidget(line)
    line.show_copies(backup_state(desk), NOW.date())
    assert "mai" in line._words.accessibleName()
    assert line._picture._name == "triangle-alert"


def test_a_copy_is_made_now_and_listed(section):
    assert section.table.rows() == []
    assert not section.rehearse.isEnabled()
    section.copy.click()
    assert told(section).startswith("Copia fatta e controllata. 22 novembre 2026")
    section.reload()
    (row,) = section.table.rows()
    assert row.cells[1] == "qui"
    assert section.rehearse.isEnabled()
    assert not section.progress.isVisible()


def test_only_the_newest_copies_are_listed_and_the_others_counted(monkeypatch, section, desk):
    monkeypatch.setattr(backups_section, "_LISTED", 1)
    for days in range(3):
        back_up(later(desk, days=days))
    section.reload()
    assert len(section.table.rows()) == 1
    assert section._older.text() == "E altre 2 più vecchie, nella cartella accanto al file."


def test_without_a_folder_the_stick_waits_and_says_why(section, stick):
    assert not section.stick.isEnabled()
    assert "Prima scegli" in section.stick.toolTip()
    section.use_folder(stick)
    section.reload()
    assert section.stick.isEnabled()
    section.stick.click()
    section.reload()
    assert [row.cells[1] for row in section.table.rows()] == ["chiavetta"]
    assert (stick / "san-giuseppe.dapobackup").exists()


def test_a_folder_that_is_none_is_told(section, tmp_path):
    section.use_folder(tmp_path / "gone")
    assert "Questa cartella non c'è" in told(section)


def test_a_stick_taken_out_is_told_plainly(section, stick):
    section.use_folder(stick)
    section.reload()
    stick.rmdir()
    section.stick.click()
    assert "La chiavetta non è inserita" in told(section)
    assert section.stick.isEnabled()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DiskFull(path="x", errno=errno.ENOSPC), "Sulla chiavetta non c'è posto"),
        (VaultReadOnly(path="x", errno=errno.EROFS), "Sulla chiavetta non si può scrivere"),
    ],
)
def test_a_full_or_locked_stick_is_told_plainly(monkeypatch, section, stick, error, words):
    section.use_folder(stick)
    section.reload()

    def fail(*_told):
        raise error

    monkeypatch.setattr("models.storage.restore.write_compact_copy", fail)
    section.stick.click()
    assert words in told(section)
    assert "Codice da leggere" in told(section)


def test_a_rehearsal_says_what_the_copy_holds(full_desk, qtbot):
    back_up(full_desk)
    section = BackupsSection(full_desk)
    qtbot.addWidget(section)
    section.reload()
    section.rehearse.click()
    assert "Questa copia funziona" in told(section)
    lines = section.found._lines
    facts = {
        lines.itemAt(n).widget().layout().itemAt(0).widget().text(): lines.itemAt(n)
        .widget()
        .layout()
        .itemAt(1)
        .widget()
        .text()
        for n in range(lines.count())
    }
    assert (facts["Centro"], facts["Nuclei"]) == ("San Giuseppe", "425")
    assert not list(full_desk.vault.path.parent.glob("prova-*"))


def test_a_damaged_copy_is_told_by_its_rehearsal(section, desk):
    line = back_up(desk)
    section.reload()
    content = bytearray(line.path.read_bytes())
    content[6000] ^= 1
    line.path.write_bytes(content)
    section.table.link_pressed.emit(line.path, 3)
    assert "rovinat" in told(section)


def test_a_copy_can_be_cancelled_and_those_before_stay(monkeypatch, section, desk):
    back_up(desk)
    section.reload()

    def cancelled(_desk, told):
        section._cancel()
        told("backup", 1, 2)

    monkeypatch.setattr("ui.pages.settings.backups_section.back_up", cancelled)
    words = []
    section.told.connect(words.append)
    section.copy.click()
    assert "Interrotto" in words[0]
    assert len(backups_beside(desk.vault.path)) == 1
    assert section.copy.isEnabled()


def test_a_volunteer_makes_copies_here_and_is_told_who_does_the_rest(qtbot, desk, stick):
    choose_backup_folder(desk, stick)
    add_operator(desk, DINA)
    desk.close()
    hers = open_vault(desk.vault.path, DINA.passphrase)
    section = BackupsSection(hers)
    qtbot.addWidget(section)
    section.reload()
    assert section.copy.isEnabled()
    assert "coordinatore" in section.choose.toolTip()
    assert "segreteria" in section.stick.toolTip()
    assert not section.choose.isEnabled()
    assert not section.stick.isEnabled()
    hers.close()


def test_the_home_page_leads_to_the_copies(qtbot, desk, settings):
    page = SettingsPage(desk, settings)
    qtbot.addWidget(page)
    page.resize(1366, 600)
    page.show()
    page.open_with("backups")
    qtbot.waitUntil(lambda: not page._aim)
    assert page.backups.isVisible()
    assert page.backups.visibleRegion().boundingRect().top() < 10


def test_every_button_of_the_copies_can_be_read_aloud(section, desk):
    back_up(desk)
    section.reload()
    assert unnamed_widgets(section) == []


def test_the_day_s_copy_is_made_quietly_once(desk):
    quiet = QuietBackup(desk)
    quiet.begin()
    assert len(backups_beside(desk.vault.path)) == 1
    QuietBackup(desk).begin()
    assert len(backups_beside(desk.vault.path)) == 1


def test_invented_people_are_not_copied(desk):
    QuietBackup(dataclasses.replace(desk, is_trial=True)).begin()
    assert backups_beside(desk.vault.path) == ()


def test_a_quiet_copy_stopped_before_it_began_writes_nothing(desk):
    quiet = QuietBackup(desk)
    quiet.stop()
    quiet.begin()
    quiet.wait()
    assert backups_beside(desk.vault.path) == ()


def test_a_quiet_copy_that_fails_is_told_with_what_to_do(qtbot, monkeypatch, desk):
    def full(*_told):
        raise DiskFull(path="x")

    monkeypatch.setattr("app.bootstrap.quiet_backup.back_up", full)
    quiet = QuietBackup(desk)
    with qtbot.waitSignal(quiet.failed) as failed:
        quiet.begin()
    assert "non è riuscita" in failed.args[0]
    assert "Libera un po' di spazio" in failed.args[0]


@pytest.fixture
def parting(qtbot, desk, stick):
    choose_backup_folder(desk, stick)
    made = PartingCopy(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def test_whoever_leaves_is_offered_the_copy_and_it_is_made(qtbot, parting, stick):
    assert "mai" in parting._words.text()
    with qtbot.waitSignal(parting.accepted):
        parting.copy.click()
    assert (stick / "san-giuseppe.dapobackup").exists()


def test_whoever_leaves_may_do_without(qtbot, parting, stick):
    with qtbot.waitSignal(parting.rejected):
        parting.leave.click()
    assert not list(stick.iterdir())
    assert unnamed_widgets(parting) == []


def test_nobody_answering_leaves_without_a_copy(qtbot, parting):
    with qtbot.waitSignal(parting.rejected):
        parting._patience.timeout.emit()


def test_a_copy_that_fails_at_leaving_is_told_and_one_can_still_leave(qtbot, monkeypatch, parting):
    def full(*_told):
        raise DiskFull(path="x")

    monkeypatch.setattr("models.storage.restore.write_compact_copy", full)
    parting.copy.click()
    assert "Sulla chiavetta non c'è posto" in parting.banner.accessibleName()
    with qtbot.waitSignal(parting.rejected):
        parting.leave.click()


def test_the_copy_at_leaving_can_be_stopped(qtbot, monkeypatch, parting, stick):
    def stopped(_desk, told):
        parting.reject()
        told("backup", 1, 2)

    monkeypatch.setattr("ui.dialogs.parting_copy.back_up_elsewhere", stopped)
    with qtbot.waitSignal(parting.accepted):
        parting.begin()
    assert not list(stick.iterdir())
    assert services.backup_state(parting._desk).elsewhere is None


def test_a_folder_on_the_file_s_own_disk_is_told(monkeypatch, section, stick):
    assert not section.same_disk.isVisible()
    section.use_folder(stick)
    section.reload()
    assert section.same_disk.isVisible()
    assert "stesso disco" in section.same_disk.accessibleName()
    monkeypatch.setattr("app.services.vault_place._disk", str)
    section.reload()
    assert not section.same_disk.isVisible()
