"""Every widget in every look: paints, is named, fits."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.support import gallery, screenshots
from tests.support.accessibility import unnamed_widgets
from ui import theme
from ui.theme import Look
from ui.widgets.buttons import button
from ui.widgets.fields import TextField


@pytest.mark.parametrize("page", gallery.PAGES)
@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
@pytest.mark.parametrize("scale", [1.0, 1.25])
def test_every_widget_paints_in_every_look(
    qtbot, tmp_path, dressed: QApplication, page, look, scale
):
    theme.wear(dressed, look)
    frame = gallery.PAGES[page]()
    qtbot.addWidget(frame)
    picture = screenshots.take(frame, tmp_path / f"{page}.png", scale=scale)
    assert picture.stat().st_size > 10_000


@pytest.mark.parametrize("page", gallery.PAGES)
def test_every_widget_that_takes_the_focus_has_a_name(qtbot, page):
    frame = gallery.PAGES[page]()
    qtbot.addWidget(frame)
    assert unnamed_widgets(frame) == []


def test_the_walker_finds_a_field_without_a_name(qtbot):
    field = TextField("a placeholder is not a name")
    qtbot.addWidget(field)
    assert len(unnamed_widgets(field)) == 1
    field.name("Cognome")
    assert unnamed_widgets(field) == []


@pytest.mark.parametrize("page", gallery.PAGES)
def test_no_page_is_wider_than_a_small_screen_at_the_default_size(qtbot, page):
    frame = gallery.PAGES[page]()
    qtbot.addWidget(frame)
    assert frame.minimumSizeHint().width() <= 1366


def test_a_button_without_words_still_has_a_name(qtbot):
    made = button("Stampa", "icon", "printer")
    qtbot.addWidget(made)
    assert made.text() == ""
    assert made.accessibleName() == made.toolTip() == "Stampa"
