"""From a backup to a working vault, on this PC or on a bare one.

First the file chosen is recognised, then opened with a passphrase or the recovery sheet, restored
to a new file and counted; only a vault that was checked whole takes its place. A vault that lies
there already is put aside under another name, never written over. Whoever was erased there is
erased again in what is put back.
"""

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.services.backups import local_moment, moment_in_name, told_contents
from app.services.desk import Clock, Desk, utc_now
from app.services.progress import Progress, silent
from app.services.vaults import open_vault, open_with_recovery_key
from models.errors import RecoveryKeyMistyped, WorldError
from models.records.backup import BackupContents, BackupLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.storage.erased import ErasedLine
    from models.storage.restore import BackupFile

_log = logging.getLogger(__name__)


def recognise_backup(path: Path) -> BackupLine:
    """What a chosen file is, before anybody types a secret, and when it was made.

    A compact file says itself of which moment it is, a plain copy by its name; only one that was
    named anew has nothing but the disk's time, which copying changes.

    Raises:
        NotABackup: it is something else.
        BackupDamaged, KeysMissing, KeysDamaged: it is a backup that cannot be opened.
        DiskFailed: it cannot be read.
    """
    from models.storage.restore import recognise

    found = recognise(path)
    told = _moment_inside(path) if found.is_compact else moment_in_name(path)
    disk = path.stat()
    return BackupLine(
        path, told or local_moment(datetime.fromtimestamp(disk.st_mtime, UTC)), disk.st_size
    )


def _moment_inside(path: Path) -> datetime | None:
    """When the last work in a compact file was done."""
    from models.storage.compact import read_header

    with path.open("rb") as file:
        made_at = read_header(file)[0].made_at
    return local_moment(made_at) if made_at is not None else None


def aside_path(target: Path, now: datetime) -> Path:
    """The name under which a vault that lies at `target` is put aside."""
    moment = now.astimezone().strftime("%Y-%m-%d %H.%M.%S")
    return target.with_name(f"{target.stem} (prima del {moment}).dapo")


def restore_backup(
    backup: Path,
    secret: str,
    target: Path,
    progress: Progress = silent,
    clock: Clock = utc_now,
    aside: Path | None = None,
) -> tuple[Desk, BackupContents]:
    """Restore a backup to `target` and open it.

    Args:
        backup: a plain copy or a compact file.
        secret: a passphrase that opened the vault when the backup was made, or the recovery key.
        target: where the vault shall be; what lies there is put aside.
        progress: told "restore" with parts done and in all; may raise to cancel.
        clock: the present moment.
        aside: where what lies at `target` goes; named by the moment unless it is told.

    Raises:
        NotABackup, BackupDamaged, VaultDamaged, KeysMissing: what was chosen cannot be restored.
        WrongPassphrase: the secret opens none of its slots (RecoveryKeyMistyped: a wrong letter).
        VaultAlreadyOpen: the vault that lies at `target` is in use.
        BackupFailed, DiskFull, DiskFailed, VaultReadOnly: nothing at `target` was touched.
    """
    from models.storage import switching
    from models.storage.engine import telling_facts
    from models.storage.erased import carry_over
    from models.storage.instance_lock import InstanceLock
    from models.storage.restore import recognise, restore

    found = recognise(backup)
    key, reopen = _key_of(found, secret)
    made = switching.made_path(target)
    if switching.is_decided(target):
        switching.finish(target)
    lock = InstanceLock(target).acquire()
    try:
        switching.remove_made(target)
        contents = restore(found, key, made, lambda *told: progress("restore", *told))
        told = told_contents(made, key, contents)
        with telling_facts(target):
            switching.put_aside(target, aside or aside_path(target, clock()))
            carry_over(made, key, _erased_at(target, secret))
            switching.take_place(target)
    finally:
        switching.remove_cut(target)
        lock.release()
    return reopen(target, secret, clock, knowingly=True), told


def _key_of(found: "BackupFile", secret: str) -> "tuple[bytes, Callable[..., Desk]]":
    """The key that a sheet or passphrase opens, and how the vault is opened with the same."""
    try:
        return found.slots.open_with_recovery_key(secret).key, open_with_recovery_key
    except RecoveryKeyMistyped:
        return found.slots.open_with_passphrase(secret).key, open_vault


def _erased_at(target: Path, secret: str) -> "list[ErasedLine]":
    """Who was erased in the vault that lies at `target`; nobody when it cannot be read."""
    from models.storage.erased import read_erased
    from models.storage.key_slots import read_slots

    try:
        slots = read_slots(target)
        try:
            key = slots.open_with_recovery_key(secret).key
        except RecoveryKeyMistyped:
            key = slots.open_with_passphrase(secret).key
        return read_erased(target, key)
    except WorldError as error:
        _log.info("erasures not carried over: %s", error.code)
        return []
