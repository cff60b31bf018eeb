"""One process at a time has a vault open: a lock that the system drops when the process dies."""

import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from models.errors import VaultAlreadyOpen, VaultReadOnly

_FAR: Final = 1 << 30
"""On Windows the locked byte cannot be read: it lies far beyond the text."""


class InstanceLock:
    """`X.dapo.lock`, held while the vault is open; its text says by whom."""

    def __init__(self, vault_path: Path) -> None:
        self.path = vault_path.with_name(vault_path.name + ".lock")
        self._handle = -1

    def acquire(self) -> Self:
        """Take the lock.

        Raises:
            VaultAlreadyOpen: a process has it; the values tell its `pid` and `host`.
            VaultReadOnly: the folder cannot be written.
        """
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise VaultReadOnly(path=str(self.path), errno=error.errno) from error
        try:
            _lock(handle)
        except OSError as error:
            holder = _read_holder(handle)
            os.close(handle)
            raise VaultAlreadyOpen(path=str(self.path), **holder) from error
        self._handle = handle
        told = json.dumps({"pid": os.getpid(), "host": socket.gethostname()})
        with suppress(OSError):  # a full disk: then nobody learns who has it
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, told.encode())
        return self

    def release(self) -> None:
        """Give the lock back; the file stays, since removing it would race with the next one."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _read_holder(handle: int) -> dict[str, object]:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        told = json.loads(os.read(handle, 1000))
    except ValueError:
        told = {}
    return {"pid": told.get("pid", 0), "host": told.get("host", "")}


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
