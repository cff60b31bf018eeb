"""Lives at a vault, each in a process that is forked ready-made and may be killed at any moment.

    python -m tests.support.faults.lives

Reads orders, a line of JSON each, and forks a process for each; what that tells (`telling`) goes to
the standard output, then the line ``["end", how]`` with the process's exit code, below 0 a signal.
"""

import ctypes
import gc
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.services.desk import utc_now
from models.storage import engine
from models.storage.derivation import Derivation
from tests.support.faults.acts import ACTS, Life
from tests.support.faults.telling import Teller
from tests.support.vaults import NOW

_LINES = sys.stdout.fileno()


def _cheaply(_self: Derivation, passphrase: str) -> bytes:
    """In place of argon2id, whose strength is not tested here."""
    return sha256(passphrase.encode()).digest()


def _weakened(synchronous: str) -> None:
    """Let the vault wait for the disk less than it does: a control that must lose."""
    kept = [one for one in engine._SETTINGS if one[0] != "synchronous"]
    number = {"OFF": "0", "NORMAL": "1"}[synchronous]
    engine.__dict__["_SETTINGS"] = (*kept, ("synchronous", synchronous, number))


def _marker() -> Callable[[str], None] | None:
    """What writes into the log of a disk laid under this program, if one is."""
    mark = getattr(ctypes.CDLL(None), "disk_mark", None)
    return None if mark is None else lambda line: mark(line.encode())


def live(order: Mapping[str, Any], tell: Teller) -> None:
    """One life: what is ordered, from the opening to the closing."""
    if synchronous := order.get("synchronous"):
        _weakened(synchronous)
    day, begun = NOW + timedelta(days=order["life"]), time.monotonic()

    def clock() -> datetime:
        return day + timedelta(seconds=time.monotonic() - begun)

    is_real = order.get("clock") == "real"
    ACTS[order["act"]](Life(order, utc_now if is_real else clock, tell))


def _bear(order: Mapping[str, Any]) -> int:
    """Fork a life; its exit code, when it is over or its time is."""
    child = os.fork()
    if child == 0:
        code = 3
        try:
            live(order, Teller(_LINES, _marker()))
            code = 0
        except BaseException as error:
            Teller(_LINES).say("broke", f"{error!r}", traceback.format_exc())
        finally:
            os._exit(code)
    seconds = order.get("seconds")
    until = time.monotonic() + seconds if seconds is not None else None
    while True:
        ended, status = os.waitpid(child, os.WNOHANG if until else 0)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if until and time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            until = None
        time.sleep(0.0005)


def _warm_up() -> None:
    """Live once through everything, so that a life begins with all modules and caches there."""
    with tempfile.TemporaryDirectory() as name, Path(os.devnull).open("wb") as nowhere:
        tell = Teller(nowhere.fileno())
        order = {"vault": str(Path(name) / "warm.dapo"), "act": "make", "life": 0, "saved": 1}
        live(order, tell)
        order["recovery_key"] = tell.last[-1]
        for act in ("save", "import"):
            live(order | {"act": act}, tell)


def main() -> None:
    """Obey until nobody orders any more."""
    Derivation.derive = _cheaply
    _warm_up()
    gc.freeze()
    Teller(_LINES).say("ready")
    for line in sys.stdin:
        order = json.loads(line)
        code = _bear(order)
        Teller(_LINES).say("end", code)


if __name__ == "__main__":
    main()
