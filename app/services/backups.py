"""Backups of the open vault: beside it in three generations, and one off the PC.

Beside the vault, in a folder of their own, lie plain copies: the newest of each of the last days,
weeks and months. Off the PC, on a stick or in a folder that the coordinator chose, lies one compact
file that holds everything a bare PC needs. Every copy is read back and counted before it gets its
name (`models.storage`).
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.services.desk import Desk
from app.services.progress import Progress, silent
from models.errors import RuleBroken
from models.records.backup import BackupContents, BackupLine, BackupState
from models.rules.generations import kept
from models.rules.permissions import may

if TYPE_CHECKING:
    from models.storage.backup import Contents

ELSEWHERE: Final = "backup_elsewhere"
DUE_AFTER: Final = timedelta(hours=20)
"""A backup a day, also for who opens a little earlier than the day before."""
OFFERED_AFTER: Final = timedelta(days=7)
"""How old the copy off the PC may grow before it is offered to whoever leaves."""
_NAMED: Final = "%Y-%m-%d %H.%M.%S"
_TRIAL: Final = "prova-"


def back_up(desk: Desk, progress: Progress = silent) -> BackupLine:
    """Make a backup beside the vault and drop those that no generation keeps.

    Args:
        desk: whose vault.
        progress: told "backup" with pages done and in all; may raise to cancel.

    Raises:
        BackupFailed, DiskFull, DiskFailed, VaultReadOnly, VaultDamaged: nothing is left of the
            copy, the earlier ones are still there.
    """
    made_at = local_moment(desk.clock())
    path = copy_beside(desk.vault.path, desk.vault.key, made_at, progress)
    _drop_old(desk.vault.path)
    with desk.work("back_up") as work:
        work.commit()
    return BackupLine(path, made_at, path.stat().st_size)


def copy_beside(vault: Path, key: bytes, name: str | datetime, progress: Progress = silent) -> Path:
    """A plain copy in the folder beside a vault, called by its moment or by what it is before.

    Only copies called by their moment are dropped when later ones make them needless.
    """
    from models.storage.backup import copy_vault  # SQLAlchemy, see vaults
    from models.storage.engine import telling_facts
    from models.storage.key_slots import read_slots

    folder = folder_beside(vault)
    called = name if isinstance(name, str) else name.strftime(_NAMED)
    target = folder / f"{vault.stem} {called}.dapo"
    with telling_facts(folder):
        folder.mkdir(exist_ok=True)
    copy_vault(vault, key, read_slots(vault), target, lambda *told: progress("backup", *told))
    return target


def back_up_elsewhere(desk: Desk, progress: Progress = silent) -> BackupLine:
    """Write the compact backup in the folder chosen, over the one of an earlier day.

    Raises:
        NotAllowed: volunteers may not.
        RuleBroken: no folder was chosen ("no_backup_folder"), or it is not there now, as a stick
            that was taken out ("backup_folder_missing").
        BackupFailed, DiskFull, DiskFailed, VaultReadOnly: the earlier one is still there.
    """
    from models.storage.restore import write_compact_copy

    desk.require("back_up_elsewhere")
    folder = backup_state(desk).folder
    if folder is None:
        raise RuleBroken(rule="no_backup_folder")
    if not folder.is_dir():
        raise RuleBroken(rule="backup_folder_missing", path=str(folder))
    vault, made_at = desk.vault, local_moment(desk.clock())
    target = _compact_path(desk, folder)
    write_compact_copy(
        vault.path, vault.key, vault.slots, target, lambda *told: progress("backup", *told)
    )
    _set_elsewhere(desk, folder, made_at)
    return BackupLine(target, made_at, target.stat().st_size)


def backup_elsewhere(desk: Desk) -> BackupLine | None:
    """The compact backup in the folder chosen; None when it cannot be seen now."""
    state = backup_state(desk)
    if state.folder is None or state.elsewhere is None:
        return None
    path = _compact_path(desk, state.folder)
    try:
        return BackupLine(path, state.elsewhere, path.stat().st_size)
    except OSError:
        return None


def is_backup_elsewhere_due(desk: Desk) -> bool:
    """Whether the folder chosen is there and its copy older than a week, or not yet made."""
    state = backup_state(desk)
    if state.folder is None or not may(desk.operator.role, "back_up_elsewhere"):
        return False
    age = OFFERED_AFTER if state.elsewhere is None else local_moment(desk.clock()) - state.elsewhere
    return age >= OFFERED_AFTER and state.folder.is_dir()


def choose_backup_folder(desk: Desk, folder: Path | None) -> None:
    """Say where backups off the PC go; None for nowhere.

    Raises:
        RuleBroken: it is no folder ("not_a_folder").
    """
    if folder is not None and not folder.is_dir():
        raise RuleBroken(rule="not_a_folder", path=str(folder))
    _set_elsewhere(desk, folder, None)


def backup_state(desk: Desk) -> BackupState:
    """The latest backups, here and off the PC."""
    from models.repositories.settings import setting  # SQLAlchemy, see vaults

    with desk.read() as session:
        chosen = setting(session, ELSEWHERE, {})
    here = backups_beside(desk.vault.path)
    made_at = chosen.get("made_at")
    return BackupState(
        here=here[0] if here else None,
        elsewhere=datetime.fromisoformat(made_at) if made_at else None,
        folder=Path(chosen["folder"]) if chosen.get("folder") else None,
    )


def is_backup_due(desk: Desk) -> bool:
    """Whether the latest backup beside the vault is older than a day."""
    here = backup_state(desk).here
    return here is None or local_moment(desk.clock()) - here.made_at > DUE_AFTER


def backups_beside(vault: Path) -> tuple[BackupLine, ...]:
    """The plain copies in the folder beside a vault, the newest first."""
    lines = [
        BackupLine(path, made_at, path.stat().st_size)
        for path, made_at in _named(folder_beside(vault), vault.stem)
    ]
    return tuple(sorted(lines, key=lambda line: line.made_at, reverse=True))


def folder_beside(vault: Path) -> Path:
    """The folder of a vault's own backups."""
    return vault.with_name(f"{vault.stem} - copie")


