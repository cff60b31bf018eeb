"""What a person does to a page, in few words; and a window to do it in."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.desk import Desk
from app.settings import SettingsFile
from ui.dialogs.first_run.wizard import FirstRunWizard
from ui.main_window import MainWindow, WindowFacts
from ui.pages.registry import page_entries
from ui.theme import Look


class Keyboard:
    """Presses keys where the cursor stands, and counts input groups: one field or one choice."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.groups = 0

    def write(self, text: str) -> None:
        """Letters typed in one go."""
        self.groups += 1
        QTest.keyClicks(self._app.focusWidget(), text)

    def press(self, key: Qt.Key) -> None:
        """One key."""
        self.groups += 1
        QTest.keyClick(self._app.focusWidget(), key)

    def undo(self, window: MainWindow) -> None:
        """Ctrl+Z, as the system hands it to the window."""
        self.groups += 1
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def open_window(app: QApplication, desk: Desk, settings: SettingsFile) -> MainWindow:
    """The main window on a vault, light, 1366×768, never locking itself."""
    facts = WindowFacts(desk.centre, desk.is_trial, 0, Look.LIGHT)
    window = MainWindow(app, facts, page_entries(desk, settings))
    window.show()
    window.activateWindow()
    return window


def to_the_sheet(wizard: FirstRunWizard) -> str:
    """Answer the first three steps; the recovery key that was made."""
    wizard.forward()
    wizard.centre.name.set_value("San Giuseppe / Milano")
    wizard.forward()
    wizard.coordinator.name.set_value("Carla Neri")
    wizard.coordinator.phrase.suggest()
    wizard.coordinator.phrase.again.set_value(wizard.coordinator.phrase.value())
    wizard.forward()
    return "-".join(wizard.recovery._groups)
