"""Flipped bits: one at a time, in every file of a centre, told or without effect.

The vault's own bits are told by the check of its pages, which each opening begins with; some of
them are also tried by a whole opening, which costs fifty times as much.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import WorldError
from models.storage.key_slots import read_slots, slots_path
from models.storage.opening import check_file
from models.storage.restore import recognise
from models.storage.witness import seen_path
from tests.support.faults.damage import Damaged, Place

Tell = Callable[[], bool | None]
SHARES = {
    "vault": 0.70,
    "vault, opened": 0.01,
    "log": 0.01,
    "slots": 0.10,
    "notes": 0.01,
    "backup": 0.04,
    "backup's slots": 0.06,
    "compact": 0.07,
}
"""Of all flips, how many in which file."""


def flip_bits(folder: Path, flips: int, seed: int = 1) -> dict[str, Damaged]:
    """Flip so many bits, and tell for each file what came of it."""
    place, chance = Place(folder), random.Random(seed)
    place.work("old")
    place.work("killed", is_killed=True)
    place.work("closed")
    told = {}
    for name, share in SHARES.items():
        path, tell, day = _target(place, name)
        place.be(day)
        told[name] = Damaged()
        for _ in range(max(1, round(flips * share))):
            with _flipped(path, chance) as at:
                is_told = tell()
            told[name].count(f"{name}: bit {at}", is_told, may_be_harmless=name == "log")
            if name in _OPENED:
                place.be(day)
    return told


_OPENED = {"vault, opened", "log", "notes"}


def _target(place: Place, name: str) -> tuple[Path, Tell, str]:
    """The file, how its damage is looked for, and on which day."""
    vault = place.vault.path

    def with_an_old_vault() -> bool | None:
        vault.write_bytes(place.kept("old", vault))
        return place.tells()

    def pages() -> bool:
        return _raises(lambda: check_file(vault, place.key))

    def slots() -> bool:
        return _raises(lambda: read_slots(vault).open_with_recovery_key(place.vault.recovery_key))

    targets: dict[str, tuple[Path, Tell, str]] = {
        "vault": (vault, pages, "closed"),
        "vault, opened": (vault, place.tells, "closed"),
        "log": (place.log, place.tells, "killed"),
        "slots": (slots_path(vault), slots, "closed"),
        # A note that cannot be read stops nobody: the other one must still tell of an old vault.
        "notes": (seen_path(vault), with_an_old_vault, "closed"),
        "backup": (place.backup, lambda: place.restoring_tells(place.backup), "closed"),
        "backup's slots": (
            slots_path(place.backup),
            lambda: _raises(lambda: recognise(place.backup)),
            "closed",
        ),
        "compact": (place.compact, lambda: place.restoring_tells(place.compact), "closed"),
    }
    return targets[name]


def _raises(look: Callable[[], object]) -> bool:
    try:
        look()
    except WorldError:
        return True
    return False


@contextmanager
def _flipped(path: Path, chance: random.Random) -> Iterator[int]:
    """One bit of a file is the other way round; mended at the end if the file is still there."""
    at = chance.randrange(path.stat().st_size * 8)
    with path.open("r+b", buffering=0) as file:
        file.seek(at // 8)
        byte = file.read(1)[0]
        for value in (byte ^ 1 << at % 8, byte):
            file.seek(at // 8)
            file.write(bytes([value]))
            if value != byte:
                yield at
