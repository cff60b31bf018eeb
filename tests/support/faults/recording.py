"""What a program did to its disk, in order, and what a power cut may leave of it.

A file is what was last synced, and of the writes since then any part: pages of 4 KB taken or not in
any order, a page now and then torn at a sector of 512 bytes. Names (made, moved, removed) wait for
their folder to be synced; of those that wait the first few are taken, as file systems with a
journal do. POSIX promises no more.
"""

import random
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

_LINE: Final = struct.Struct("=QQqQQ")
_PAGE: Final = 4096
_SECTOR: Final = 512
_FORGOTTEN: Final = ("-shm", ".lock")
"""Endings of files that hold nothing once their program is gone."""


class Event(NamedTuple):
    """One line of the log: what (C made, W written, T shortened, S synced, D folder synced,
    R moved, U removed, M told), to which file, where, and its bytes or names."""

    kind: str
    file: int
    at: int
    first: bytes
    second: bytes


def read_log(path: Path) -> list[Event]:
    """Everything that a program did."""
    content, events, at = path.read_bytes(), [], 0
    while at < len(content):
        kind, file, where, first, second = _LINE.unpack_from(content, at)
        at += _LINE.size
        texts = content[at : at + first], content[at + first : at + first + second]
        events.append(Event(chr(kind), file, where, *texts))
        at += first + second
    return events


@dataclass
class _File:
    synced: bytearray
    waiting: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        self.synced = self.after(self.waiting)
        self.waiting = []

    def after(self, writes: list[Event]) -> bytearray:
        content = bytearray(self.synced)
        for event in writes:
            if event.kind == "T":
                content = content[: event.at].ljust(event.at, b"\0")
            else:
                content = content.ljust(event.at, b"\0")
                content[event.at : event.at + len(event.first)] = event.first
        return content

    def cut(self, chance: random.Random) -> bytearray:
        share = chance.choice((0.0, 0.5, 0.9, 1.0))
        pieces = [piece for event in self.waiting for piece in _pieces(event, chance)]
        return self.after([piece for piece in pieces if chance.random() < share])


def _pieces(event: Event, chance: random.Random) -> Iterator[Event]:
    """The parts of a write that reach the disk by themselves."""
    if event.kind == "T":
        yield event
        return
    at, end = event.at, event.at + len(event.first)
    while at < end:
        upto = min(end, (at // _PAGE + 1) * _PAGE)
        piece = event.first[at - event.at : upto - event.at]
        if chance.random() < 0.05:
            piece = piece[: chance.randrange(0, _PAGE, _SECTOR)]
        yield event._replace(at=at, first=piece)
        at = upto


class Remains:
    """A disk as it is while a log is replayed, and what remains of it at each moment."""

    def __init__(self, *folders: Path) -> None:
        """What lies in these folders now, all of it on the disk."""
        found = (path for folder in folders for path in folder.rglob("*"))
        paths = [path for path in found if path.is_file()]
        self._folders = folders
        self._files = {path.stat().st_ino: _File(bytearray(path.read_bytes())) for path in paths}
        self._names = {str(path): self._files[path.stat().st_ino] for path in paths}
        self._waiting: list[tuple[Event, _File | None]] = []

    def replay(self, event: Event) -> None:
        """One event more."""
        if event.kind in "WT":
            self._files[event.file].waiting.append(event)
        elif event.kind == "S":
            self._files[event.file].sync()
        elif event.kind == "C":
            self._files[event.file] = _File(bytearray())
            self._waiting.append((event, self._files[event.file]))
        elif event.kind in "RU":
            self._waiting.append((event, None))
        elif event.kind == "D":
            self._settle(event.first.decode())

    def _settle(self, folder: str) -> None:
        settled = [
            one for one in self._waiting if str(Path(one[0].first.decode()).parent) == folder
        ]
        self._waiting = [one for one in self._waiting if one not in settled]
        _rename(self._names, settled)

    def put(self, chance: random.Random) -> None:
        """Put what a power cut now would leave in the place of what lies there."""
        names = dict(self._names)
        _rename(names, self._waiting[: chance.randint(0, len(self._waiting))])
        for folder in self._folders:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        for name, file in names.items():
            if not name.endswith(_FORGOTTEN):
                path = Path(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.cut(chance))


def _rename(names: dict[str, _File], waiting: list[tuple[Event, _File | None]]) -> None:
    for event, made in waiting:
        name = event.first.decode()
        if made is not None:
            names[name] = made
        elif event.kind == "U":
            names.pop(name, None)
        elif name in names:
            names[event.second.decode()] = names.pop(name)
