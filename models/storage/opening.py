"""What is looked at before a vault is opened: whose it is, whether it is whole and the last."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from models.errors import NotAVault, VaultDamaged, VaultSteppedBack
from models.storage.backup import check_pages, connected, contents_of
from models.storage.engine import connect, telling_facts
from models.storage.key_slots import Opened
from models.storage.witness import Seen, Witness, has_log

APPLICATION_ID: Final = 0x4441504F
"""`PRAGMA application_id` of a vault: "DAPO"."""
FULL_CHECK_BYTES: Final = 64_000_000
"""Every page of a vault up to this size is checked when it is opened (3 ms a megabyte)."""


def fitting_key(path: Path, opened: Opened) -> bytes:
    """The key that the file is under: the next one where a replacement was cut after it."""
    if opened.next_key is None:
        return opened.key
    try:
        connect(path, opened.key).close()
    except VaultDamaged:
        return opened.next_key
    return opened.key


def check_closed_file(path: Path, key: bytes, witness: Witness, seen: Seen | None) -> None:
    """Before anything can write: is the file whole, and is it the one that was left?

    Raises:
        NotAVault, VaultDamaged: as `check_file` says.
        VaultSteppedBack: it was changed while it was closed.
    """
    is_changed = seen is not None and witness.changed_while_closed(seen)
    if not (is_changed and has_log(path)):
        check_file(path, key)  # opening takes up a write-ahead log, so not one put there since
    if seen is not None and is_changed:
        found = None if has_log(path) else _last_work(path, key)
        reason = "older" if found is not None and found < seen.at else "pages"
        raise VaultSteppedBack(path=str(path), reason=reason, seen_at=seen.at, found_at=found)


def _last_work(path: Path, key: bytes) -> datetime | None:
    """When somebody last worked in it; None where pages of several days make no sense together."""
    try:
        with telling_facts(path), connected(path, key, read_only=True) as connection:
            return contents_of(connection).last_work
    except VaultDamaged:
        return None


def check_file(path: Path, key: bytes) -> None:
    """Whose file it is, and whether its pages are whole.

    Raises:
        NotAVault: another program's.
        VaultDamaged: a page fails its check.
    """
    connection = connect(path, key)
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise NotAVault(path=str(path))
        if path.stat().st_size <= FULL_CHECK_BYTES:
            _check_pages(connection, path)
    finally:
        connection.close()


def _check_pages(connection: Any, path: Path) -> None:
    try:
        check_pages(connection, path)
    except VaultDamaged:
        if not has_log(path):
            raise
        # A page that was half written when the process or the power went is whole in the log.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        check_pages(connection, path)
