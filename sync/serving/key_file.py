"""Secret files of the servers: only their owner may read them, and no writing leaves half of one.

On Windows modes say nothing: there the folder's access list must name the service's account only.
"""

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
    """The key file does not hold what it should; ``args`` holds the path."""


def load_or_create_key(path: Path) -> bytes:
    """Read a key of 64 hexadecimal digits, or make one where there is none.

    Raises:
        KeyFileUnsafe: on POSIX, when the file's mode is wider than 0600.
        KeyFileDamaged: when it holds anything else than a key.
        OSError: when it can be neither read nor made.
    """
    create_secret(path, secrets.token_hex(KEY_LENGTH))
    return parse_key(path, read_secret(path))


def parse_key(path: Path, text: bytes) -> bytes:
    """Return the 32 bytes that 64 hexadecimal digits say; raises ``KeyFileDamaged``."""
    try:
        key = bytes.fromhex(text.decode("ascii"))
    except ValueError as error:
        raise KeyFileDamaged(path) from error
    if len(key) != KEY_LENGTH:
        raise KeyFileDamaged(path)
    return key


def create_secret(path: Path, text: str) -> None:
    """Write a secret file, unless there is one already."""
    # O_EXCL: two servers started at once agree on the one key that was written first.
    with suppress(FileExistsError):
        _write(path, text)


def replace_secret(path: Path, text: str) -> None:
    """Put a new text in a secret file's place, all of it or nothing whenever it is cut."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    _write(beside, text)
    beside.replace(path)


def read_secret(path: Path) -> bytes:
    """Read a secret file without the space around it; raises ``KeyFileUnsafe``, ``OSError``."""
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyFileUnsafe(path)
    return path.read_bytes().strip()


def _write(path: Path, text: str) -> None:
    mode = stat.S_IRUSR | stat.S_IWUSR
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
