"""A vault put back takes the place of another, whole: cut anywhere, the one or the other opens.

Two files must change together, the vault and its key slots. The vault put back is made beside the
other one under a name of its own. Once its slots have left for their place it is decided: whoever
opens the vault next finishes what was cut. Until then nothing of the other one is touched.
"""

import glob
import shutil
from pathlib import Path
from typing import Final

from models.storage.backup import remove_parts
from models.storage.durable import part_of, sync_file, sync_folder
from models.storage.engine import telling_facts
from models.storage.instance_lock import InstanceLock
from models.storage.key_slots import slots_path

_SIDE_FILES: Final = (".keys", ".seen", "-wal", "-shm", "")
"""The vault itself last: what has its name has all the others."""


def made_path(target: Path) -> Path:
    """Where a vault is made that shall take the place of `target`."""
    return target.with_name(f"{target.stem} (ripristino).dapo")


def take_place(target: Path) -> None:
    """Put the vault made, which is closed, in its place; the caller holds the lock of `target`.

    Raises:
        OSError: what lay there is still there, or the next opening finishes the work.
    """
    slots_path(made_path(target)).replace(slots_path(target))
    sync_folder(target.parent)
    _finish(target)


def is_decided(target: Path) -> bool:
    """Whether a vault put back was cut on its way to its place."""
    made = made_path(target)
    return made.exists() and not slots_path(made).exists()


def finish(target: Path) -> None:
    """Let a vault take the place that was decided.

    Raises:
        VaultAlreadyOpen: whoever put it back is still at it.
        DiskFull, DiskFailed, VaultReadOnly: it is tried again at the next opening.
    """
    lock = InstanceLock(target).acquire()
    try:
        if is_decided(target):
            with telling_facts(target):
                _finish(target)
    finally:
        lock.release()


def _finish(target: Path) -> None:
    # The other's log goes first, or it would be played into this one.
    for ending in ("-wal", "-shm", ".seen"):
        _beside(target, ending).unlink(missing_ok=True)
    made_path(target).replace(target)
    sync_folder(target.parent)


def remove_made(target: Path) -> None:
    """Remove what was made for a place and will not take it; the vault before its slots."""
    made = made_path(target)
    for ending in reversed(_SIDE_FILES):
        _beside(made, ending).unlink(missing_ok=True)
    part_of(slots_path(made)).unlink(missing_ok=True)
    remove_parts(part_of(made))


def put_aside(target: Path, aside: Path) -> None:
    """Copy what lies at `target`, whatever state it is in; named only when it is whole."""
    copied = [ending for ending in _SIDE_FILES if _beside(target, ending).exists()]
    for ending in copied:
        part = part_of(_beside(aside, ending))
        shutil.copy2(_beside(target, ending), part)
        sync_file(part)
    for ending in copied:
        part_of(_beside(aside, ending)).replace(_beside(aside, ending))


def remove_cut(target: Path) -> None:
    """Remove what a restore or a change of slots left that was cut; the vault's lock is held."""
    if not is_decided(target):
        remove_made(target)
    part_of(slots_path(target)).unlink(missing_ok=True)
    for part in target.parent.glob(f"{glob.escape(target.stem)} (prima del *).dapo*.part"):
        part.unlink(missing_ok=True)


def _beside(vault: Path, ending: str) -> Path:
    return vault.with_name(vault.name + ending)
