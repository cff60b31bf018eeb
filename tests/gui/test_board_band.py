"""The network's board on the first page."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QDialog, QPushButton

from app.services import board
from models.records.closing import Notice
from models.repositories.settings import set_setting
from tests.support.accessibility import unnamed_widgets
from ui.pages import board_band
from ui.pages.board_band import BoardBand
from ui.pages.search_page import SearchPage


def pin(desk, *notices):
    """Put announcements on the board that the vault keeps."""
    today = desk.today()
    told = [
        {
            "number": number,
            "title": title,
            "text": text,
            "shown_from": today.isoformat(),
            "shown_until": (today + timedelta(days=7)).isoformat(),
        }
        for number, (title, text) in enumerate(notices, 1)
    ]
    with desk.work("keep_told", journal=False) as work:
        set_setting(work.session, "board", told)
        work.commit()


@pytest.fixture
def band(qtbot, desk):
    made = BoardBand(desk)
    qtbot.addWidget(made)
    return made


def words(band):
    return band.banner._title.text(), band.banner._detail.text()


def press(band, text):
    (found,) = [each for each in band.findChildren(QPushButton) if text in each.text()]
    found.click()


def test_an_empty_board_takes_no_room(band):
    band.reload()
    assert not band.isVisible()


def test_announcements_are_shown_one_at_a_time_and_put_aside(band, desk):
    pin(desk, ("Magazzino chiuso", "Lunedì\ne martedì."), ("Nuovo orario", ""))
    band.reload()
    assert words(band) == ("Magazzino chiuso", "Dalla rete, 1 di 2: Lunedì e martedì.")
    press(band, "Ho letto")
    assert words(band) == ("Nuovo orario", "Dalla rete")
    press(band, "Ho letto")
    assert not band.isVisible()


def test_a_long_or_hostile_announcement_is_cut_and_read_as_it_was_written(band, desk, monkeypatch):
    told = []
    monkeypatch.setattr(board_band, "tell", lambda _owner, *said: told.append(said))
    hostile = "<img src=x> &amp; " * 40
    pin(desk, ("<b>Grassetto</b>", hostile))
    band.reload()
    title, detail = words(band)
    assert title == "<b>Grassetto</b>"
    assert len(detail) < 200
    press(band, "Leggi")
    assert told == [("<b>Grassetto</b>", hostile)]


def test_what_is_heard_is_kept_and_shown_and_silence_is_no_news(band, desk, monkeypatch):
    heard = Notice(1, "Appena detto", "", desk.today())
    monkeypatch.setattr(board_band, "hear_network", lambda _desk: "heard")
    monkeypatch.setattr(board_band, "keep_heard", lambda _desk, _heard: (heard,))
    band.listen()
    assert words(band)[0] == "Appena detto"

    def nobody_answers(_desk):
        raise OSError

    monkeypatch.setattr(board_band, "hear_network", nobody_answers)
    band.listen()
    assert band.findChildren(QDialog) == []
    monkeypatch.setattr(board_band, "hear_network", board.hear_network)
    band.listen()
    assert words(band)[0] == "Appena detto"


def test_the_first_page_shows_the_board_and_listens_once(qtbot, desk, monkeypatch):
    pin(desk, ("Magazzino chiuso", "Lunedì."))
    asked = []
    monkeypatch.setattr("ui.pages.search_page._LISTENING_AFTER_MS", 0)
    monkeypatch.setattr(board_band, "hear_network", asked.append)
    page = SearchPage(desk)
    qtbot.addWidget(page)
    for _ in range(2):
        page.show()
        page.reload()
        page.hide()
    page.show()
    qtbot.waitUntil(lambda: asked == [desk])
    assert page.board.isVisible()
    assert unnamed_widgets(page) == []
