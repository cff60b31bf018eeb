"""Drills: a backup is made, everything else is lost, and the vault is restored on a bare folder."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from app.services.backups import back_up, back_up_elsewhere, choose_backup_folder
from app.services.restoring import restore_backup
from app.services.vaults import notes_folder
from models.storage.restore import recognise, restore
from tests.support.faults.damage import everything, is_kept
from tests.support.vaults import NOW, ClosedVault, make_vault, open_a_file

_DRILLS_A_VAULT = 40


def drill(folder: Path, drills: int) -> list[str]:
    """So many drills, plain and compact copies in turn; names those that restored otherwise."""
    first = make_vault(_bare(folder / "first"))
    vault, wrong = first, []
    for number in range(drills):
        if number % _DRILLS_A_VAULT == 0:
            vault = first.copy_to(_bare(folder / "0"))
        is_same, vault = _drill(vault, folder / str(number + 1), number)
        if not is_same:
            wrong.append(f"drill {number}")
    return wrong


def _drill(vault: ClosedVault, bare: Path, number: int) -> tuple[bool, ClosedVault]:
    def clock() -> datetime:
        return NOW + timedelta(hours=number)

    desk = vault.open(clock)
    open_a_file(desk, number=str(number))
    choose_backup_folder(desk, vault.path.parent)
    before = everything(vault.path, desk.vault.key)
    made = (back_up if number % 2 else back_up_elsewhere)(desk).path
    key = desk.vault.key
    desk.close()
    carried = _carry(made, _bare(bare))
    shutil.rmtree(vault.path.parent)
    shutil.rmtree(notes_folder())
    restored = ClosedVault(bare / "centro.dapo", vault.recovery_key)
    raw = bare / "raw.dapo"
    restore(recognise(carried), key, raw, lambda *_: None)
    desk, _ = restore_backup(carried, vault.recovery_key, restored.path, clock=clock)
    desk.close()
    opened = everything(restored.path, key)
    return everything(raw, key) == before and is_kept(before, opened), restored


def _carry(backup: Path, folder: Path) -> Path:
    """The backup, on a stick to another PC."""
    for path in backup.parent.glob(f"{backup.name}*"):
        shutil.copy(path, folder)
    return folder / backup.name


def _bare(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
