"""Windows under test wear the program's own look, speak Italian, and run jobs at once."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.desktop import Desktop
from app.services.desk import Desk
from app.settings import SettingsFile
from tests.gui.drivers import Keyboard, open_window
from tests.support.household_screen import HouseholdScreen
from tests.support.vaults import ClosedVault, bring_in, make_vault, open_a_file
from ui import theme
from ui.i18n import Languages
from ui.jobs import ImmediateLanes, use_lanes
from ui.main_window import MainWindow
from ui.theme import Look


@pytest.fixture(scope="session")
def languages(qapp: QApplication) -> Languages:
    return Languages(qapp)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, languages: Languages) -> Iterator[QApplication]:
    """Light, 11 points, Italian, immediate jobs."""
    languages.speak("it")
    theme.wear(qapp, Look.LIGHT)
    use_lanes(ImmediateLanes())
    yield qapp
    use_lanes(None)
    # Windows that a test closed go now, or every later change of look would dress them again.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> ClosedVault:
    """An empty vault, made once."""
    return make_vault(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def full_template(template: ClosedVault, tmp_path_factory: pytest.TempPathFactory) -> ClosedVault:
    """A vault with a whole register in it, made once."""
    closed = template.copy_to(tmp_path_factory.mktemp("full"))
    desk = closed.open()
    bring_in(desk)
    desk.close()
    return closed


@pytest.fixture
def desk(template: ClosedVault, tmp_path: Path) -> Iterator[Desk]:
    """A desk at an empty vault of its own."""
    opened = template.copy_to(tmp_path).open()
    yield opened
    opened.close()


@pytest.fixture
def full_desk(full_template: ClosedVault, tmp_path: Path) -> Iterator[Desk]:
    """A desk at a vault with a whole register in it."""
    opened = full_template.copy_to(tmp_path).open()
    yield opened
    opened.close()


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    """Settings of this test only."""
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def closed(template: ClosedVault, tmp_path: Path) -> ClosedVault:
    """An empty vault of its own that nobody has open."""
    return template.copy_to(tmp_path)


@pytest.fixture
def desktop(dressed: QApplication, settings: SettingsFile) -> Iterator[Desktop]:
    """The program, not yet started."""
    made = Desktop(dressed, settings)
    yield made
    made._languages.fall_silent()
    made._copies = None  # nothing is offered at the end of a test
    for window in (made._window, made._dialog):
        if window is not None:
            window.close()
            window.deleteLater()
    if made._desk is not None:
        made._desk.close()
    made.deleteLater()


@pytest.fixture
def window(qtbot, dressed: QApplication, desk: Desk, settings: SettingsFile) -> MainWindow:
    """The main window on an empty vault."""
    made = open_window(dressed, desk, settings)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def keyboard(dressed: QApplication) -> Keyboard:
    """Hands on the keyboard."""
    return Keyboard(dressed)


@pytest.fixture
def family(desk: Desk) -> UUID:
    """A household of four in the vault."""
    return open_a_file(desk)


@pytest.fixture
def screen(
    dressed: QApplication, qtbot: QtBot, desk: Desk, family: UUID
) -> Iterator[HouseholdScreen]:
    """Its file, open in a window."""
    made = HouseholdScreen(dressed, desk)
    qtbot.addWidget(made.window)
    made.window.resize(1366, 768)
    made.open(family)
    yield made
    for tab in made.page._tabs.values():
        tab.close_side()
    made.window.close()
