"""The vault of a centre: one encrypted file, one write lane, any number of readers."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import insert, select

from models.entities import Setting
from models.errors import NotAVault, VaultDamaged, VaultExists, VaultMissing
from models.storage.engine import check_header, connect, make_engine
from models.storage.instance_lock import InstanceLock
from models.storage.key_slots import (
    KeySlots,
    encode_slots,
    read_slots,
    slots_path,
    write_slots,
)
from models.storage.schema import bring_up_to_date
from models.storage.session import VaultSession
from models.storage.unit_of_work import Task, UnitOfWork

APPLICATION_ID: Final = 0x4441504F
"""`PRAGMA application_id` of a vault: "DAPO"."""
FULL_CHECK_BYTES: Final = 64_000_000
"""Every page of a vault up to this size is checked when it is opened (3 ms a megabyte)."""


class Vault:
    """An open vault. Made by `create` and `open`; `close` it when done."""

    def __init__(self, path: Path, key: bytes, slots: KeySlots, lock: InstanceLock) -> None:
        self.path = path
        self._key = key
        self._slots = slots
        self._lock = lock
        self._writer = make_engine(path, key)
        self._readers = make_engine(path, key, read_only=True)
        self._lane = _Lane()

    @classmethod
    def create(cls, path: Path, key: bytes, slots: KeySlots) -> "Vault":
        """Make a vault with its schema and its slots; leaves nothing behind when it fails.

        Raises:
            VaultExists: there is a file there already.
            VaultReadOnly, DiskFull, DiskFailed: as the disk says.
        """
        if path.exists() or slots_path(path).exists():
            raise VaultExists(path=str(path))
        lock = InstanceLock(path).acquire()
        try:
            connection = connect(path, key, create=True)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.close()
            check_header(path)
            vault = cls(path, key, slots, lock)
            bring_up_to_date(vault._writer)
            vault.set_slots(slots)
        except BaseException:
            lock.release()
            _remove(path)
            raise
        return vault

    @classmethod
    def open(
        cls, path: Path, unlock: Callable[[KeySlots], tuple[bytes, UUID]]
    ) -> "tuple[Vault, UUID]":
        """Open a vault with the key that `unlock` finds in its slots; tells whose slot it was.

        Raises:
            VaultMissing, NotAVault, VaultDamaged, VaultAlreadyOpen, VaultTooNew: what it is.
            WrongPassphrase: from `unlock`.
        """
        if not path.is_file():
            raise VaultMissing(path=str(path))
        check_header(path)
        slots = read_slots(path)
        lock = InstanceLock(path).acquire()
        try:
            key, operator_id = unlock(slots)
            _check(path, key)
            vault = cls(path, key, slots, lock)
            try:
                bring_up_to_date(vault._writer)
                vault._check_slots()
            except BaseException:
                vault.close()
                raise
        except BaseException:
            lock.release()
            raise
        return vault, operator_id

    @property
    def slots(self) -> KeySlots:
        """The key slots, as they stand beside the vault."""
        return self._slots

    @property
    def key(self) -> bytes:
        """The vault's own key, to be wrapped in a new slot."""
        return self._key

    def set_slots(self, slots: KeySlots) -> None:
        """Replace the key slots: beside the vault, and their copy inside it."""
        write_slots(self.path, slots)
        self._slots = slots
        row = {"name": "key_slots", "value": json.dumps(encode_slots(slots).decode())}
        with self._lane, VaultSession(self._writer) as session:
            session.execute(insert(Setting).prefix_with("OR REPLACE"), [row])
            session.commit()

    @contextmanager
    def read(self) -> Iterator[VaultSession]:
        """A session that sees one moment of the vault and cannot write."""
        with VaultSession(self._readers) as session:
            yield session

    def work(self, task: Task, clock: Callable[[], datetime]) -> UnitOfWork:
        """A unit of work on the one write lane; waits for the one before it to leave."""
        return UnitOfWork(self._writer, self._lane, task, clock)

    def close(self) -> None:
        """Close every connection and let others open the vault."""
        self._readers.dispose()
        self._writer.dispose()
        if self.path.exists() and not slots_path(self.path).exists():
            write_slots(self.path, self._slots)
        self._lock.release()

    def discard(self) -> None:
        """Close and remove a vault whose making failed."""
        self.close()
        _remove(self.path)

    def _check_slots(self) -> None:
        """The copy inside must be of the same vault; it is refreshed when it lags behind."""
        with self.read() as session:
            copy = session.scalar(select(Setting.value).where(Setting.name == "key_slots"))
        if copy is None:
            raise NotAVault(path=str(self.path))
        if json.loads(copy) != encode_slots(self._slots).decode():
            self.set_slots(self._slots)


class _Lane:
    """A lock that tells a unit of work begun inside another apart from one that must wait."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0

    def __enter__(self) -> None:
        if self._owner == threading.get_ident():
            raise RuntimeError("a unit of work is already open on this thread")
        self._lock.acquire()
        self._owner = threading.get_ident()

    def __exit__(self, *_error: object) -> None:
        self._owner = 0
        self._lock.release()


def _check(path: Path, key: bytes) -> None:
    """Whose file it is, and whether its pages are whole.

    Raises:
        NotAVault: another program's.
        VaultDamaged: a page fails its check.
    """
    connection = connect(path, key)
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise NotAVault(path=str(path))
        if path.stat().st_size <= FULL_CHECK_BYTES:
            bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            if bad:
                raise VaultDamaged(path=str(path), first=str(bad[0][0]), pages=len(bad))
    finally:
        connection.close()


def _remove(path: Path) -> None:
    for name in (path.name, path.name + "-wal", path.name + "-shm", path.name + ".keys"):
        with suppress(OSError):
            path.with_name(name).unlink()
