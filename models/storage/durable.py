"""Files written so that a power cut leaves the old one or the new one, never a part."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_in_place_of(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Replace a small file at once; `lasting` waits until the disk has it.

    Raises:
        OSError: the folder cannot be written, or is full; the old file is still there.
    """
    handle, name = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    if lasting:
        sync_folder(path.parent)


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
