"""From a backup to a vault again: recognised first, checked whole, and only then given its name.

A backup is a plain copy (`X.dapo` with its `X.dapo.keys`) or a compact file (`X.dapobackup`). What
is restored is always a new file: a vault that is already there is never written over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnClause, column, insert, table
from sqlalchemy.dialects.sqlite import dialect

from models.errors import BackupDamaged, BackupFailed, NotABackup, NotAVault, VaultExists
from models.storage.backup import (
    Contents,
    Told,
    check_copy,
    check_pages,
    connected,
    contents_of,
    copy_vault,
    remove_parts,
)
from models.storage.compact import (
    MAGIC,
    Finish,
    Record,
    Rows,
    Table,
    read_compact,
    read_header,
    write_compact,
)
from models.storage.durable import sync_file, sync_folder
from models.storage.engine import check_header, telling_facts
from models.storage.key_slots import KeySlots, read_slots, slots_path, write_slots

COMPACT_SUFFIX: Final = ".dapobackup"


@dataclass(frozen=True)
class BackupFile:
    """A file recognised as a backup of ours, and the slots that open it."""

    path: Path
    slots: KeySlots
    is_compact: bool


def recognise(path: Path) -> BackupFile:
    """What a chosen file is, without a key.

    Raises:
        NotABackup: it is something else.
        BackupDamaged, KeysMissing, KeysDamaged: it is a backup that cannot be opened.
        DiskFailed: it cannot be read.
    """
    with telling_facts(path):
        with path.open("rb") as file:
            is_compact = file.read(len(MAGIC)) == MAGIC
            if is_compact:
                file.seek(0)
                return BackupFile(path, read_header(file)[0].key_slots(), is_compact=True)
        if path.suffix != ".dapo":
            raise NotABackup(path=str(path))
        try:
            check_header(path)
        except NotAVault as error:
            raise NotABackup(path=str(path)) from error
        return BackupFile(path, read_slots(path), is_compact=False)


def write_compact_copy(
    path: Path, key: bytes, slots: KeySlots, target: Path, told: Told
) -> Contents:
    """Write a vault, open or not, as a compact backup, read back and counted before it is named.

    Raises:
        BackupFailed: what is read back is not what was written.
        DiskFull, DiskFailed, VaultReadOnly, VaultDamaged: as the disks say; no part stays behind.
    """
    part = target.with_name(target.name + ".part")
    try:
        with telling_facts(target):
            with connected(path, key, read_only=True) as source, part.open("wb") as file:
                source.execute("BEGIN")
                contents = contents_of(source)
                check_pages(source, path)
                write_compact(source, key, slots, contents.last_work, file, told)
                source.execute("ROLLBACK")
            sync_file(part)
            is_same = _counted(part, key) == contents.rows
            if is_same:
                part.replace(target)
                sync_folder(target.parent)
    finally:
        remove_parts(part)
    if not is_same:
        raise BackupFailed(path=str(target))
    return contents


def restore(backup: BackupFile, key: bytes, target: Path, told: Told) -> Contents:
    """Make a new vault of a backup, checked whole, with the backup's key slots.

    Raises:
        VaultExists: there is a file at `target`.
        BackupDamaged, VaultDamaged: the backup is not as it was made.
        BackupFailed: the new file is not what the backup holds.
        DiskFull, DiskFailed, VaultReadOnly: as the disk says. Nothing stays at `target`.
    """
    if target.exists() or slots_path(target).exists():
        raise VaultExists(path=str(target))
    if not backup.is_compact:
        return copy_vault(backup.path, key, backup.slots, target, told)
    part = target.with_name(target.name + ".part")
    remove_parts(part)
    try:
        with telling_facts(target):
            expected = _rebuild(backup.path, key, part, told)
            contents = check_copy(part, key)
            is_same = contents.rows == expected
            if is_same:
                sync_file(part)
                write_slots(target, backup.slots)
                part.replace(target)
                sync_folder(target.parent)
    finally:
        remove_parts(part)
    if not is_same:
        raise BackupFailed(path=str(target))
    return contents


def _rebuild(path: Path, key: bytes, part: Path, told: Told) -> dict[str, int]:
    rows: dict[str, int] = {}
    with path.open("rb") as file, connected(part, key, create=True, unfinished=True) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        size, statement, name, is_whole = path.stat().st_size, "", "", False
        _, header = read_header(file)
        for record in read_compact(file, key, header):
            if isinstance(record, Table):
                name, statement, rows[record.name] = record.name, _insertion(record), 0
                connection.execute(record.sql)
            elif isinstance(record, Rows):
                connection.executemany(statement, record.rows)
                rows[name] += len(record.rows)
                told(file.tell(), size)
            else:
                _finish(connection, record)
                is_whole = True
        connection.execute("COMMIT")
        if not is_whole:
            raise BackupDamaged(path=str(path), reason="end")
    return rows


def _insertion(record: Table) -> str:
    columns: list[ColumnClause[object]] = [column(name) for name in record.columns]
    return str(insert(table(record.name, *columns)).compile(dialect=dialect()))


def _finish(connection: Any, record: Finish) -> None:
    for statement in record.indexes:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {record.application_id}")


def _counted(part: Path, key: bytes) -> dict[str, int]:
    with part.open("rb") as file:
        _, header = read_header(file)
        return count_records(read_compact(file, key, header))


def count_records(records: Iterable[Record]) -> dict[str, int]:
    """How many rows of each table a compact backup brings."""
    rows: dict[str, int] = {}
    name = ""
    for record in records:
        if isinstance(record, Table):
            name = record.name
            rows[name] = 0
        elif isinstance(record, Rows):
            rows[name] += len(record.rows)
    return rows
