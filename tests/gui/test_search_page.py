"""Cerca: letters find, Enter opens what was typed, what is missing is opened anew."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.services.aid import record_aid
from app.services.economy import record_isee
from app.services.household_file import household_file
from app.services.households import close_household
from models.records.aid import Eligibility, RecordAid
from models.records.household import Composition, IseeLine
from models.records.search import SearchHit
from models.rules.partial_date import PartialDate
from tests.support.accessibility import unnamed_widgets
from tests.support.vaults import open_a_file
from ui.jobs import ImmediateLanes, use_lanes
from ui.pages.hit_marks import hit_mark, hit_note
from ui.pages.search_page import SearchPage
from ui.theme import Tone
from ui.widgets.result_list import ROW


class HeldLanes:
    """Keeps what was asked until the test answers it."""

    def __init__(self) -> None:
        self.bodies = []

    def submit(self, _lane, body) -> None:
        self.bodies.append(body)

    def answer_all(self) -> None:
        bodies, self.bodies = self.bodies, []
        for body in bodies:
            body()

    def close(self) -> None:
        self.bodies.clear()


@pytest.fixture
def page(qtbot, desk):
    made = SearchPage(desk)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    return made


def rows(page: SearchPage) -> list:
    model = page.results.model()
    return [model.index(place, 0).data(ROW) for place in range(model.rowCount())]


def write(qtbot, page: SearchPage, text: str) -> None:
    page.box.edit.clear()
    qtbot.keyClicks(page.box.edit, text)


def test_a_household_is_found_by_the_first_letters_and_says_whether_it_may_take(qtbot, desk, page):
    open_a_file(desk)
    write(qtbot, page, "abd rah")
    (row,) = rows(page)
    assert row.title == "Abdel Rahman Mahmoud · Ibrahim Heba"
    assert row.subtitle == "4 componenti: 2 adulti, 2 minori · Via Friuli 18 · scheda 0217"
    assert row.mark.text == "Può ritirare il pacco"
    assert [row.title[at : at + length] for at, length in row.spans] == ["Abd", "Rah"]
    assert page._card.heading.text() == "1 nucleo"


def test_who_received_lately_is_told_from_when_it_is_possible_again(qtbot, desk, page):
    household_id = open_a_file(desk)
    ten_days_ago = PartialDate.from_date(desk.today() - timedelta(days=10))
    record_aid(desk, RecordAid(household_id, "food", given_on=ten_days_ago))
    write(qtbot, page, "0217")
    (row,) = rows(page)
    assert row.mark.text == "Pacco già dato il 12 novembre"
    assert row.note == "possibile dal 27 novembre"


def test_who_has_not_come_for_long_is_told(qtbot, desk, page):
    household_id = open_a_file(desk)
    long_ago = PartialDate.from_date(desk.today() - timedelta(days=94))
    record_aid(desk, RecordAid(household_id, "food", given_on=long_ago))
    write(qtbot, page, "sm0083")
    assert rows(page)[0].mark.text == "In silenzio da 94 giorni"


def test_a_closed_file_says_so(qtbot, desk, page):
    close_household(desk, open_a_file(desk), "moved")
    write(qtbot, page, "abdel")
    assert rows(page)[0].mark.text == "Scheda chiusa"


def test_who_is_found_through_a_child_is_told_as_such(qtbot, desk, page):
    open_a_file(desk)
    write(qtbot, page, "laila")
    assert "trovato come figlio o figlia: Abdel Rahman Laila" in rows(page)[0].subtitle


def hit(**of):
    """A household found, with a food parcel at another centre eight days ago."""
    food = Eligibility(
        kind="food",
        is_due=False,
        last_here=None,
        last_elsewhere=PartialDate(2026, 11, 14),
        elsewhere_centre="Social Market",
        possible_from=date(2026, 11, 29),
        window_days=15,
    )
    usual = SearchHit(
        household_id=UUID(int=1),
        names="Said",
        found_as="",
        found_relation="",
        matched=(),
        is_similar=False,
        number="",
        card="SM0083",
        street="",
        composition=Composition(1, 0, "single"),
        food=food,
        isee_until=date(2025, 12, 31),
        silent_days=None,
        is_closed=False,
    )
    return replace(usual, **of)


def test_a_parcel_elsewhere_is_told_with_its_place_and_colour():
    mark = hit_mark(hit(), date(2026, 11, 22))
    assert (mark.text, mark.tone) == ("Pacco il 14 novembre a Social Market", Tone.ELSEWHERE)
    assert hit_note(hit(), date(2026, 11, 22)) == "possibile dal 29 novembre"


def test_an_expired_certificate_is_told_when_the_parcel_is_due():
    due = replace(
        hit().food,
        is_due=True,
        last_here=PartialDate(2026, 10, 21),
        last_elsewhere=None,
        possible_from=None,
    )
    mark = hit_mark(hit(food=due), date(2026, 11, 22))
    assert mark.text == "ISEE scaduto il 31 dicembre 2025"
    assert hit_note(hit(food=due), date(2026, 11, 22)) == "ultimo pacco qui il 21 ottobre"


def test_enter_opens_and_ins_gives(qtbot, desk, page):
    household_id = open_a_file(desk)
    write(qtbot, page, "abdel")
    for key, wanted in ((Qt.Key.Key_Return, "household"), (Qt.Key.Key_Insert, "counter")):
        with qtbot.waitSignal(page.page_requested) as asked:
            qtbot.keyClick(page.box.edit, key)
        assert asked.args == [wanted, household_id]


def test_the_arrows_choose_while_the_cursor_stays_in_the_search(qtbot, desk, page):
    open_a_file(desk)
    second = open_a_file(desk, "Abdelaziz", "Said", number="0300", card="")
    write(qtbot, page, "abdel")
    keys = {row.key: place for place, row in enumerate(rows(page))}
    for _ in range(keys[second]):
        qtbot.keyClick(page.box.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.page_requested) as asked:
        qtbot.keyClick(page.box.edit, Qt.Key.Key_Return)
    assert asked.args == ["household", second]
    assert page.box.text() == "abdel"


def test_enter_before_the_answer_waits_for_it(qtbot, desk, page):
    open_a_file(desk)
    other = open_a_file(desk, "Zanetti", "Ada", number="0301", card="")
    write(qtbot, page, "abdel")
    held = HeldLanes()
    use_lanes(held)
    page.box.edit.setText("zane")
    with qtbot.assertNotEmitted(page.page_requested):
        qtbot.keyClick(page.box.edit, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.page_requested) as asked:
        held.answer_all()
    assert asked.args == ["household", other]
    use_lanes(ImmediateLanes())


def test_a_late_answer_to_earlier_letters_is_not_shown(desk, page):
    open_a_file(desk)
    held = HeldLanes()
    use_lanes(held)
    page.box.edit.setText("abd")
    page.box.edit.setText("zzz")
    held.answer_all()
    assert rows(page) == []
    use_lanes(ImmediateLanes())


def test_who_is_not_found_is_opened_anew_with_what_was_typed(qtbot, desk, page):
    open_a_file(desk)
    write(qtbot, page, "hoxha besnik")
    assert page._lists.currentWidget() is page._nobody
    assert page._newcomer.accessibleName() == "Nuovo nucleo «Hoxha Besnik»"
    with qtbot.waitSignal(page.page_requested) as asked:
        page._newcomer.click()
    assert asked.args == ["new_household", "hoxha besnik"]


@pytest.mark.parametrize(
    "typed", ["<img src=x>", "'; DROP TABLE aid", '"', "&amp", "%", "\u202eabc"]
)
def test_nothing_typed_is_taken_as_a_command(qtbot, desk, page, typed):
    open_a_file(desk)
    page.box.edit.setText(typed)
    assert page._newcomer.accessibleName().startswith("Nuovo nucleo «")
    write(qtbot, page, "abdel")
    assert len(rows(page)) == 1


def test_an_empty_vault_offers_to_bring_the_register_in(qtbot, page):
    assert page._ways.currentIndex() == 1
    buttons = {b.accessibleName(): b for b in page._ways.currentWidget().findChildren(QPushButton)}
    with qtbot.waitSignal(page.page_requested) as asked:
        buttons["Porta dentro il registro del centro"].click()
    assert asked.args == ["settings", "import"]
    with qtbot.waitSignal(page.page_requested) as asked:
        buttons["Nuovo nucleo"].click()
    assert asked.args == ["new_household", ""]


def test_files_opened_lately_are_offered_but_a_stray_enter_opens_none(qtbot, desk, page):
    household_id = open_a_file(desk)
    household_file(desk, household_id)
    page.reload()
    (row,) = rows(page)
    assert row.note.startswith("oggi alle ")
    with qtbot.assertNotEmitted(page.page_requested):
        qtbot.keyClick(page.box.edit, Qt.Key.Key_Return)
    qtbot.keyClick(page.box.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.page_requested) as asked:
        qtbot.keyClick(page.box.edit, Qt.Key.Key_Return)
    assert asked.args == ["household", household_id]


def test_the_cards_tell_what_to_look_at_and_the_month_to_close(qtbot, desk, page):
    household_id = open_a_file(desk)
    october = PartialDate(2026, 10, 21)
    record_aid(desk, RecordAid(household_id, "food", given_on=october))
    record_aid(desk, RecordAid(household_id, "clothing"))
    page.reload()
    assert page.month._heading.text() == "Novembre 2026"
    assert page.month._close.accessibleName() == "Chiudi ottobre 2026"
    with qtbot.waitSignal(page.page_requested) as asked:
        page.month._close.click()
    assert asked.args == ["closing", "2026-10"]
    assert page.watch._lines.count() == 1


def test_all_of_it_can_be_read_aloud(qtbot, desk, page):
    assert unnamed_widgets(page) == []
    open_a_file(desk)
    page.reload()
    write(qtbot, page, "abd")
    assert unnamed_widgets(page) == []
    assert "Può ritirare" in rows(page)[0].spoken


def test_a_line_to_look_at_lists_its_households_and_leads_back(qtbot, desk, page):
    household_id = open_a_file(desk)
    record_isee(desk, household_id, IseeLine("ordinary", 1, None, PartialDate(2026, 12, 31)))
    page.reload()
    links = [one for one in page.watch.findChildren(QLabel) if "href" in one.text()]
    assert "1 ISEE scade il 31 dicembre" in [one.accessibleName() for one in links]
    assert {one.textFormat() for one in links} == {Qt.TextFormat.RichText}
    page.watch.asked.emit("isee")
    (row,) = rows(page)
    assert row.mark.text == "ISEE fino al 31 dicembre"
    assert page._card.heading.text() == "ISEE in scadenza · 1 nucleo"
    with qtbot.waitSignal(page.page_requested) as asked:
        qtbot.keyClick(page.results, Qt.Key.Key_Return)
    assert asked.args == ["household", household_id]
    page._back.click()
    assert page._card.heading.text() == "Aperte da poco"
    assert not page._back.isVisible()


def test_files_that_may_be_one_family_are_counted_listed_and_opened_with_enter(qtbot, desk, page):
    both = {open_a_file(desk), open_a_file(desk, number="0904", card="SM0999")}
    page.reload()
    links = [one for one in page.watch.findChildren(QLabel) if "href" in one.text()]
    assert "2 schede forse doppie" in [one.accessibleName() for one in links]
    page.watch.asked.emit("alike")
    assert {row.key for row in rows(page)} == both
    assert page._card.heading.text() == "Forse la stessa famiglia in due schede · 2 nuclei"
    with qtbot.waitSignal(page.page_requested) as asked:
        qtbot.keyClick(page.results, Qt.Key.Key_Return)
    assert asked.args[1] in both


def test_a_list_to_look_at_that_became_empty_says_so(desk, page):
    open_a_file(desk)
    page.list_watched("alike")
    assert rows(page) == []
    assert page._nobody.isVisibleTo(page)


def test_a_letter_typed_leaves_the_list_to_look_at(qtbot, desk, page):
    open_a_file(desk)
    page.watch.asked.emit("consent_register")
    assert rows(page)[0].mark.text == "Consenso da chiedere"
    write(qtbot, page, "abdel")
    assert page._card.heading.text() == "1 nucleo"
    page.box.edit.clear()
    assert page._card.heading.text() == "Aperte da poco"


def test_with_large_type_on_a_small_screen_the_list_takes_the_room_of_the_cards(qtbot, desk, page):
    open_a_file(desk)
    page.resize(700, 500)
    assert page._side.isVisible()
    write(qtbot, page, "abdel")
    assert not page._side.isVisible()
    page.resize(1152, 700)
    assert page._side.isVisible()
