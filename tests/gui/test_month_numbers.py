"""What a month counts for the network's statistics, seen before it leaves; aid not given."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.services.aid import aid_page, record_aid
from app.services.closing.returns import month_return
from models.records.aid import RecordAid
from models.records.returns import Figure
from models.rules.partial_date import PartialDate
from tests.support.accessibility import unnamed_widgets
from tests.support.elsewhere import aided_elsewhere
from tests.support.vaults import open_a_file
from ui.pages.closing.numbers_card import NumbersCard, NumbersDialog, written

MONTH = "2026-11"


@pytest.fixture
def household(desk):
    opened = open_a_file(desk, consents=("file", "register"))
    given_on = PartialDate.from_iso("2026-11-20")
    record_aid(desk, RecordAid(opened, "money", cents=6050, given_on=given_on))
    aided_elsewhere(desk, opened, "Sacra Famiglia", ("food", "2026-11-15", None))
    return opened


@pytest.mark.usefixtures("household")
def test_the_numbers_that_leave_are_shown_in_few_and_in_full(qtbot, desk):
    card = NumbersCard(desk)
    qtbot.addWidget(card)
    card.show()
    card.show_month(MONTH)
    qtbot.waitUntil(lambda: bool(card.figures))

    card.link.click()
    dialog = card.findChild(NumbersDialog)
    qtbot.waitUntil(dialog.isVisible)

    lines = {row.cells[:4] for row in dialog.table.rows()}
    assert ("In tutto", "Nuclei aiutati nel mese", "nuclei", "0,5") in lines
    assert ("Aiuti", "Denaro", "euro", "60,50") in lines
    assert ("Tipo di nucleo", "Coppia con figli", "nuclei", "0,5") in lines
    assert unnamed_widgets(dialog) == []
    dialog.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: not dialog.isVisible())


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (Figure("total", "people", "people", 12345.0), "12.345"),
        (Figure("total", "people", "people", 12 / 7), "1,7"),
        (Figure("aid", "money", "cents", 1250), "12,50"),
        (Figure("aid", "money", "cents", None), "0,00"),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_a_count_is_written_as_it_is_read(figure, shown):
    assert written(figure) == shown


def test_aid_just_given_elsewhere_is_not_given_by_one_press(
    qtbot, window, desk, household, keyboard
):
    window.go("counter")
    page = window.page("counter")
    page.open_with(household)
    keyboard.press(Qt.Key.Key_1)
    qtbot.waitUntil(page.serving.asking.isVisible)

    with qtbot.waitSignal(page.undo_offered) as told:
        page.serving.asking.withhold.click()

    assert told.args[0] == "Pacco: non dato a Abdel Rahman Mahmoud, già avuto altrove"
    assert month_return(desk, MONTH).overlaps_avoided == 1
    assert [line.kind for line in aid_page(desk, household)] == ["money"]
    keyboard.undo(window)
    qtbot.waitUntil(lambda: month_return(desk, MONTH).overlaps_avoided == 0)


def test_not_given_twice_before_the_window_passes_is_told_once(
    qtbot, window, desk, household, keyboard
):
    window.go("counter")
    page = window.page("counter")
    offered = []
    page.undo_offered.connect(lambda words, _undo: offered.append(words))
    for _ in range(2):
        page.open_with(household)
        keyboard.press(Qt.Key.Key_1)
        qtbot.waitUntil(page.serving.asking.isVisible)
        page.serving.asking.withhold.click()
        qtbot.waitUntil(lambda: not page.serving.isVisible())

    assert len(offered) == 1
    assert month_return(desk, MONTH).overlaps_avoided == 1


def test_where_only_this_centre_gave_lately_there_is_nothing_to_withhold(
    qtbot, window, desk, keyboard
):
    household = open_a_file(desk)
    record_aid(desk, RecordAid(household, "food"))
    window.go("counter")
    page = window.page("counter")
    page.open_with(household)
    keyboard.press(Qt.Key.Key_1)
    qtbot.waitUntil(page.serving.asking.isVisible)

    assert not page.serving.asking.withhold.isVisible()
