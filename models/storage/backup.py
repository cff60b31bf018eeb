"""Backups: whole copies made by SQLite's backup interface, checked before they are believed.

A vault's file copied while it is open lacks what still lies in the write-ahead log; the backup
interface copies one moment of it, page by page, encrypted under the same key. The copy is opened
again, every page checked, every table counted against the moment copied, and only then does it get
its name. The key slots go beside it, so that it opens with the same passphrases and recovery key.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from models.errors import BackupFailed, VaultDamaged
from models.storage.catalogue import count_rows
from models.storage.durable import sync_file, sync_folder
from models.storage.engine import check_header, connect, telling_facts
from models.storage.key_slots import KeySlots, write_slots

Told = Callable[[int, int], None]
"""Told pages done and pages in all; what it raises stops the copying and leaves no file."""

_PAGES_A_STEP: Final = 2_000


@dataclass(frozen=True)
class Contents:
    """What a vault holds: rows of each table, and when its last entry of the audit was made."""

    rows: Mapping[str, int]
    last_work: datetime | None


def copy_vault(path: Path, key: bytes, slots: KeySlots, target: Path, told: Told) -> Contents:
    """Copy a vault, open or not, to a new file that is checked and then named `target`.

    Raises:
        BackupFailed: the copy is not what was copied.
        DiskFull, DiskFailed, VaultReadOnly, VaultDamaged: as the disks say. No part of a copy
            stays behind, and a file already called `target` is still there.
    """
    part = target.with_name(target.name + ".part")
    try:
        contents = make_copy(path, key, part, key, told)
        with telling_facts(target):
            write_slots(target, slots)
            part.replace(target)
            sync_folder(target.parent)
    finally:
        remove_parts(part)
    return contents


def make_copy(path: Path, key: bytes, target: Path, target_key: bytes, told: Told) -> Contents:
    """Copy a vault under the same or another key; checked, counted and on the disk.

    Raises:
        BackupFailed, DiskFull, DiskFailed, VaultReadOnly, VaultDamaged: nothing is left of it.
    """
    remove_parts(target)
    try:
        with telling_facts(target):
            contents = _copy(path, key, target, target_key, told)
            is_same = check_copy(target, target_key) == contents
            sync_file(target)
    except BaseException:
        remove_parts(target)
        raise
    if not is_same:
        remove_parts(target)
        raise BackupFailed(path=str(target))
    return contents


def check_copy(path: Path, key: bytes) -> Contents:
    """Open a copy, check every page and count its rows.

    Raises:
        NotAVault, VaultDamaged: it cannot be relied on.
    """
    check_header(path)
    with connected(path, key) as connection:
        check_pages(connection, path)
        return contents_of(connection)


def check_pages(connection: Any, path: Path) -> None:
    """Every page of the file under a connection must be as it was written.

    To be asked before a copy too: a page that fails its check is copied as zeros by the backup
    interface, without a word, and sealed anew.

    Raises:
        VaultDamaged: a page fails its check, also when it is looked at again: whoever else has the
            vault open may just be writing it.
    """
    check = "PRAGMA cipher_integrity_check"
    if connection.execute(check).fetchall() and (bad := connection.execute(check).fetchall()):
        raise VaultDamaged(path=str(path), first=str(bad[0][0]), pages=len(bad))


def _copy(path: Path, key: bytes, part: Path, part_key: bytes, told: Told) -> Contents:
    with connected(path, key, read_only=True) as source:
        # One moment: while this transaction lasts the pages under it do not change.
        source.execute("BEGIN")
        contents = contents_of(source)
        check_pages(source, path)
        with connected(part, part_key, create=True, unfinished=True) as copy:

            def tell(_status: int, remaining: int, total: int) -> None:
                told(total - remaining, total)

            source.backup(copy, pages=_PAGES_A_STEP, progress=tell)
        source.execute("ROLLBACK")
    return contents


def contents_of(connection: Any) -> Contents:
    """What a raw connection sees."""
    rows = count_rows(connection)
    last = None
    if rows.get("audit_entry"):
        newest = "SELECT at FROM audit_entry ORDER BY sequence DESC LIMIT 1"
        last = datetime.fromisoformat(connection.execute(newest).fetchone()[0])
    return Contents(rows, last)


@contextmanager
def connected(path: Path, key: bytes, **how: bool) -> Iterator[Any]:
    """A raw connection as `models.storage.engine.connect` makes it, closed at the end."""
    connection = connect(path, key, **how)
    try:
        yield connection
    finally:
        connection.close()


def remove_parts(part: Path) -> None:
    """Remove what is left of a file that was being made."""
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            part.with_name(part.name + ending).unlink(missing_ok=True)
