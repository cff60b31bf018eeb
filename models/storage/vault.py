"""The vault of a centre: one encrypted file, one write lane, any number of readers."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import insert, select

from models.entities import Setting
from models.errors import NotAVault, VaultDamaged, VaultExists, VaultMissing, VaultSteppedBack
from models.storage.audit import read_entry, read_head
from models.storage.engine import check_header, connect, make_engine
from models.storage.instance_lock import InstanceLock
from models.storage.key_slots import (
    KeySlots,
    encode_slots,
    read_slots,
    slots_path,
    write_slots,
)
from models.storage.schema import SCHEMA, bring_up_to_date, read_schema
from models.storage.session import VaultSession
from models.storage.unit_of_work import Task, UnitOfWork
from models.storage.witness import (
    Head,
    Seen,
    Witness,
    digest_of_pages,
    has_log,
    step_back,
)

APPLICATION_ID: Final = 0x4441504F
"""`PRAGMA application_id` of a vault: "DAPO"."""
FULL_CHECK_BYTES: Final = 64_000_000
"""Every page of a vault up to this size is checked when it is opened (3 ms a megabyte)."""


Unlock = Callable[[KeySlots], tuple[bytes, UUID]]
"""Finds the vault's key in its slots, and whose slot it was."""


@dataclass(frozen=True)
class OpeningTerms:
    """How a vault is to be opened.

    Attributes:
        notes: the person's own folder, see `models.storage.witness`.
        knowingly: open it even if it is older than what was seen of it.
        before_upgrade: called before the schema is changed; what it raises stops the opening.
    """

    notes: Path | None = None
    knowingly: bool = False
    before_upgrade: "Callable[[Vault], None] | None" = None


class Vault:
    """An open vault. Made by `create` and `open`; `close` it when done."""

    def __init__(
        self, path: Path, key: bytes, slots: KeySlots, lock: InstanceLock, witness: Witness
    ) -> None:
        self.path = path
        self._key = key
        self._slots = slots
        self._lock = lock
        self._witness = witness
        self._last_work: tuple[Head, datetime] | None = None
        self._writer = make_engine(path, key)
        self._readers = make_engine(path, key, read_only=True)
        self._lane = _Lane()

    @classmethod
    def create(cls, path: Path, key: bytes, slots: KeySlots, notes: Path | None = None) -> "Vault":
        """Make a vault with its schema and its slots; leaves nothing behind when it fails.

        `notes` is the person's own folder, see `models.storage.witness`.

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
            vault = cls(path, key, slots, lock, Witness(path, slots.file_id, notes))
            bring_up_to_date(vault._writer)
            vault.set_slots(slots)
        except BaseException:
            lock.release()
            _remove(path)
            raise
        return vault

    @classmethod
    def open(
        cls, path: Path, unlock: Unlock, terms: OpeningTerms = OpeningTerms()
    ) -> "tuple[Vault, UUID]":
        """Open a vault with the key that `unlock` finds in its slots; tells whose slot it was.

        Raises:
            VaultMissing, NotAVault, VaultDamaged, VaultAlreadyOpen, VaultTooNew: what it is.
            VaultSteppedBack: it is older than what was seen of it; nothing was written.
            WrongPassphrase: from `unlock`.
        """
        if not path.is_file():
            raise VaultMissing(path=str(path))
        check_header(path)
        slots = read_slots(path)
        lock = InstanceLock(path).acquire()
        try:
            key, operator_id = unlock(slots)
            witness = Witness(path, slots.file_id, terms.notes)
            seen = None if terms.knowingly else witness.seen()
            _check_closed_file(path, key, witness, seen)
            vault = cls(path, key, slots, lock, witness)
            try:
                vault._check_chain(seen)
                vault._upgrade(terms.before_upgrade)
                vault._check_slots()
                vault._begin_notes()
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
        return UnitOfWork(self._writer, self._lane, task, clock, self._note)

    def close(self) -> None:
        """Close every connection and let others open the vault."""
        self._readers.dispose()
        self._writer.dispose()
        if self.path.exists():
            if not slots_path(self.path).exists():
                write_slots(self.path, self._slots)
            if self._last_work is not None:
                pages = digest_of_pages(self.path)
                self._witness.note(*self._last_work, pages, lasting=True)
                self._last_work = None
        self._lock.release()

    def discard(self) -> None:
        """Close and remove a vault whose making failed."""
        self.close()
        self._witness.forget()
        _remove(self.path)

    def _note(self, head: Head, at: datetime) -> None:
        self._last_work = head, at
        self._witness.note(head, at)

    def _begin_notes(self) -> None:
        """From now on the file changes: until it is closed only the chain can be compared."""
        with self.read() as session:
            head = read_head(session)
            entry = read_entry(session, head.sequence)
        if entry is not None:
            self._last_work = head, entry[0]
            self._witness.note(head, entry[0], lasting=True)

    def _check_chain(self, seen: Seen | None) -> None:
        """The vault must hold the last entry that was seen.

        Raises:
            VaultSteppedBack: it does not.
        """
        if seen is None:
            return
        with self.read() as session:
            if not read_schema(session.connection()):
                return
            head = read_head(session)
            there, last = read_entry(session, seen.sequence), read_entry(session, head.sequence)
        reason = step_back(seen, head, there[1] if there else None)
        if reason is not None:
            found_at = last[0] if last else None
            raise VaultSteppedBack(
                path=str(self.path), reason=reason, seen_at=seen.at, found_at=found_at
            )

    def _upgrade(self, before: Callable[["Vault"], None] | None) -> None:
        with self.read() as session:
            found = read_schema(session.connection())
        if before is not None and "" < found < SCHEMA:
            before(self)
        bring_up_to_date(self._writer)

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


def _check_closed_file(path: Path, key: bytes, witness: Witness, seen: Seen | None) -> None:
    """Before anything can write: is the file whole, and is it the one that was left?

    Raises:
        NotAVault, VaultDamaged: as `_check` says.
        VaultSteppedBack: it was changed while it was closed.
    """
    is_changed = seen is not None and witness.changed_while_closed(seen)
    if not (is_changed and has_log(path)):
        _check(path, key)  # opening takes up a write-ahead log, so not one put there since
    if seen is not None and is_changed:
        raise VaultSteppedBack(path=str(path), reason="pages", seen_at=seen.at, found_at=None)


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
