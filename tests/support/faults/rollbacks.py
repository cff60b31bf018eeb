"""Old files put back: told at the next opening, before anything is written.

What nobody can tell on one PC is left out: vault, note beside it and note in the person's own
folder all put back together. The register tells that.
"""

import random
from collections.abc import Callable
from pathlib import Path

from models.storage.key_slots import slots_path
from models.storage.witness import PAGE, seen_path
from tests.support.faults.damage import Damaged, Place

_DAYS = ("monday", "tuesday", "wednesday")
_TODAY = "today"
_KILLED = ("killed early", "killed late")


def put_old_back(folder: Path, times: int, seed: int = 1) -> dict[str, Damaged]:
    """Put something old back so many times, each way in its turn."""
    place, chance = Place(folder), random.Random(seed)
    for day in _DAYS:
        place.work(day)
    for day in _KILLED:
        place.work(day, is_killed=True)
    place.work(_TODAY)
    told = {name: Damaged() for name in _WAYS}
    for number in range(times):
        name = list(_WAYS)[number % len(_WAYS)]
        put_back = _WAYS[name]
        place.be("killed late" if "log" in name else _TODAY)
        put_back(place, chance)
        before = place.vault.path.read_bytes()
        is_told = place.tells()
        told[name].count(f"{name}: time {number}", is_told)
        if name not in _READ_FIRST and place.vault.path.read_bytes() != before:
            told[name].wrong.append(f"{name}: written to, time {number}")
    return told


def _old_vault(place: Place, chance: random.Random) -> None:
    _put(place, chance.choice(_DAYS), place.vault.path)


def _old_vault_and_slots(place: Place, chance: random.Random) -> None:
    _put(place, chance.choice(_DAYS), place.vault.path, slots_path(place.vault.path))


def _old_folder(place: Place, chance: random.Random) -> None:
    vault = place.vault.path
    _put(place, chance.choice(_DAYS), vault, slots_path(vault), seen_path(vault))


def _old_pages(place: Place, chance: random.Random) -> None:
    vault = place.vault.path
    new, old = vault.read_bytes(), place.kept(chance.choice(_DAYS), vault)
    pages = range(0, min(len(old), len(new)), PAGE)
    differing = [at for at in pages if old[at : at + PAGE] != new[at : at + PAGE]]
    mixed = bytearray(new)
    for at in chance.sample(differing, chance.choice((1, 1, 1, 2, len(differing) // 2))):
        mixed[at : at + PAGE] = old[at : at + PAGE]
    vault.write_bytes(mixed)


def _truncated(place: Place, chance: random.Random) -> None:
    vault = place.vault.path
    size = vault.stat().st_size
    with vault.open("r+b") as file:
        file.truncate(chance.choice((size - PAGE, chance.randrange(size), chance.randrange(PAGE))))


def _missing_log(place: Place, _chance: random.Random) -> None:
    place.log.unlink()


def _old_log(place: Place, _chance: random.Random) -> None:
    place.log.write_bytes(place.kept("killed early", place.log))


def _truncated_log(place: Place, chance: random.Random) -> None:
    with place.log.open("r+b") as file:
        file.truncate(chance.randrange(place.log.stat().st_size))


def _strange_log(place: Place, chance: random.Random) -> None:
    place.be(_TODAY)
    place.log.write_bytes(place.kept(chance.choice(_KILLED), place.log))


def _put(place: Place, day: str, *paths: Path) -> None:
    for path in paths:
        path.write_bytes(place.kept(day, path))


_WAYS: dict[str, Callable[[Place, random.Random], None]] = {
    "old vault": _old_vault,
    "old vault and slots": _old_vault_and_slots,
    "old folder": _old_folder,
    "old pages": _old_pages,
    "truncated": _truncated,
    "missing log": _missing_log,
    "old log": _old_log,
    "truncated log": _truncated_log,
    "log beside a closed vault": _strange_log,
}
_READ_FIRST = {"missing log", "old log", "truncated log"}
"""Opening plays a log into the vault before it can be read: what is saved in it is not lost so."""
