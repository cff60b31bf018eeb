"""A file read into a workbook: checked first, parsed in a child process under limits."""

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.services.confined import LimitReached, confined
from app.services.imports.errors import FileLooksDangerous, FileNotUnderstood, FileTooBig
from app.services.imports.parsing import Parsed, parse_or_tell
from models.records.imports import Workbook

_MEGABYTE = 1024 * 1024
_FOREIGN_MAGIC = (
    *(
        b"%PDF",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"{\\rtf",
        b"\x1f\x8b",
        b"Rar!",
        b"7z\xbc\xaf",
    ),
    *(b"\x7fELF", b"MZ\x90", b"SQLite format 3", b"BM", b"II*\0", b"MM\0*", b"ID3"),
)
_SAMPLE = 65_536
_MOST_CONTROL_BYTES = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost; `memory_bytes` is over what the child needs to start."""

    file_bytes: int = 50 * _MEGABYTE
    unpacked_bytes: int = 400 * _MEGABYTE
    ratio: int = 200
    ratio_counts_from_bytes: int = 20 * _MEGABYTE
    memory_bytes: int = 384 * _MEGABYTE
    seconds: int = 60


def read_workbook(path: Path, limits: Limits | None = None) -> Workbook:
    """Read xlsx, xls, xlsb, ods, csv or tsv.

    Raises:
        FileTooBig: over a limit of size, memory or time.
        FileLooksDangerous: an archive made to swell or to write elsewhere.
        FileNotUnderstood: missing, encrypted, damaged, or not a table.
    """
    limits = limits or Limits()
    _check(path, limits)
    sheets, notices = _parse_in_child(path, limits)
    if not any(any(row) for sheet in sheets for row in sheet.rows):
        raise FileNotUnderstood(name=path.name, reason="empty")
    return Workbook(path.name, sheets, notices)


def _check(path: Path, limits: Limits) -> None:
    try:
        if not path.is_file():
            raise FileNotFoundError(path)
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(_SAMPLE)
    except OSError as error:
        raise FileNotUnderstood(name=path.name, reason="missing") from error
    if size > limits.file_bytes:
        raise FileTooBig(name=path.name, limit="size", allowed=limits.file_bytes)
    if start.startswith(b"PK\x03\x04"):
        _check_archive(path, size, limits)
    elif start.startswith(b"\xd0\xcf\x11\xe0"):
        _check_compound(path)
    elif start.startswith(_FOREIGN_MAGIC) or _looks_binary(start):
        raise FileNotUnderstood(name=path.name, reason="foreign")


def _check_archive(path: Path, size: int, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise FileNotUnderstood(name=path.name, reason="damaged") from error
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.ratio_counts_from_bytes and unpacked > size * limits.ratio:
        raise FileLooksDangerous(name=path.name, reason="ratio", unpacked=unpacked)
    if unpacked > limits.unpacked_bytes:
        raise FileTooBig(name=path.name, limit="unpacked", allowed=limits.unpacked_bytes)
    if any(_leaves_archive(entry.filename) for entry in entries):
        raise FileLooksDangerous(name=path.name, reason="path")
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileNotUnderstood(name=path.name, reason="encrypted")


def _check_compound(path: Path) -> None:
    """A protected xlsx is an OLE file whose stream names (UTF-16) tell so."""
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise FileNotUnderstood(name=path.name, reason="encrypted")


def _leaves_archive(name: str) -> bool:
    inside = PurePosixPath(name.replace("\\", "/"))
    return inside.is_absolute() or ".." in inside.parts or ":" in name


def _looks_binary(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or not start:
        return False
    if start[:_SAMPLE:2].count(0) == 0 or start[1:_SAMPLE:2].count(0) == 0:
        start = start.replace(b"\0", b"")
    odd = sum(byte < 0x20 and byte not in b"\t\n\r\f\v" for byte in start)
    return odd > len(start) * _MOST_CONTROL_BYTES


def _parse_in_child(path: Path, limits: Limits) -> Parsed:
    allowed = {"memory": limits.memory_bytes, "time": limits.seconds}
    try:
        answer = confined(
            parse_or_tell, str(path), memory=limits.memory_bytes, seconds=limits.seconds
        )
    except LimitReached as error:
        if error.limit == "crash":
            raise FileNotUnderstood(name=path.name, reason="damaged") from error
        raise FileTooBig(name=path.name, limit=error.limit, allowed=allowed[error.limit]) from error
    if isinstance(answer, str):
        raise FileNotUnderstood(name=path.name, reason=answer)
    return answer
