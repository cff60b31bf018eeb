"""Unlocking against the key derivation alone, and a journaled change against the raw insert."""

from __future__ import annotations

import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as sqlcipher

from app.services.vaults import create_vault
from models.entities import Household
from models.ids import new_id
from models.records.vault import CreateVault
from models.storage.key_slots import new_slots
from tests.benchmarks.row import Row

if TYPE_CHECKING:
    from app.services.desk import Desk

PHRASE = "gatto vulcano lampada ponte miele"
UNLOCK = """
import sys, time
from pathlib import Path
from app.services.vaults import open_vault, prepare
if sys.argv[3] == "prepared":
    prepare()
began = time.perf_counter()
open_vault(Path(sys.argv[1]), sys.argv[2]).close()
print(time.perf_counter() - began)
"""
CHANGES = 200


def measure() -> list[Row]:
    """Unlocking in a fresh process, and saving one household.

    The program imports SQLAlchemy (`prepare`) while the passphrase is typed; from a script the
    import comes on top.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "centre.dapo"
        create_vault(CreateVault(path, "Centre", "Anna", PHRASE)).desk.close()
        return [_unlock(path, "prepared"), _unlock(path, "from nothing"), _save(Path(folder))]


def _unlock(path: Path, start: str) -> Row:
    ours, derivation = [], []
    for _ in range(5):
        slots = new_slots(new_id())
        began = time.perf_counter()
        slots.derivation.derive(PHRASE)
        derivation.append(time.perf_counter() - began)
        run = [sys.executable, "-c", UNLOCK, str(path), PHRASE, start]
        ours.append(float(subprocess.run(run, capture_output=True, check=True).stdout))
    mine, limit = median(ours), median(derivation)
    met = mine <= limit + 0.6
    goal = "≤ derivation + 600 ms"
    return Row(f"unlock the vault, {start}", mine * 1e3, limit * 1e3, "ms", mine / limit, goal, met)


def _save(folder: Path) -> Row:
    """The same rows by a unit of work (audited, journaled) and by raw transactions."""
    made = create_vault(CreateVault(folder / "saved.dapo", "Centre", "Anna", PHRASE))
    mine = _save_ours(made.desk)
    key = secrets.token_bytes(32)
    raw = sqlcipher.connect(folder / "raw.db", isolation_level=None)
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("CREATE TABLE household (id BLOB PRIMARY KEY, label TEXT)")
    began = time.perf_counter()
    for _ in range(CHANGES):
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO household VALUES (?, ?)", (new_id().bytes, "Rosa"))
        raw.execute("COMMIT")
    limit = (time.perf_counter() - began) / CHANGES
    raw.close()
    made.desk.close()
    name = "save one change, journaled and audited"
    ratio = mine / limit
    return Row(name, mine * 1e3, limit * 1e3, "ms", ratio, "≤ 10 × raw", ratio <= 10)


def _save_ours(desk: Desk) -> float:
    """Seconds a change."""
    began = time.perf_counter()
    for _ in range(CHANGES):
        household_id = new_id()
        with desk.work("register_household", household_id) as work:
            work.session.add(
                Household(id=household_id, label="Rosa", opened_on="2026-03-10", changed_at="")
            )
            work.commit()
    return (time.perf_counter() - began) / CHANGES
