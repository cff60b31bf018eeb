"""What is looked at before a vault is opened: whose it is, whether it is whole and the last."""

from datetime import datetime
from pathlib import Path
from typing import Final

from models.errors import NotAVault, VaultDamaged, VaultSteppedBack
from models.storage.backup import connected, contents_of
from models.storage.engine import connect
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
    with connected(path, key, read_only=True) as connection:
        return contents_of(connection).last_work


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
            bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            if bad:
                raise VaultDamaged(path=str(path), first=str(bad[0][0]), pages=len(bad))
    finally:
        connection.close()
