"""A file with 32 secret bytes that only its owner may read, made on first use."""

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import Final

KEY_LENGTH: Final = 32


class KeyFileUnsafe(Exception):
    """Others than the owner may read the key file; ``args`` holds the path."""


class KeyFileDamaged(Exception):
    """The key file does not hold 64 hexadecimal digits; ``args`` holds the path."""


def load_or_create_key(path: Path) -> bytes:
    """Read the key, or make one where there is none.

    Raises:
        KeyFileUnsafe: on POSIX, when the file's mode is wider than 0600.
        KeyFileDamaged: when it holds anything else than a key.
        OSError: when it can be neither read nor made.
    """
    with suppress(FileExistsError):
        _create(path)
    return _read(path)


def _create(path: Path) -> None:
    # O_EXCL: two servers started at once agree on the one key that was written first.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_LENGTH) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> bytes:
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyFileUnsafe(path)
    text = path.read_bytes().strip()
    try:
        key = bytes.fromhex(text.decode("ascii"))
    except ValueError as error:
        raise KeyFileDamaged(path) from error
    if len(key) != KEY_LENGTH:
        raise KeyFileDamaged(path)
    return key
