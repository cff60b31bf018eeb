"""The one place where the parts are put together: application, look, languages, first window."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.bootstrap.desktop import Desktop
from app.bootstrap.faults import Faults
from app.bootstrap.private_process import keep_memory_private
from app.settings import SettingsFile
from models.errors import WorldError
from ui import icons, messages

FROM_ENVIRONMENT = "DAPO_PASSPHRASE"


@dataclass(frozen=True, slots=True)
class Start:
    """What was asked on the command line; all may be None."""

    vault: Path | None = None
    tour: Path | None = None


def run(start: Start) -> int:
    """Make the application, show its first window, and answer the exit code at its end."""
    keep_memory_private()
    passphrase = os.environ.pop(FROM_ENVIRONMENT, "")
    app = QApplication(sys.argv[:1])
    app.setApplicationName("DA.PO")
    app.setWindowIcon(icons.icon("house-heart", "brand"))
    if start.tour is not None and start.vault is not None:
        from app.bootstrap.tour import take_tour  # only for pictures

        try:
            return take_tour(app, start.vault, passphrase, start.tour)
        except WorldError as error:
            sys.stderr.write(f"{error}\n")
            return 1
    return _work(app, start.vault, passphrase)


def _work(app: QApplication, vault: Path | None, passphrase: str) -> int:
    from app.bootstrap.single_instance import SingleInstance  # QtNetwork

    instance = SingleInstance(parent=app)
    if instance.is_shown_elsewhere(vault):
        return 0
    faults = Faults(parent=app)
    faults.watch()
    desktop = Desktop(app, SettingsFile())
    instance.shown.connect(desktop.come_to_front)
    desktop.vault_shown.connect(instance.show_vault)
    instance.listen()
    desktop.scratch.begin()
    desktop.start(vault, passphrase)
    if report := faults.watch_below():
        messages.tell_native_fault(report)
    # After the first window: the system's bus may take its time.
    QTimer.singleShot(0, desktop, lambda: desktop.absence.watch(app))
    code = app.exec()
    faults.end()
    return code
