"""The lock files of `requirements/` as packages: name, version, where it is wanted, hashes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
LOCKS: Final = ROOT / "requirements"
_HASH: Final = "--hash=sha256:"


class LockUnreadable(ValueError):
    """A line of a lock is neither a package pinned to one version, nor a hash, nor a comment."""


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of a lock.

    Attributes:
        name: as the lock writes it.
        version: the only one allowed.
        marker: for which systems and Pythons (PEP 508), "" for all.
        hashes: SHA-256 of each file that may be installed, 64 hexadecimal digits.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def read_lock(path: Path) -> tuple[Locked, ...]:
    """The packages of a lock, in its order.

    Raises:
        LockUnreadable: a line is nothing that a lock should have.
    """
    return tuple(_packages(path.read_text(encoding="utf-8")))


def _packages(text: str) -> Iterator[Locked]:
    pinned, hashes = "", list[str]()
    for line in text.splitlines():
        told = line.partition("#")[0].strip().removesuffix("\\").strip()
        if not told:
            continue
        if told.startswith(_HASH):
            hashes.append(told.removeprefix(_HASH))
            continue
        if pinned:
            yield _package(pinned, hashes)
        pinned, hashes = told, []
    if pinned:
        yield _package(pinned, hashes)


def _package(pinned: str, hashes: list[str]) -> Locked:
    requirement, _, marker = (part.strip() for part in pinned.partition(";"))
    name, equals, version = requirement.partition("==")
    if not equals or not name or not version or " " in requirement:
        raise LockUnreadable(pinned)
    return Locked(name, version, marker, tuple(hashes))
