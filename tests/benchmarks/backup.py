"""A backup, checked before and after, beside a raw copy by SQLite's backup interface."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from models.storage.backup import connected, copy_vault, remove_parts
from models.storage.durable import sync_file, sync_folder
from models.storage.engine import connect
from models.storage.key_slots import KeySlots
from tests.benchmarks.row import Row
from tests.support.vaults import make_vault

_ROUNDS = 7
_FILLING = """
    INSERT INTO filling
    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 20000)
    SELECT n, randomblob(2500) FROM number"""


def measure() -> Row:
    """Both in turn, the middle of several rounds, on a vault of some 60 MB."""
    with tempfile.TemporaryDirectory() as name:
        made = make_vault(Path(name))
        desk = made.open()
        key, slots = desk.vault.key, desk.vault.slots
        desk.close()
        with connected(made.path, key) as connection:
            connection.execute("CREATE TABLE filling (n INTEGER PRIMARY KEY, bytes BLOB)")
            connection.execute(_FILLING)
        ours, raw = _ours(made.path, key, slots), _raw(made.path, key)
        times = [(_seconds(ours), _seconds(raw)) for _ in range(_ROUNDS)]
    mine, limit = (median(column) for column in zip(*times, strict=True))
    ratio = median(one / other for one, other in times)
    goal = 1.3
    return Row("back up a vault of 60 MB", mine, limit, "s", ratio, f"<= {goal} x", ratio <= goal)


def _ours(path: Path, key: bytes, slots: KeySlots) -> Callable[[], None]:
    def copy() -> None:
        copy_vault(path, key, slots, path.with_name("ours.dapo"), lambda *_: None)

    return copy


def _raw(path: Path, key: bytes) -> Callable[[], None]:
    def copy() -> None:
        target = path.with_name("raw.dapo")
        remove_parts(target)
        source, copied = connect(path, key), connect(target, key, create=True, unfinished=True)
        source.backup(copied)
        copied.close()
        source.close()
        sync_file(target)
        sync_folder(target.parent)

    return copy


def _seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