def rehearse_restore(desk: Desk, backup: Path, progress: Progress = silent) -> BackupContents:
    """Restore a backup of this vault for trial, count it and remove it again.

    Raises:
        NotABackup, BackupDamaged, VaultDamaged, BackupFailed, DiskFull: it would not restore.
        RuleBroken: it is another centre's ("backup_of_another_vault").
    """
    from models.storage.engine import telling_facts
    from models.storage.restore import recognise, restore

    found = recognise(backup)
    if found.slots.file_id != desk.vault.slots.file_id:
        raise RuleBroken(rule="backup_of_another_vault", path=str(backup))
    beside = folder_beside(desk.vault.path)
    with telling_facts(beside):
        beside.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=beside, prefix=_TRIAL) as folder:
        target = Path(folder) / "prova.dapo"
        contents = restore(found, desk.vault.key, target, lambda *told: progress("restore", *told))
        return told_contents(target, desk.vault.key, contents)


def told_contents(vault: Path, key: bytes, contents: "Contents") -> BackupContents:
    """What a restored vault holds, in a volunteer's words."""
    from models.storage.backup import connected

    with connected(vault, key, read_only=True) as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = 'centre'").fetchone()
    return BackupContents(
        centre=json.loads(row[0]) if row else "",
        households=contents.rows.get("household", 0),
        aid=contents.rows.get("aid", 0),
        last_work=local_moment(contents.last_work) if contents.last_work else None,
    )


def local_moment(moment: datetime) -> datetime:
    """A moment as a clock on the wall tells it, to the second."""
    return moment.astimezone().replace(tzinfo=None, microsecond=0)


def moment_in_name(path: Path) -> datetime | None:
    """When a plain copy was made (local time), as its name tells; None when it does not."""
    told = path.stem[-len("2026-11-22 09.42.00") :]
    with suppress(ValueError):
        return datetime.strptime(told, _NAMED)  # noqa: DTZ007 - a clock on the wall
    return None


def _compact_path(desk: Desk, folder: Path) -> Path:
    from models.storage.restore import COMPACT_SUFFIX

    return folder / f"{desk.vault.path.stem}{COMPACT_SUFFIX}"


def _set_elsewhere(desk: Desk, folder: Path | None, made_at: datetime | None) -> None:
    from models.repositories.settings import set_setting

    told = {
        "folder": str(folder) if folder else None,
        "made_at": made_at.isoformat() if made_at else None,
    }
    with desk.work("back_up_elsewhere" if made_at else "choose_backup_folder") as work:
        set_setting(work.session, ELSEWHERE, told)
        work.commit()


def _named(folder: Path, stem: str) -> Iterator[tuple[Path, datetime]]:
    for path in folder.glob("*.dapo"):
        made_at = moment_in_name(path)
        if made_at is not None and path.stem == f"{stem} {made_at.strftime(_NAMED)}":
            yield path, made_at


def remove_unfinished(vault: Path) -> None:
    """Remove what is left of backups and rehearsals that were cut; nobody has the vault open."""
    from models.storage.key_slots import slots_path

    folder = folder_beside(vault)
    for part in folder.glob("*.dapo*.part*"):
        part.unlink(missing_ok=True)
    for slots in folder.glob("*.dapo.keys"):
        copy = slots.with_suffix("")
        if not copy.exists() and slots_path(copy) == slots:
            slots.unlink(missing_ok=True)
    for trial in folder.glob(f"{_TRIAL}*/"):
        shutil.rmtree(trial, ignore_errors=True)


def _drop_old(vault: Path) -> None:
    from models.storage.key_slots import slots_path

    lines = backups_beside(vault)
    keep = kept(line.made_at for line in lines)
    for line in lines:
        if line.made_at not in keep:
            line.path.unlink(missing_ok=True)
            slots_path(line.path).unlink(missing_ok=True)
