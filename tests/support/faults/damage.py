"""A centre's folder that is damaged and mended again: does the vault tell, or hold what it held?

What is told is a `WorldError`; what opens all the same must be as it was, row by row.
"""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from app.services.backups import back_up, back_up_elsewhere, choose_backup_folder
from app.services.desk import Desk
from app.services.vaults import notes_folder, open_with_recovery_key
from models.errors import WorldError
from models.storage.backup import connected
from models.storage.catalogue import read_table, tables_of
from models.storage.restore import recognise, restore
from models.storage.witness import KNOWINGLY
from tests.support.vaults import NOW, make_vault, open_a_file


@dataclass
class Damaged:
    """What came of it."""

    done: int = 0
    told: int = 0
    harmless: int = 0
    """Not told, and everything reads as it was."""
    wrong: list[str] = field(default_factory=list)

    def count(self, name: str, is_told: bool | None, *, may_be_harmless: bool = False) -> None:
        """Count one damage."""
        self.done += 1
        self.told += is_told is True
        self.harmless += is_told is False
        if is_told is None or (is_told is False and not may_be_harmless):
            self.wrong.append(name)


_OF_AN_OPENING = {"audit_head", "key_slots", KNOWINGLY}
"""Settings that an opening itself writes."""
Content = Mapping[str, frozenset[str]]


def everything(path: Path, key: bytes) -> Content:
    """All rows of all tables, but for what an opening writes."""
    with connected(path, key, read_only=True) as connection:
        return {
            made.name: frozenset(
                repr(row)
                for row in read_table(connection, made.name)
                if row[0] not in _OF_AN_OPENING
            )
            for made in tables_of(connection)
        }


def is_kept(before: Content, after: Content) -> bool:
    """Whether all is as it was, and nothing more but entries of the audit, made by an opening."""
    grown = {"audit_entry"}
    return before.keys() == after.keys() and all(
        rows <= after[name] if name in grown else rows == after[name]
        for name, rows in before.items()
    )


class Place:
    """A centre's folder as it was on several days, and a way back to each."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._notes, self._kept = folder / "centre", notes_folder(), folder / "kept"
        self._folder.mkdir()
        self.vault = make_vault(self._folder)
        self._openings = 0
        desk = self.open()
        open_a_file(desk)
        choose_backup_folder(desk, self._folder)
        self.compact, self.backup = back_up_elsewhere(desk).path, back_up(desk).path
        self.key = desk.vault.key
        desk.close()
        self._contents: dict[str, Content] = {}

    @property
    def log(self) -> Path:
        """The vault's write-ahead log."""
        return self.vault.path.with_name(self.vault.path.name + "-wal")

    def open(self) -> Desk:
        """Open the vault an hour later than the last time."""
        self._openings += 1
        now = NOW + timedelta(hours=self._openings)
        return open_with_recovery_key(self.vault.path, self.vault.recovery_key, lambda: now)

    def work(self, day: str, *, is_killed: bool = False) -> None:
        """A day's work, kept under its name; at its end the process dies or closes the vault."""
        desk = self.open()
        for _ in range(2):
            open_a_file(desk)
        if is_killed:
            self.keep(day)
        desk.close()
        if not is_killed:
            self.keep(day)

    def keep(self, day: str) -> None:
        """Keep everything as it is now."""
        shutil.rmtree(self._kept / day, ignore_errors=True)
        shutil.copytree(self._folder, self._kept / day / "centre")
        shutil.copytree(self._notes, self._kept / day / "notes")
        self._contents[day] = everything(self.vault.path, self.key)

    def kept(self, day: str, path: Path) -> bytes:
        """What a file was on a day."""
        return (self._kept / day / "centre" / path.relative_to(self._folder)).read_bytes()

    def be(self, day: str) -> None:
        """Everything is again as it was on that day."""
        for place, name in ((self._folder, "centre"), (self._notes, "notes")):
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(self._kept / day / name, place)
        self._content = self._contents[day]

    def tells(self) -> bool | None:
        """Whether opening tells; None where it opens and holds something else than it should."""
        try:
            desk = self.open()
        except WorldError:
            return True
        desk.close()
        return False if is_kept(self._content, everything(self.vault.path, self.key)) else None

    def restoring_tells(self, backup: Path) -> bool | None:
        """Whether restoring tells; None where what is restored is something else."""
        target = self._folder / "again.dapo"
        try:
            restore(recognise(backup), self.key, target, lambda *_: None)
        except WorldError:
            return True
        is_same = everything(target, self.key) == self._restored(backup)
        for ending in ("", ".keys"):
            target.with_name(target.name + ending).unlink()
        return False if is_same else None

    def _restored(self, backup: Path) -> Content:
        if backup.suffix not in self._contents:
            target = self._folder / "whole.dapo"
            restore(recognise(backup), self.key, target, lambda *_: None)
            self._contents[backup.suffix] = everything(target, self.key)
        return self._contents[backup.suffix]
