"""Windows under test wear the program's own look, speak Italian, and run jobs at once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.i18n import Languages
from ui.jobs import ImmediateLanes, use_lanes
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
