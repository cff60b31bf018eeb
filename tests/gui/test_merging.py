"""Two files of one family on screen: proposed, compared, merged, divided again, or told apart."""

from dataclasses import replace

import pytest

from app.services.aid import record_aid
from app.services.household_file import read_file
from app.services.households import amend_household
from app.services.merging import merged_files
from models.records.aid import RecordAid
from models.records.household import AmendHousehold
from tests.support.accessibility import unnamed_widgets
from tests.support.household_screen import HouseholdScreen, rows, said
from tests.support.vaults import open_a_file
from ui.dialogs.merge import MergeDialog


@pytest.fixture
def other(desk, family):
    """The same family in another file, where food was given."""
    assert family
    made = open_a_file(desk, number="0904", card="SM0999", street="Via Tito Livio 4")
    record_aid(desk, RecordAid(made, "food"))
    return made


@pytest.fixture
def doubled(other, screen, desk):
    assert read_file(desk, other).aid_count == 1
    screen.page.reload()
    return screen


def comparison(screen: HouseholdScreen) -> MergeDialog:
    screen.page.doubles.compare.click()
    (dialog,) = screen.page.window().findChildren(MergeDialog)
    return dialog


def test_a_file_that_looks_like_another_says_so_until_it_is_told_apart(doubled):
    band = doubled.page.doubles
    assert "0904" in band.banner.accessibleName()
    assert "stesso nome" in band.banner.accessibleName()
    doubled.press("Non sono loro")
    assert doubled.strip() == "Sono due famiglie: non lo chiedo più"
    assert band.banner.isHidden()
    doubled.undo()
    assert not band.banner.isHidden()


def test_the_files_are_compared_and_what_was_chosen_holds(doubled, desk, family):
    dialog = comparison(doubled)
    assert unnamed_widgets(dialog) == []
    assert rows(dialog.counts) == [["Persone", "4", "4"], ["Aiuti dati qui", "0", "1"]]
    assert len(dialog.people.same()) == 4
    assert "Via Tito Livio 4" in {
        radio.text() for radio in dialog.differences.findChildren(type(_radio(dialog)))
    }
    dialog.differences.choose((None, "card"), is_taken=True)
    dialog.confirm.click()
    assert doubled.strip() == "Schede unite"
    file = read_file(desk, family)
    assert (file.card, file.aid_count, len(file.members)) == ("SM0999", 1, 4)
    assert "0904" in said(doubled.page.doubles)


def _radio(dialog: MergeDialog):
    return next(iter(dialog.differences._groups.values())).button(0)


def test_the_other_file_may_be_the_one_that_stays(doubled, desk, other):
    dialog = comparison(doubled)
    dialog.stays.set_value(other)
    assert dialog.kept_id == other
    assert rows(dialog.counts)[1] == ["Aiuti dati qui", "1", "0"]
    dialog.confirm.click()
    assert doubled.page._household_id == other
    assert [one.number for one in merged_files(desk, other)] == ["0217"]


def test_who_is_another_person_is_added_and_has_nothing_to_choose(doubled, desk, family):
    dialog = comparison(doubled)
    field = next(iter(dialog.people.fields.values()))
    field.set_value(None)
    assert len(dialog.people.same()) == 3
    dialog.confirm.click()
    assert len(read_file(desk, family).members) == 5


def test_one_person_twice_is_refused_in_words(doubled):
    dialog = comparison(doubled)
    first, second, *_ = dialog.people.fields.values()
    second.set_value(first.value())
    dialog.confirm.click()
    assert "una sola persona" in dialog.trouble.accessibleName()
    assert dialog.confirm.isEnabled()
    dialog.reject()


def test_a_file_changed_meanwhile_is_compared_again(doubled, desk, family, other):
    dialog = comparison(doubled)
    file = read_file(desk, other)
    amend_household(
        desk, AmendHousehold(other, file.revision, "0904", "NUOVA", "", is_homeless=False, notes="")
    )
    dialog.confirm.click()
    assert "guarda di nuovo" in dialog.trouble.accessibleName()
    assert "NUOVA" in {
        button.text() for button in dialog.differences._groups[None, "card"].buttons()
    }
    dialog.confirm.click()
    assert read_file(desk, other).household_id == family


def test_merged_files_are_divided_again_and_that_is_undone(doubled, desk, family, other):
    comparison(doubled).confirm.click()
    doubled.press("Dividi di nuovo")
    assert doubled.strip() == "Le schede sono di nuovo due"
    assert read_file(desk, other).number == "0904"
    doubled.undo()
    assert read_file(desk, other).household_id == family


def test_any_other_file_is_found_by_its_number(screen, desk, family):
    stranger = open_a_file(desk, "Rossi", "Ugo", number="33")
    tab = screen.open(family, "details")
    for typed, told in (("", "Serve il numero"), ("0217", "Serve il numero"), ("9", "Nessuna")):
        tab.other_number.edit.setText(typed)
        screen.press("Confronta…", tab)
        assert told in said(tab)
    tab.other_number.edit.setText("33")
    screen.press("Confronta…", tab)
    (dialog,) = screen.page.window().findChildren(MergeDialog)
    assert dialog._found is not None
    assert dialog._found.merged.household_id == stranger
    dialog.reject()


def test_a_volunteer_may_tell_files_apart_and_not_merge_them(qtbot, dressed, desk, family, other):
    volunteer = replace(desk, operator=replace(desk.operator, role="volunteer"))
    screen = HouseholdScreen(dressed, volunteer)
    qtbot.addWidget(screen.window)
    screen.open(family)
    band = screen.page.doubles
    assert read_file(desk, other).number in band.banner.accessibleName()
    assert not band.compare.isEnabled()
    assert "segreteria" in band.compare.toolTip()
    assert band.apart.isEnabled()
    screen.window.close()
