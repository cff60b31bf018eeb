"""Faults of a centre's PC: kills, power cuts, full disks, flipped bits, old files, drills.

The whole takes hours. ``DAPO_FAULTS_SHARE=0.1`` runs a tenth of it, ``--bounded`` what fits into
ten minutes together with the faults of the register.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.benchmarks.row import Row
from tests.support.faults.disk import can_fault
from tests.support.faults.drills import drill
from tests.support.faults.flips import flip_bits
from tests.support.faults.killed_vaults import KINDS, fill_disks, kill, kill_closings
from tests.support.faults.killing import quick_folder
from tests.support.faults.power_cuts import cut_power
from tests.support.faults.rollbacks import put_old_back

LONG: Final = True

_SHARE: Final = float(os.environ.get("DAPO_FAULTS_SHARE", "1"))
_KILLS: Final = {
    "saves": 3_000,
    "imports": 2_400,
    "leavings": 1_500,
    "backups": 1_500,
    "restores": 800,
    "migrations": 600,
}
_CLOSINGS, _IMAGES, _FLIPS, _ROLLBACKS, _DRILLS = 200, 500, 100_000, 1_000, 1_000
_DEEDS: Final = ("save", "backup", "compact backup", "export csv", "export xlsx", "migration")
_SECONDS_TO_OPEN: Final = 5


def measure() -> Iterator[Row]:
    """All of it: what must be told or kept, and the control that must lose."""
    if not can_fault():
        sys.stderr.write("no faults here: they need Linux and a C compiler\n")
        return
    with _notes_of_nobody():
        yield from _killed()
        yield from _cut()
        yield from _filled()
        yield from _damaged()
        yield _drilled()


def _share(whole: int) -> int:
    return max(1, round(whole * _SHARE))


def _killed() -> Iterator[Row]:
    slowest = 0.0
    for kind in (*KINDS, "closings"):
        told = (
            kill_closings(_share(_CLOSINGS))
            if kind == "closings"
            else kill(kind, _share(_KILLS[kind]))
        )
        _complain(kind, told.wrong)
        slowest = max(slowest, told.slowest_opening)
        name = f"{kind}: lost or half after {told.kills} kills, {told.acknowledged} told as done"
        yield _none(name, len(told.wrong), told.lives)
    met = slowest <= _SECONDS_TO_OPEN
    goal = f"<= {_SECONDS_TO_OPEN} s"
    yield Row("slowest opening after a kill", slowest, _SECONDS_TO_OPEN, "s", slowest, goal, met)


def _cut() -> Iterator[Row]:
    for kind in KINDS:
        told = cut_power(kind, _share(_IMAGES))
        _complain(kind, told.wrong)
        yield _none(f"{kind}: wrong after {told.images} power cuts", len(told.wrong), told.images)
    told = cut_power("saves", _share(_IMAGES), synchronous="NORMAL")
    found, images = len(told.wrong), told.images
    name = f"saves with synchronous=NORMAL: lost in {images} power cuts"
    yield Row(name, found, images, "faults", found / images, "> 0", found > 0)


def _filled() -> Iterator[Row]:
    for deed in _DEEDS:
        stride = 1 if _SHARE == 1 else 64 if deed == "migration" else 4
        refused, wrong = fill_disks(deed, stride)
        _complain(deed, wrong)
        yield _none(f"{deed}: wrong on {refused} full disks", len(wrong), max(1, refused))


def _damaged() -> Iterator[Row]:
    works: tuple[tuple[str, Callable[..., dict[str, object]], int], ...] = (
        ("bits flipped", flip_bits, _FLIPS),
        ("rollbacks", put_old_back, _ROLLBACKS),
    )
    for what, work, whole in works:
        with quick_folder() as folder:
            for name, told in work(folder, _share(whole)).items():
                _complain(name, told.wrong)
                yield _none(f"{told.done} {what}, {name}: not told", len(told.wrong), told.done)


def _drilled() -> Row:
    with quick_folder() as folder:
        drills = _share(_DRILLS)
        wrong = drill(folder, drills)
    return _none(f"{drills} drills: restored otherwise", len(wrong), drills)


def _none(name: str, found: int, among: int) -> Row:
    return Row(name, found, among, "faults", found / max(1, among), "= 0", found == 0)


def _complain(name: str, wrong: list[str]) -> None:
    for one in wrong[:5]:
        sys.stderr.write(f"{name}: {one}\n")


@contextmanager
def _notes_of_nobody() -> Iterator[None]:
    """What was seen of vaults is noted in a folder of its own, not in that of who measures."""
    before = os.environ.get("XDG_STATE_HOME")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder))
        try:
            yield
        finally:
            os.environ.pop("XDG_STATE_HOME")
            if before is not None:
                os.environ["XDG_STATE_HOME"] = before
