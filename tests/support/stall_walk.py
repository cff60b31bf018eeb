"""A walk through the program in a process of its own; prints the longest stall of each part.

python -m tests.support.stall_walk VAULT PASSPHRASE
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.bootstrap.desktop import Desktop
from app.services.search import search
from app.settings import SettingsFile
from tests.support.stalls import StallWatch
from ui.dialogs.unlock import UnlockDialog

_BEFORE_PREPARING = 0.25
"""Seconds after which the window makes its other pages ahead: measured apart."""


def walk(vault: Path, phrase: str) -> dict[str, float]:
    """Milliseconds of the longest stall, by what was done."""
    app = QApplication([])
    settings = SettingsFile(Path(tempfile.mkdtemp()) / "settings.json")
    desktop = Desktop(app, settings)
    watch = StallWatch()
    told = {"first window": watch.longest(lambda: desktop.start(vault), lambda: True)}
    dialog = desktop._dialog
    if not isinstance(dialog, UnlockDialog):
        raise TypeError(dialog)
    dialog._field.set_value(phrase)
    told["unlock"] = StallWatch(quiet_seconds=_BEFORE_PREPARING).longest(
        dialog.unlock, lambda: desktop._window is not None
    )
    window, desk = desktop._window, desktop._desk
    if window is None or desk is None:
        raise TypeError(window)
    told["pages made ahead"] = watch.longest(
        lambda: None, lambda: window._pages.keys() == window._entries.keys()
    )
    someone = search(desk, "a")[0].household_id
    for key, argument in (
        ("counter", someone),
        ("closing", None),
        ("settings", None),
        ("household", someone),
        ("new_household", "Rossi"),
        ("search", "a"),
    ):
        visit = partial(window.go, key, argument)
        told[f"first visit: {key}"] = watch.longest(visit, lambda: True)
    told["another language"] = watch.longest(
        lambda: settings.change(language="en"), lambda: desktop._window is not window
    )
    return told


if __name__ == "__main__":
    sys.stdout.write(json.dumps(walk(Path(sys.argv[1]), sys.argv[2])) + "\n")
    sys.stdout.flush()
    os._exit(0)
