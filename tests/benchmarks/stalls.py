"""The longest the interface keeps a person waiting: unlocking, first visits, another language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from app.services.imports.drafting import draft
from app.services.imports.reading import read_workbook
from app.services.imports.take import take
from app.services.imports.understanding import understand
from app.services.vaults import create_vault
from models.records.taking import ConsentAnswer
from models.records.vault import CreateVault
from tests.benchmarks.row import Row

ROOT = Path(__file__).parents[2]
REGISTER = ROOT / "tests" / "data" / "registers" / "san_giuseppe.xlsx"
PHRASE = "gatto vulcano lampada ponte miele"
LIMIT_MS = 50.0
ROUNDS = 3


def measure() -> list[Row]:
    """Each walk in a fresh process with the program's own threads; the median of the longest."""
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "centre.dapo"
        desk = create_vault(CreateVault(vault, "Centre", "Anna", PHRASE)).desk
        workbook = read_workbook(REGISTER)
        prepared = draft(workbook, understand(workbook, desk.today()), desk.today())
        take(desk, prepared, ConsentAnswer(given=True), file_name=REGISTER.name)
        desk.close()
        walks = [_walk(vault, Path(folder)) for _ in range(ROUNDS)]
    return [_row(name, median(walk[name] for walk in walks)) for name in walks[0]]


def _row(name: str, longest: float) -> Row:
    met = longest <= LIMIT_MS
    return Row(f"stall: {name}", longest, LIMIT_MS, "ms", longest / LIMIT_MS, "≤ 50 ms", met)


def _walk(vault: Path, config: Path) -> dict[str, float]:
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(config),
        "LOCALAPPDATA": str(config),
    }
    command = [sys.executable, "-m", "tests.support.stall_walk", str(vault), PHRASE]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer
