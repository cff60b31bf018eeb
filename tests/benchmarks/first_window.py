"""From the start of the program to its first painted window, against a bare Qt window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.row import Row

ROOT = Path(__file__).parents[2]
GOAL_SECONDS = 0.6
ROUNDS = 5
OURS = """
import sys
from PySide6.QtWidgets import QApplication
from app.bootstrap.desktop import Desktop
from app.settings import SettingsFile
app = QApplication([])
desktop = Desktop(app, SettingsFile())
desktop.start()
dialog = desktop._dialog
dialog.grab()
print("painted", type(dialog).__name__, flush=True)
import os
os._exit(0)
"""
BARE = """
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout
app = QApplication([])
dialog = QDialog()
column = QVBoxLayout(dialog)
for part in (QLabel("DA.PO"), QLineEdit(), QPushButton("Apri")):
    column.addWidget(part)
dialog.show()
dialog.grab()
print("painted", flush=True)
import os
os._exit(0)
"""


def measure() -> list[Row]:
    """The unlock dialog and the first run, each in fresh processes beside a bare window."""
    with tempfile.TemporaryDirectory() as folder:
        known = Path(folder) / "known"
        (known / "dapo").mkdir(parents=True)
        vault = Path(folder) / "centre.dapo"
        vault.touch()
        (known / "dapo" / "settings.json").write_text(f'{{"vaults": ["{vault.as_posix()}"]}}')
        fresh = Path(folder) / "fresh"
        fresh.mkdir()
        rounds = [
            (_seconds(OURS, known), _seconds(OURS, fresh), _seconds(BARE, fresh))
            for _ in range(ROUNDS)
        ]
    unlock, wizard, bare = (median(column) for column in zip(*rounds, strict=True))
    return [
        _row("first window: unlock", unlock, bare),
        _row("first window: first run", wizard, bare),
    ]


def _row(name: str, ours: float, limit: float) -> Row:
    met = ours <= GOAL_SECONDS
    return Row(name, ours * 1e3, limit * 1e3, "ms", ours / limit, "≤ 600 ms", met)


def _seconds(program: str, config: Path) -> float:
    """Seconds from the start of the process to the first painted window."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(config),
        "LOCALAPPDATA": str(config),
    }
    began = time.perf_counter()
    command = [sys.executable, "-c", program]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as child:
        told = child.stdout.readline() if child.stdout is not None else ""
        taken = time.perf_counter() - began
    if not told.startswith("painted"):
        raise RuntimeError(told)
    return taken
