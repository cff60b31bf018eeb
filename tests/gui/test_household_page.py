"""A household's file: header, tabs, each change and its undo, by keyboard too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.services.aid import record_aid
from app.services.consents import give_consent
from app.services.households import close_household, read_file, register_household
from app.services.undo import undo_last
from models.records.aid import RecordAid
from models.records.household import MemberDraft, RegisterHousehold
from models.rules.partial_date import PartialDate
from tests.support.accessibility import unnamed_widgets
from tests.support.elsewhere import aided_elsewhere
from tests.support.household_screen import CTRL, rows, said, write
from tests.support.vaults import open_a_file
from ui import theme
from ui.dialogs.paper_preview import PaperPreview
from ui.jobs import Change
from ui.theme import Look

TABS = ("summary", "members", "aid", "needs", "consents", "economy", "details")


def test_the_header_says_who_they_are_and_how_they_stand(screen, desk, family):
    aided_elsewhere(desk, family, "Sacra Famiglia", ("food", "2026-11-03", None))
    aided_elsewhere(desk, family, "Social Market", ("clothing", "2026-09-30", None))
    give_consent(desk, family, "file")
    give_consent(desk, family, "register")
    screen.page.reload()
    assert screen.page.head.names.text() == "Abdel Rahman Mahmoud · Ibrahim Heba"
    assert screen.pills() == [
        "Coppia con 2 figli",
        "Tessera SM0083",
        "Consensi: scheda, rete",
        "Anche in 2 centri",
    ]
    assert screen.page.header._title.text() == "Nucleo 0217"


def test_a_child_of_two_households_is_told_above_both(screen, desk, family):
    child = read_file(desk, family).members[2]
    father = MemberDraft(surname="Colombo", given_name="Luca")
    same = MemberDraft("child", child.surname, child.given_name, sex=child.sex, born=child.born)
    register_household(desk, RegisterHousehold(members=(father, same)))
    screen.page.reload()
    assert f"{child.given_name} è anche nel nucleo Colombo Luca" in screen.pills()


def test_several_people_of_two_households_are_told_in_one_pill(screen, desk, family):
    omar, laila = (
        MemberDraft("child", one.surname, one.given_name, sex=one.sex, born=one.born)
        for one in read_file(desk, family).members[2:]
    )
    father = MemberDraft(surname="Colombo", given_name="Luca")
    register_household(desk, RegisterHousehold(members=(father, omar, laila)))
    screen.page.reload()
    assert "2 di loro sono anche nel nucleo Colombo Luca" in screen.pills()
    assert not any("è anche nel nucleo" in words for words in screen.pills())


def test_nothing_to_tell_of_doubles_takes_no_room(screen, family):
    screen.open(family)
    assert screen.page.doubles.isHidden()


def test_opening_a_file_is_written_once_in_the_activity_log(screen, desk, family):
    opened = read_file(desk, family).last_opened_at
    assert opened is not None
    screen.page.reload()
    assert "aperta da te alle" in said(screen.page.header)


def test_the_summary_puts_aid_from_elsewhere_among_ours_and_marks_what_is_doubtful(
    screen, desk, family
):
    record_aid(desk, RecordAid(family, "food", 2, given_on=PartialDate(2026, 10, 21)))
    record_aid(desk, RecordAid(family, "money", 1, 6000, "bolletta luce", PartialDate(2026, 10)))
    aided_elsewhere(desk, family, "Sacra Famiglia", ("food", "2026-11-03", None))
    aided_elsewhere(desk, family, "Resurrezione", ("food", "2025-12-30", None), strength="review")
    screen.page.reload()
    shown = rows(screen.page.tab("summary")._aid)
    assert shown == [
        ["3 nov", "Pacco alimentare", "Sacra Famiglia"],
        ["ottobre 2026", "Contributo · 60,00 € · bolletta luce", "qui"],
        ["21 ott", "Pacco alimentare × 2", "qui"],
        ["30 dic 2025", "Pacco alimentare", "forse Resurrezione"],
    ]


def test_what_is_missing_leads_to_the_place_where_it_is_written(screen):
    screen.press("telefono")
    assert screen.page.head.here() == "details"


def test_a_half_written_form_is_not_left_without_knowing(screen, family):
    screen.open(family, "members")
    screen.press("Aggiungi un componente")
    write(screen.side("members").form, given_name="Samir")
    screen.window.go("search")
    assert screen.here is screen.page
    assert "non ancora salvato" in screen.strip()
    screen.key(Qt.Key.Key_Escape)
    screen.window.go("search")
    assert screen.here is not screen.page


def test_the_tabs_are_walked_from_the_keyboard(screen):
    assert screen.page.head.tabs.hasFocus()
    screen.key(Qt.Key.Key_Right)
    assert screen.page.head.here() == "members"
    screen.key(Qt.Key.Key_PageDown, CTRL)
    assert screen.page.head.here() == "aid"
    screen.key(Qt.Key.Key_PageUp, CTRL)
    screen.key(Qt.Key.Key_Left)
    screen.key(Qt.Key.Key_PageUp, CTRL)
    assert screen.page.head.here() == "reserved"


def test_enter_on_a_member_opens_her_form_and_esc_leaves_it(screen, family):
    tab = screen.open(family, "members")
    tab.table.sheet.setFocus()
    tab.table.sheet.selectRow(1)
    screen.key(Qt.Key.Key_Return)
    assert screen.side("members").form.values()["given_name"] == "Heba"
    screen.key(Qt.Key.Key_Escape)
    assert screen.side("members").isHidden()


def test_enter_on_a_button_of_the_form_presses_it_rather_than_saving(screen, desk, family):
    screen.open(family, "aid")
    screen.page.record_aid()
    leaves = next(
        made
        for made in screen.side("aid").findChildren(type(screen.page.head.aid))
        if made.text() == "Lascia stare"
    )
    leaves.setFocus()
    screen.key(Qt.Key.Key_Return)
    assert read_file(desk, family).aid == ()
    assert screen.side("aid").isHidden()


def test_a_file_whose_opening_is_undone_gives_way_to_the_search(screen, desk):
    screen.window.offer_undo(
        "Scheda aperta", Change(screen.page, lambda: undo_last(desk)).touching("household")
    )
    screen.undo()
    assert screen.here is screen.window.page("search")


def test_the_summary_on_paper_is_two_presses_away(screen, qtbot):
    screen.press("Stampa")
    qtbot.waitUntil(lambda: bool(_preview()), timeout=10_000)
    assert _preview().isVisible()
    _preview().close()


def _preview():
    return next(
        (made for made in QApplication.topLevelWidgets() if isinstance(made, PaperPreview)), None
    )


def test_another_household_takes_the_place_of_the_one_shown(screen, desk, family):
    other = open_a_file(desk, "Melnyk", "Olena", number="0300", card="")
    screen.open(family, "members")
    screen.press("Aggiungi un componente")
    screen.window.go("household", other)
    assert screen.page.head.here() == "summary"
    screen.page.head.go("members")
    assert screen.side("members").isHidden()
    assert screen.page.head.names.text().startswith("Melnyk Olena")


def test_hostile_names_are_shown_as_they_were_written(screen, desk):
    name = '<img src="x"> =HYPERLINK("y")'
    hostile = open_a_file(desk, name, "A" * 10_000, number="0666")
    screen.open(hostile)
    assert screen.page.head.names.text().startswith(name)
    assert screen.page.minimumSizeHint().width() < 1366


def test_what_a_reader_hears_is_named_in_every_tab_and_form(screen, family):
    for tab in TABS:
        screen.open(family, tab)
        if tab in {"members", "needs", "economy", "aid"}:
            screen.page.tab(tab).open_item("new")
        assert unnamed_widgets(screen.window) == []


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
@pytest.mark.parametrize("points", [11.0, 16.0])
def test_every_tab_fits_a_small_screen(screen, dressed, family, look, points):
    theme.wear(dressed, look, points)
    for tab in TABS:
        screen.open(family, tab)
        assert screen.window.minimumSizeHint().width() <= 1366


def test_a_closed_file_says_so_when_it_opens(screen, desk, family):
    close_household(desk, family, "moved")
    screen.open(family)
    assert "Trasferiti altrove" in said(screen.page)


def test_a_file_without_people_of_its_own_still_opens(screen, desk):
    lonely = open_a_file(desk, "", "Rosa", number="", card="", street="")
    screen.open(lonely)
    assert screen.page.header._title.text() == "Scheda del nucleo"
