"""Files written so that a power cut leaves the old one or the new one, never a part."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

_ANEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


def write_in_place_of(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Replace a small file at once; `lasting` waits until the disk has it.

    Raises:
        OSError: the folder cannot be written, or is full; the old file is still there.
    """
    part = part_of(path)
    try:
        handle = os.open(part, _ANEW, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    if lasting:
        sync_folder(path.parent)


def part_of(path: Path) -> Path:
    """Where a file is written before it takes its place: one name, so that kills litter little."""
    return path.with_name(path.name + ".part")


def sync_file(path: Path) -> None:
    """Wait until the disk has a file that others wrote."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has a folder's names; Windows cannot, and keeps a renamed file anyway."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
