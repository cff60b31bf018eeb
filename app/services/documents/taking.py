"""A file of the person, checked and made fit to be kept."""

import unicodedata
from pathlib import Path
from typing import Final

from app.services.confined import LimitReached, confined
from app.services.documents.errors import DocumentNotTaken
from app.services.documents.inspecting import inspect_file
from models.records.documents import TakenFile
from models.rules.writing import tidy

_MEGABYTE: Final = 1024 * 1024
LARGEST: Final = 10 * _MEGABYTE
"""Bytes that one document may take in the vault."""
_LARGEST_READ: Final = 40 * _MEGABYTE
"""A photograph is made smaller before it is kept."""
MEMORY: Final = 448 * _MEGABYTE
SECONDS: Final = 8
_LONGEST_NAME: Final = 120


def take_file(path: Path) -> TakenFile:
    """Read a picture or a PDF; a picture is made anew without what a camera wrote into it.

    Raises:
        DocumentNotTaken: see its reasons.
    """
    raw = _read(path)
    try:
        inspected = confined(inspect_file, raw, memory=MEMORY, seconds=SECONDS)
    except LimitReached as error:
        reason = "damaged" if error.limit == "crash" else error.limit
        raise DocumentNotTaken(reason=reason) from error
    if isinstance(inspected, str):
        raise DocumentNotTaken(reason=inspected)
    media, data, pages = inspected
    if len(data) > LARGEST:
        raise DocumentNotTaken(reason="too_big", allowed=LARGEST, size=len(data))
    return TakenFile(shown_name(path.name), media, data, pages)


def shown_name(name: str) -> str:
    """A file's name as it is kept: nothing unprintable, and not endless."""
    printable = "".join(
        " " if unicodedata.category(letter).startswith("C") else letter for letter in name
    )
    return tidy(" ".join(printable.split()))[:_LONGEST_NAME]


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise FileNotFoundError(path)
        with path.open("rb") as file:
            raw = file.read(_LARGEST_READ + 1)
    except OSError as error:
        raise DocumentNotTaken(reason="missing") from error
    if len(raw) > _LARGEST_READ:
        raise DocumentNotTaken(reason="too_big", allowed=LARGEST, size=path.stat().st_size)
    return raw
