"""Who may not say whether a match is them sees how it was answered, and no dead link."""

from dataclasses import replace

import pytest

from app.services.closing import answer_match, matches
from tests.gui.test_closing_page import shown, sighted
from tests.support.household_screen import rows
from ui.pages.closing.words import FINDINGS


@pytest.mark.parametrize("answer", ["", "same"])
def test_a_volunteer_opens_files_of_matches_and_cannot_press_an_answer(qtbot, desk, answer):
    household = sighted(desk)
    (found,) = matches(desk)
    answer_match(desk, found.sighting_id, answer)
    volunteer = replace(desk, operator=replace(desk.operator, role="volunteer"))
    page = shown(qtbot, volunteer)
    page.move_to(FINDINGS)
    step = page.step(FINDINGS)
    step.tabs.setCurrentIndex(2)
    (row,) = rows(step.tables.matches)
    assert row[-2:] == ["Apri", ""]
    assert not step.refused.isHidden()
    for column in (5, 6):
        with qtbot.waitSignal(page.page_requested) as asked:
            step.tables.matches.link_pressed.emit(step.tables.matches.rows()[0].key, column)
        assert asked.args == ["household", household]
    assert matches(desk)[0].answer == answer


def test_who_may_answer_is_told_nothing(qtbot, desk):
    sighted(desk)
    page = shown(qtbot, desk)
    assert page.step(FINDINGS).refused.isHidden()
