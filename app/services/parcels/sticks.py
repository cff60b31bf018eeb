"""Files on a USB stick: written whole or not at all, and read back before anyone takes it out."""

import errno
from contextlib import suppress
from pathlib import Path

from app.services.parcels.errors import ParcelUnusable, StickFailed, StickFull, StickNotWritable
from models.storage.durable import write_in_place_of
from sync.client import MAX_PARCEL_BYTES

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_on_stick(path: Path, content: bytes) -> Path:
    """Write a file under another name first, wait for the stick, compare what stands there.

    Raises:
        StickFull, StickNotWritable, StickFailed: nothing of the file is left; one of the same name
            that was there before may be.
    """
    try:
        write_in_place_of(path, content)
        written = path.read_bytes()
    except OSError as error:
        if error.errno in _FULL:
            raise StickFull(path=str(path.parent), needed=len(content)) from error
        raise StickNotWritable(path=str(path.parent)) from error
    if written != content:
        with suppress(OSError):
            path.unlink()
        raise StickFailed(path=str(path.parent))
    return path


def read_from_stick(path: Path) -> bytes:
    """Read a file that may be anything.

    Raises:
        ParcelUnusable: it is larger than any parcel.
        StickFailed: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_PARCEL_BYTES + 1)
    except OSError as error:
        raise StickFailed(path=str(path)) from error
    if len(content) > MAX_PARCEL_BYTES:
        raise ParcelUnusable(reason="not_a_parcel")
    return content


def file_name(centre: str, number: int, way: str) -> str:
    """As "San Pio plico 3 andata.dapoparcel": read by people, in the language of the network."""
    kept = "".join(sign if sign.isalnum() or sign in " -" else " " for sign in centre)
    what = f"plico {number}" if number else "iscrizione"
    return f"{' '.join(kept.split())[:60]} {what} {way}.dapoparcel".strip()
