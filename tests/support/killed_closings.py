"""Closings whose desktop is killed again and again, beside one that nobody disturbed."""

import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from app.services.vaults import open_with_recovery_key
from sync.register.database import open_database
from tests.support.processes import unmeasured
from tests.support.server_processes import server_processes
from tests.support.standing import standing, wanted
from tests.support.vaults import ClosedVault

MONTH = "2026-10"
_FIRST_LOAD = 100_000


@dataclass
class KilledClosings:
    """What came of it: rows of the undisturbed closing, kills, closings that ended otherwise."""

    rows: int = 0
    kills: int = 0
    closings: int = 0
    wrong: int = 0


def kill_closings(vault: ClosedVault, folder: Path, kills: int, seed: int = 1) -> KilledClosings:
    """Close a month at one centre after another, each killed at random moments until it is done.

    Every centre has a copy of the same vault: the same number of rows must stand for each, and just
    those that its vault believes to stand.
    """
    chance, told = random.Random(seed), KilledClosings()
    with server_processes(folder) as servers:

        def join(name: str) -> Path:
            path = folder / f"{name}.dapo"
            for ending in ("", ".keys"):
                shutil.copy(f"{vault.path}{ending}", f"{path}{ending}")
            desk = open_with_recovery_key(path, vault.recovery_key)
            servers.welcome(desk, name, allowance=_FIRST_LOAD)
            desk.close()
            return path

        def rows(name: str, path: Path) -> int:
            desk, engine = (
                open_with_recovery_key(path, vault.recovery_key),
                open_database(str(servers.database)),
            )
            stands = standing(engine, name)
            agrees = wanted(desk) == stands
            desk.close()
            engine.dispose()
            return len(stands) if agrees else -1

        quiet = join("Quiet")
        seconds = _close(quiet, vault.recovery_key, None)[1]
        told.rows = rows("Quiet", quiet)
        while told.kills < kills:
            told.closings += 1
            name = f"Centre {told.closings}"
            path, is_done = join(name), False
            while not is_done:
                wait = chance.uniform(0, seconds) if told.kills < kills else None
                is_done = _close(path, vault.recovery_key, wait)[0]
                told.kills += not is_done
            told.wrong += rows(name, path) != told.rows
    return told


def _close(path: Path, recovery_key: str, kill_after: float | None) -> tuple[bool, float]:
    """Close a month in a process of its own; whether it came to its end, and its seconds."""
    command = [sys.executable, "-m", "tests.support.closing_child", str(path), recovery_key, MONTH]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=unmeasured()) as child:
        assert child.stdout is not None
        assert child.stdout.readline()
        begun = time.monotonic()
        if kill_after is not None:
            try:
                child.wait(kill_after)
            except subprocess.TimeoutExpired:
                child.kill()
        words = child.stdout.read()
    if child.returncode not in (0, -signal.SIGKILL):
        raise subprocess.CalledProcessError(child.returncode, command[:3])
    return "closed" in words, time.monotonic() - begun
