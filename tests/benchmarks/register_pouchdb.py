"""A first load and 500 changes over HTTP, beside PouchDB's replication of as many records.

Both keep what they are sent on disk. Without Node, or where its packages cannot be had, this
measures nothing and says so.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sync.client import EntryRow, Outgoing, RegisterClient, plan_pushes
from tests.benchmarks.row import Row
from tests.support.register_at_work import some_entries
from tests.support.server_processes import server_processes

RECORDS, CHANGES = 50_000, 500
GOAL = 10.0
PACKAGES = ("pouchdb@9", "express-pouchdb@4", "express@4")
_SCRIPT = Path(__file__).with_name("pouchdb_sync.js")


def measure() -> list[Row]:
    """Measure both in one run; what is installed for PouchDB goes away with its folder."""
    node, npm = shutil.which("node"), shutil.which("npm")
    with TemporaryDirectory() as name:
        folder = Path(name)
        if node is None or npm is None or not _install(npm, folder):
            sys.stderr.write("  skipped: Node with PouchDB is not to be had here\n")
            return []
        shutil.copy(_SCRIPT, folder)
        words = [node, _SCRIPT.name, str(RECORDS), str(CHANGES)]
        ran = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
        theirs = json.loads(ran.stdout.splitlines()[-1])
        ours = _exchange(folder)
    return [
        _row(
            f"first load of {RECORDS:,} records, PouchDB", RECORDS, ours["first"], theirs["first"]
        ),
        _row(f"{CHANGES} changes, PouchDB", CHANGES, ours["changes"], theirs["changes"]),
    ]


def _install(npm: str, folder: Path) -> bool:
    words = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
    return subprocess.run(words, cwd=folder, capture_output=True, check=False).returncode == 0


def _exchange(folder: Path) -> dict[str, float]:
    """A centre pushes all it has, then seven times 500 more; seconds, receipts checked."""
    with server_processes(folder) as servers:
        device = servers.enrol("Centro")
        with RegisterClient(device) as register:
            first = _push(register, device.epoch, some_entries(RECORDS), 1)
            rounds = [
                _push(register, device.epoch, some_entries(CHANGES), sequence)
                for sequence in range(1_000, 1_007)
            ]
            return {"first": first, "changes": median(rounds)}


def _push(
    register: RegisterClient, epoch: bytes, entries: Sequence[EntryRow], sequence: int
) -> float:
    pushes = plan_pushes(Outgoing(entries), sequence, epoch)
    start = time.perf_counter()
    for push in pushes:
        register.push(push)
    return time.perf_counter() - start


def _row(name: str, records: int, ours: float, theirs: float) -> Row:
    ratio = theirs / ours
    goal = f">= {GOAL:g} x PouchDB"
    return Row(name, records / ours, records / theirs, "records/s", ratio, goal, ratio >= GOAL)
