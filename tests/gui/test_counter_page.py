"""Sportello: distribution day by keyboard; it informs, it never refuses."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.services.aid import aid_page, day_sheet, record_aid
from models.records.aid import RecordAid
from models.rules.partial_date import PartialDate
from tests.support.accessibility import unnamed_widgets
from tests.support.vaults import open_a_file
from ui.dialogs.paper_preview import PaperPreview


@pytest.fixture
def page(window):
    window.go("counter")
    return window.page("counter")


@pytest.fixture
def household(desk):
    return open_a_file(desk)


def given(desk, household_id):
    return [(line.kind, line.quantity, line.cents) for line in aid_page(desk, household_id)]


def test_a_food_parcel_to_a_known_household_takes_three_inputs(
    qtbot, desk, household, page, keyboard
):
    keyboard.write("abde")
    keyboard.press(Qt.Key.Key_Return)
    with qtbot.waitSignal(page.undo_offered) as told:
        keyboard.press(Qt.Key.Key_1)
    assert keyboard.groups == 3
    assert given(desk, household) == [("food", 1, None)]
    assert told.args[0] == "Pacco segnato a Abdel Rahman Mahmoud"


def test_a_scanned_card_and_one_key_are_enough(qtbot, desk, household, page, keyboard):
    keyboard.write("SM0083\r")
    with qtbot.waitSignal(page.undo_offered):
        keyboard.press(Qt.Key.Key_1)
    assert keyboard.groups == 2
    assert given(desk, household) == [("food", 1, None)]


def test_the_cursor_comes_back_to_an_empty_search_for_the_next(
    qtbot, desk, household, page, keyboard
):
    other = open_a_file(desk, "Zanetti", "Ada", number="0301", card="")
    for letters in ("abde", "zane"):
        keyboard.write(letters)
        keyboard.press(Qt.Key.Key_Return)
        with qtbot.waitSignal(page.undo_offered):
            keyboard.press(Qt.Key.Key_1)
        assert page.box.edit.hasFocus()
        assert page.box.text() == ""
    assert given(desk, household) == given(desk, other) == [("food", 1, None)]
    assert day_sheet(desk).households == 2


def test_one_key_takes_the_last_entry_back(qtbot, window, desk, household, page, keyboard):
    keyboard.write("abde")
    keyboard.press(Qt.Key.Key_Return)
    with qtbot.waitSignal(page.undo_offered):
        keyboard.press(Qt.Key.Key_1)
    before = keyboard.groups
    keyboard.undo(window)
    assert keyboard.groups - before == 1
    assert given(desk, household) == []
    assert page.day.table.rows() == []


def test_who_received_lately_is_told_and_served_all_the_same(
    qtbot, desk, household, page, keyboard
):
    ten_days_ago = PartialDate.from_date(desk.today() - timedelta(days=10))
    record_aid(desk, RecordAid(household, "food", given_on=ten_days_ago))
    page.open_with(household)
    assert page.serving.banner.accessibleName().startswith("Già ricevuto qui il 12 novembre")
    keyboard.press(Qt.Key.Key_1)
    qtbot.waitUntil(page.serving.asking.isVisible)
    keyboard.write("sfratto ieri")
    with qtbot.waitSignal(page.undo_offered):
        keyboard.press(Qt.Key.Key_Return)
    assert len(given(desk, household)) == 2


def test_the_reason_may_be_left_out(qtbot, desk, household, page, keyboard):
    record_aid(desk, RecordAid(household, "food"))
    page.open_with(household)
    keyboard.press(Qt.Key.Key_1)
    qtbot.waitUntil(page.serving.asking.isVisible)
    with qtbot.waitSignal(page.undo_offered):
        keyboard.press(Qt.Key.Key_Return)
    assert len(given(desk, household)) == 2


def test_money_asks_how_much_and_what_for(qtbot, desk, household, page, keyboard):
    page.open_with(household)
    keyboard.press(Qt.Key.Key_5)
    qtbot.waitUntil(page.serving.asking.isVisible)
    keyboard.write("12.50")
    keyboard.press(Qt.Key.Key_Tab)
    keyboard.write("bolletta luce")
    with qtbot.waitSignal(page.undo_offered):
        keyboard.press(Qt.Key.Key_Return)
    (line,) = aid_page(desk, household)
    assert (line.kind, line.cents, line.purpose) == ("money", 1250, "bolletta luce")


@pytest.mark.parametrize("typed", ["", "dodici", "0"])
def test_money_without_an_amount_is_told_beside_the_field(
    qtbot, desk, household, page, keyboard, typed
):
    page.open_with(household)
    keyboard.press(Qt.Key.Key_5)
    qtbot.waitUntil(page.serving.asking.isVisible)
    keyboard.write(typed)
    keyboard.press(Qt.Key.Key_Return)
    assert page.serving.asking.form.box("cents")._below.property("tone") == "stop"
    assert given(desk, household) == []


def test_escape_leaves_it_and_the_household_stays(qtbot, desk, household, page, keyboard):
    page.open_with(household)
    keyboard.press(Qt.Key.Key_5)
    qtbot.waitUntil(page.serving.asking.isVisible)
    keyboard.press(Qt.Key.Key_Escape)
    assert not page.serving.asking.isVisible()
    assert page.box.edit.hasFocus()
    with qtbot.waitSignal(page.undo_offered):
        keyboard.press(Qt.Key.Key_2)
    assert given(desk, household) == [("clothing", 1, None)]


def test_a_card_that_begins_with_a_digit_gives_nothing_to_who_was_there_before(
    qtbot, desk, household, page, keyboard
):
    other = open_a_file(desk, "Zanetti", "Ada", number="1044", card="")
    page.open_with(household)
    keyboard.write("1044\r")
    qtbot.waitUntil(lambda: page._served is not None)
    assert page._served.file.household_id == other
    assert given(desk, household) == given(desk, other) == []


def test_a_digit_without_a_tile_is_a_number_to_search(qtbot, desk, household, page, keyboard):
    page.open_with(household)
    keyboard.press(Qt.Key.Key_8)
    qtbot.waitUntil(lambda: page.box.text() == "8")
    assert given(desk, household) == []


def test_how_many_and_who_collects_are_kept(qtbot, desk, household, page, keyboard):
    page.open_with(household)
    page.serving.quantity.set_value(2)
    spouse = next(m for m in page._served.file.members if m.relation == "spouse")
    page.serving.collects.set_value(spouse.member_id)
    with qtbot.waitSignal(page.undo_offered):
        keyboard.press(Qt.Key.Key_1)
    (line,) = aid_page(desk, household)
    assert (line.quantity, line.member_id) == (2, spouse.member_id)


def test_a_quantity_that_is_no_number_is_not_saved(desk, household, page):
    page.open_with(household)
    page.serving.quantity.edit.setText("due")
    page.serving.press_digit(1)
    assert given(desk, household) == []


def test_a_failure_keeps_the_household_in_front_of_the_person(
    qtbot, monkeypatch, household, page, keyboard
):
    told = []
    monkeypatch.setattr(
        "ui.pages.counter_page.tell_failure", lambda _owner, error: told.append(error)
    )

    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    page.open_with(household)
    monkeypatch.setattr("ui.pages.counter_page.record_aid", fail)
    keyboard.press(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: bool(told))
    assert page._served is not None
    assert page._served.file.household_id == household


def test_the_day_is_shown_the_latest_first_and_measured_on_the_busiest(desk, household, page):
    record_aid(desk, RecordAid(household, "food", quantity=2))
    page.reload()
    (row,) = page.day.table.rows()
    assert [getattr(cell, "text", cell) for cell in row.cells][1:] == [
        "Abdel Rahman Mahmoud",
        "Pacco × 2",
    ]
    assert page.day._served.text() == "1"


def test_an_empty_day_says_what_goes_there(page):
    assert page.day.table.rows() == []
    assert page.day.table._stack.currentIndex() == 1


def test_the_sheet_of_the_day_is_shown_before_it_is_printed(desk, household, window, page):
    record_aid(desk, RecordAid(household, "food"))
    page._show_sheet()
    preview = window.findChild(PaperPreview)
    assert len(preview._paper.pages) == 1
    preview.close()


def test_the_file_can_be_opened_from_the_counter(qtbot, household, page):
    page.open_with(household)
    page.page_requested.disconnect()
    with qtbot.waitSignal(page.page_requested) as asked:
        page.serving.file_requested.emit()
    assert asked.args == ["household", household]


def test_all_of_it_can_be_read_aloud(household, page):
    assert unnamed_widgets(page) == []
    page.open_with(household)
    page.serving.press_digit(5)
    assert unnamed_widgets(page) == []
