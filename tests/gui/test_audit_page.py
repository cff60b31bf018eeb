"""Registro delle attività: read as it is needed, chosen by kind and person, verified, taken out."""

import pytest
from sqlalchemy import insert, text

from app.services.household_file import household_file
from app.services.merging import compare, merge_households
from app.services.search import search
from models.entities import AuditEntry
from models.records.audit import AuditFinding
from models.records.merging import MergeHouseholds
from tests.gui.drivers import open_window
from tests.support.accessibility import unnamed_widgets
from tests.support.household_screen import rows
from tests.support.vaults import open_a_file
from ui.labels.audit import finding_words
from ui.pages.audit_page import AuditPage
from ui.widgets.allowed import is_allowed

CODE = "RSSMRA80A01F205X"


@pytest.fixture
def page(qtbot, desk, family):
    household_file(desk, family)
    search(desk, CODE)
    made = AuditPage(desk)
    qtbot.addWidget(made)
    made.resize(1290, 768)
    made.show()
    made.open_with(None)
    made.reload()
    return made


def deeds(page: AuditPage) -> list[str]:
    return [row[2] for row in rows(page.table)]


def test_what_was_done_is_told_in_words_with_the_newest_first(page):
    assert deeds(page)[:3] == [
        "Ricerca per codice: codice fiscale, trovati: 0",
        "Scheda aperta",
        "Scheda nuova",
    ]
    assert rows(page.table)[1][1:4] == ["volontaria 3", "Scheda aperta", "0217"]
    assert CODE not in str(rows(page.table))
    assert unnamed_widgets(page) == []


def test_lines_are_chosen_by_kind_number_and_day(page, desk):
    open_a_file(desk, number="9")
    page.kind.set_value("searches")
    assert deeds(page) == ["Ricerca per codice: codice fiscale, trovati: 0"]
    page.kind.set_value("")
    page.number.edit.setText("9")
    page.number.edit.editingFinished.emit()
    assert deeds(page) == ["Scheda nuova"]
    page.number.edit.clear()
    page.number.edit.editingFinished.emit()
    assert len(deeds(page)) > 3
    page.last.edit.setText("01/11/2026")
    page.last.edit.editingFinished.emit()
    assert deeds(page) == []


def test_a_number_that_nobody_has_is_told(page, qtbot):
    page.number.edit.setText("4711")
    with qtbot.waitSignal(page.told) as told:
        page.number.edit.editingFinished.emit()
    assert "questo numero" in told.args[0]


def test_a_line_opens_the_file_it_is_about(page, qtbot, family):
    with qtbot.waitSignal(page.page_requested) as asked:
        page.table.link_pressed.emit(page.table.rows()[1].key, 3)
    assert asked.args == ["household", family]
    page.table.row_opened.emit(page.table.rows()[0].key)


def test_a_line_about_a_merged_file_opens_the_surviving_one(qtbot, dressed, desk, settings, family):
    other = open_a_file(desk, number="9")
    found = compare(desk, family, other)
    read = found.kept.revision, found.merged.revision
    merge_households(desk, MergeHouseholds(family, other, *read, found.same))
    window = open_window(dressed, desk, settings)
    qtbot.addWidget(window)
    window.go("household", other)
    assert window.page("household").head.names.text() == "Abdel Rahman Mahmoud · Ibrahim Heba"
    assert window.page("household")._household_id == family


def test_a_long_log_is_read_on_when_its_last_lines_come_into_sight(page, desk):
    with desk.vault._writer.begin() as connection:
        last = connection.scalar(text("SELECT max(sequence) FROM audit_entry"))
        more = [
            {
                "sequence": last + 1 + at,
                "at": "2026-11-22T10:00:00.000000Z",
                "action": "open_file",
                "detail": "",
                "digest": b"",
                "operator_id": None,
                "subject": None,
            }
            for at in range(900)
        ]
        connection.execute(insert(AuditEntry), more)
    page.reload()
    shown = [len(page.table.rows())]
    while len(shown) < 9 and (len(shown) < 2 or shown[-1] > shown[-2]):
        page.table.sheet.scrollToBottom()
        shown.append(len(page.table.rows()))
    assert shown[0] == 200
    assert shown[-1] == last + 900
    numbers = [int(row[4]) for row in rows(page.table)]
    assert numbers == sorted(numbers, reverse=True)


def test_verifying_tells_that_the_log_is_whole_or_which_line_is_not(page, desk):
    page.check.click()
    assert page.finding.isVisible()
    assert "è intero" in page.finding.accessibleName()
    assert deeds(page)[0].startswith("Registro delle attività verificato: intero:")
    with desk.vault._writer.begin() as connection:
        connection.execute(text("UPDATE audit_entry SET detail = 'x' WHERE sequence = 2"))
    page.check.click()
    assert page.finding.accessibleName().startswith("La riga 2 (intorno al 22 novembre 2026)")
    assert page.check.isEnabled()
    assert not page.progress.isVisible()
    for kind, words in (("deleted", "tolta"), ("reordered", "spostata"), ("cut", "tagliato")):
        assert words in finding_words(AuditFinding(9, "ab", kind, 3))[0]


def test_the_lines_chosen_are_taken_out_and_that_is_a_line_too(page, qtbot, tmp_path):
    page.kind.set_value("openings")
    with qtbot.waitSignal(page.told):
        page.write(tmp_path / "log.csv")
    lines = (tmp_path / "log.csv").read_text("utf-8-sig").splitlines()
    assert lines[1].split(";")[2:] == ["volontaria 3", "Scheda aperta", "", "0217"]
    page.kind.set_value("")
    assert deeds(page)[0] == "Registro delle attività esportato: 1"
    page._ask_where()


def test_the_settings_lead_to_it_for_who_may(qtbot, dressed, desk, settings):
    window = open_window(dressed, desk, settings)
    qtbot.addWidget(window)
    window.go("settings", None)
    section = window.page("settings").vault
    assert section.log.isEnabled() == is_allowed(desk, "read_audit")
    section.log.click()
    assert isinstance(window._stack.currentWidget(), AuditPage)
    window._stack.currentWidget().header.back_requested.emit()
    assert window._stack.currentWidget() is window.page("settings")
