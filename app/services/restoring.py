"""From a backup to a working vault, on this PC or on a bare one.

First the file chosen is recognised, then opened with a passphrase or the recovery sheet, restored
to a new file and counted; only a vault that was checked whole takes its place. A vault that lies
there already is put aside under another name, never written over. Whoever was erased there is
erased again in what is put back.
"""

import logging
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.services.backups import local_moment, told_contents
from app.services.desk import Clock, Desk, utc_now
from app.services.progress import Progress, silent
from app.services.vaults import open_vault, open_with_recovery_key
from models.errors import RecoveryKeyMistyped, WorldError
from models.records.backup import BackupContents, BackupLine
from models.storage.durable import sync_file, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.storage.erased import ErasedLine

_log = logging.getLogger(__name__)

_SIDE_FILES: Final = ("", ".keys", ".seen", "-wal", "-shm")


def recognise_backup(path: Path) -> BackupLine:
    """What a chosen file is, before anybody types a secret; when it was made as the disk tells.

    Raises:
        NotABackup: it is something else.
        BackupDamaged, KeysMissing, KeysDamaged: it is a backup that cannot be opened.
        DiskFailed: it cannot be read.
    """
    from models.storage.restore import recognise

    found = recognise(path).path.stat()
    return BackupLine(
        path, local_moment(datetime.fromtimestamp(found.st_mtime, UTC)), found.st_size
    )


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
    from models.storage.engine import telling_facts
    from models.storage.erased import carry_over
    from models.storage.instance_lock import InstanceLock
    from models.storage.restore import recognise, restore

    found = recognise(backup)
    reopen: Callable[..., Desk] = open_with_recovery_key
    try:
        key = found.slots.open_with_recovery_key(secret).key
    except RecoveryKeyMistyped:
        key = found.slots.open_with_passphrase(secret).key
        reopen = open_vault
    made = target.with_name(f"{target.stem} (ripristino).dapo")
    lock = InstanceLock(target).acquire()
    try:
        _remove(made)
        contents = restore(found, key, made, lambda *told: progress("restore", *told))
        told = told_contents(made, key, contents)
        with telling_facts(target):
            _keep_aside(target, aside or aside_path(target, clock()))
            carry_over(made, key, _erased_at(target, secret))
            _take_place(made, target)
    finally:
        _remove(made)
        lock.release()
    return reopen(target, secret, clock, knowingly=True), told


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


def _keep_aside(target: Path, aside: Path) -> None:
    """Copy what lies at `target`, whatever state it is in."""
    for ending in _SIDE_FILES:
        path = _beside(target, ending)
        if path.exists():
            copy = _beside(aside, ending)
            shutil.copy2(path, copy)
            sync_file(copy)


def _take_place(made: Path, target: Path) -> None:
    """Put a vault where another was; the other's log goes first, or it would be played into it."""
    for ending in ("-wal", "-shm", ".seen"):
        _beside(target, ending).unlink(missing_ok=True)
    for ending in (".keys", ""):
        _beside(made, ending).replace(_beside(target, ending))
    sync_folder(target.parent)


def _remove(made: Path) -> None:
    for ending in _SIDE_FILES:
        _beside(made, ending).unlink(missing_ok=True)


def _beside(vault: Path, ending: str) -> Path:
    return vault.with_name(vault.name + ending)
