"""Memory of the whole desktop on a centre of some 2,000 households, after a walk through it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.households import register_household
from app.services.imports.drafting import draft
from app.services.imports.reading import read_workbook
from app.services.imports.take import take
from app.services.imports.understanding import understand
from app.services.overview import overview
from app.services.vaults import create_vault
from models.records.household import MemberDraft, RegisterHousehold
from models.records.taking import ConsentAnswer
from models.records.vault import CreateVault
from tests.benchmarks.row import Row

if TYPE_CHECKING:
    from app.services.desk import Desk

ROOT = Path(__file__).parents[2]
REGISTERS = ROOT / "tests" / "data" / "registers"
PHRASE = "gatto vulcano lampada ponte miele"
HOUSEHOLDS = 2_000
GOAL_MB = 250
PEAK = """
import sys
def peak():
    # On Linux ru_maxrss begins with the parent's; the kernel's own high-water mark does not.
    if sys.platform == "linux":
        lines = open("/proc/self/status").read().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    import resource
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
"""
DESKTOP = """
import os, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.bootstrap.tour import take_tour
app = QApplication([])
take_tour(app, Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
print(peak(), flush=True)
os._exit(0)
"""
BARE = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
window.grab()
print(peak(), flush=True)
os._exit(0)
"""


def measure() -> list[Row]:
    """The peak of a process that opens the vault and visits every page, light and dark."""
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "centre.dapo"
        desk = create_vault(CreateVault(vault, "Centre", "Anna", PHRASE)).desk
        _fill(desk)
        desk.close()
        ours = _peak_mb(DESKTOP, vault, PHRASE, Path(folder) / "pictures")
        bare = _peak_mb(BARE)
    name = f"memory of the desktop, {HOUSEHOLDS} households"
    return [Row(name, ours, bare, "MB", ours / bare, f"≤ {GOAL_MB} MB", ours <= GOAL_MB)]


def _fill(desk: Desk) -> None:
    """Seven registers with all their aid, then new files up to the number wanted."""
    for register in sorted(REGISTERS.iterdir()):
        workbook = read_workbook(register)
        mapping = understand(workbook, desk.today())
        prepared = draft(workbook, mapping, desk.today())
        take(desk, prepared, ConsentAnswer(given=True), file_name=register.name)
    missing = HOUSEHOLDS - overview(desk).households
    for number in range(missing):
        person = MemberDraft("reference", f"Cognome{number}", "Nome")
        register_household(desk, RegisterHousehold((person,), number=f"X{number}"))


def _peak_mb(program: str, *arguments: object) -> float:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", PEAK + program, *map(str, arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return float(done.stdout.splitlines()[-1])
