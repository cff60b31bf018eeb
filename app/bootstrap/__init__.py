"""The one place where the parts are put together: application, look, languages, first window."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.bootstrap.desktop import Desktop
from app.settings import SettingsFile
from models.errors import WorldError
from ui import icons

FROM_ENVIRONMENT = "DAPO_PASSPHRASE"


@dataclass(frozen=True, slots=True)
class Start:
    """What was asked on the command line; all may be None."""

    vault: Path | None = None
    tour: Path | None = None


def run(start: Start) -> int:
    """Make the application, show its first window, and answer the exit code at its end."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("DA.PO")
    app.setWindowIcon(icons.icon("house-heart", "brand"))
    desktop = Desktop(app, SettingsFile())
    passphrase = os.environ.pop(FROM_ENVIRONMENT, "")
    if start.tour is not None and start.vault is not None:
        from app.bootstrap.tour import take_tour  # only for pictures

        try:
            return take_tour(app, start.vault, passphrase, start.tour)
        except WorldError as error:
            sys.stderr.write(f"{error}\n")
            return 1
    desktop.start(start.vault, passphrase)
    return app.exec()
