"""The vault of a centre: one encrypted file, one write lane, any number of readers."""

import json
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.pool import QueuePool

from models.entities import Setting
from models.errors import (
    NotAVault,
    VaultExists,
    VaultInUse,
    VaultMissing,
    VaultSteppedBack,
)
from models.storage.audit import read_entry, read_head
from models.storage.backup import Told, make_copy, remove_parts
from models.storage.derivation import KEY_BYTES
from models.storage.durable import sync_folder
from models.storage.engine import check_header, connect, make_engine, telling_facts
from models.storage.instance_lock import InstanceLock
from models.storage.key_slots import (
    KeySlots,
    Opened,
    VaultKeys,
    decode_slots,
    encode_slots,
    read_slots,
    slots_path,
    write_slots,
)
from models.storage.opening import APPLICATION_ID, check_closed_file, fitting_key
from models.storage.resealing import is_marked
from models.storage.schema import SCHEMA, bring_up_to_date, read_known
from models.storage.session import VaultSession
from models.storage.sweeping import sweep
from models.storage.switching import finish, is_decided, remove_cut
from models.storage.unit_of_work import Task, UnitOfWork
from models.storage.witness import (
    Head,
    Seen,
    Witness,
    digest_of_pages,
    has_log,
    step_back,
)

Unlock = Callable[[KeySlots], Opened]
"""Finds the vault's keys in its slots, and whose slot it was."""


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
        self, path: Path, keys: VaultKeys, slots: KeySlots, lock: InstanceLock, witness: Witness
    ) -> None:
        self.path = path
        self._keys = keys
        self._slots = slots
        self._lock = lock
        self._witness = witness
        self._last_work: tuple[Head, datetime] | None = None
        self._lane = _Lane()
        self._connect()

    @classmethod
    def create(
        cls, path: Path, keys: VaultKeys, slots: KeySlots, notes: Path | None = None
    ) -> "Vault":
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
            connection = connect(path, keys.vault, create=True)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.close()
            check_header(path)
            vault = cls(path, keys, slots, lock, Witness(path, slots.file_id, notes))
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
    ) -> "tuple[Vault, Opened]":
        """Open a vault with the keys that `unlock` finds in its slots; tells whose slot it was.

        Raises:
            VaultMissing, NotAVault, VaultDamaged, VaultAlreadyOpen, VaultTooNew: what it is.
            VaultSteppedBack: it is older than what was seen of it; nothing was written.
            WrongPassphrase: from `unlock`.
        """
        if is_decided(path):
            finish(path)
        if not path.is_file():
            raise VaultMissing(path=str(path))
        check_header(path)
        slots = read_slots(path)
        lock = InstanceLock(path).acquire()
        try:
            remove_cut(path)
            opened = unlock(slots)
            key = fitting_key(path, opened)
            witness = Witness(path, slots.file_id, terms.notes)
            seen = None if terms.knowingly else witness.seen()
            check_closed_file(path, key, witness, seen)
            vault = cls(path, VaultKeys(key, opened.reserved), slots, lock, witness)
            try:
                vault._check_chain(seen)
                vault._upgrade(terms.before_upgrade)
                vault._check_slots()
                if opened.next_key is not None:
                    vault._settle_key()
                if opened.next_reserved is not None:
                    vault.settle_reserved_key(opened.next_reserved)
            except BaseException:
                vault.close()
                raise
        except BaseException:
            lock.release()
            raise
        return vault, opened

    @property
    def slots(self) -> KeySlots:
        """The key slots, as they stand beside the vault."""
        return self._slots

    @property
    def keys(self) -> VaultKeys:
        """The vault's own keys; the reserved one is None for who has no clearance."""
        return self._keys

    @property
    def key(self) -> bytes:
        """The key that the vault is encrypted under."""
        return self._keys.vault

    def take_keys(self, keys: VaultKeys) -> None:
        """From now on hold a reserved key that was made while the vault was open."""
        self._keys = keys

    def set_slots(self, slots: KeySlots) -> None:
        """Replace the key slots: beside the vault, and their copy inside it."""
        with self._lane:
            self._keep_slots(slots)

    def replace_key(self, told: Told) -> None:
        """Encrypt the vault under a new key, for whoever has a slot now and for nobody else.

        The vault is copied under the new key, checked and counted, and takes the old one's place at
        once. Until that is settled every slot holds both keys: killed at any point, the vault opens
        with the one or the other.

        Args:
            told: pages done and in all; what it raises stops the work and leaves the old key.

        Raises:
            VaultInUse: someone is still reading.
            BackupFailed, DiskFull, DiskFailed, VaultReadOnly: the old key stays.
        """
        next_key = secrets.token_bytes(KEY_BYTES)
        with self._lane:
            self._check_unread()
            self._keep_slots(self._slots.towards(next_key, self.key))
            try:
                make_copy(self.path, self.key, rekeyed_path(self.path), next_key, told)
                self._disconnect()  # the log is then played into the file and removed
                if has_log(self.path):
                    raise VaultInUse(path=str(self.path))
                with telling_facts(self.path):
                    rekeyed_path(self.path).replace(self.path)
                    # The slots follow this key, also where the disk fails from here on.
                    self._keys = VaultKeys(next_key, self._keys.reserved)
                    sync_folder(self.path.parent)
            finally:
                self._disconnect()
                self._connect()
                self._settle_key()

    def settle_reserved_key(self, other: bytes) -> None:
        """Of the reserved key held and another, keep the one that what is here is sealed under."""
        with self.read() as session:
            reserved = other if is_marked(session, other) else self._keys.reserved
        self._keys = VaultKeys(self.key, reserved)
        self.set_slots(self._slots.settled_reserved(self._keys))

    def _check_unread(self) -> None:
        pool = self._readers.pool
        if isinstance(pool, QueuePool) and pool.checkedout() > 0:
            raise VaultInUse(path=str(self.path))

    def _settle_key(self) -> None:
        """Of the two keys of an unfinished replacement keep the one that the file is under."""
        remove_parts(rekeyed_path(self.path))
        self._keep_slots(self._slots.settled(self.key))

    def _keep_slots(self, slots: KeySlots) -> None:
        write_slots(self.path, slots)
        self._slots = slots
        row = {"name": "key_slots", "value": json.dumps(encode_slots(slots).decode())}
        with VaultSession(self._writer) as session:
            session.execute(insert(Setting).prefix_with("OR REPLACE"), [row])
            session.commit()

    def _connect(self) -> None:
        self._writer = make_engine(self.path, self.key)
        self._readers = make_engine(self.path, self.key, read_only=True)

    def _disconnect(self) -> None:
        self._readers.dispose()
        self._writer.dispose()

    @contextmanager
    def read(self) -> Iterator[VaultSession]:
        """A session that sees one moment of the vault and cannot write."""
        with VaultSession(self._readers) as session:
            yield session

    def work(self, task: Task, clock: Callable[[], datetime]) -> UnitOfWork:
        """A unit of work on the one write lane; waits for the one before it to leave."""
        return UnitOfWork(self._writer, self._lane, task, clock, self._note)

    def sweep(self) -> None:
        """Leave nothing in the file of what was erased.

        Raises:
            DiskFull, VaultReadOnly, DiskFailed, VaultDamaged: it can be done again.
        """
        with self._lane, telling_facts(self.path):
            sweep(self._writer)

    def close(self) -> None:
        """Close every connection and let others open the vault."""
        self._disconnect()
        if self.path.exists():
            if not slots_path(self.path).exists():
                write_slots(self.path, self._slots)
            if self._last_work is not None:
                # Somebody who still reads keeps the log there: then the file may yet change.
                pages = "" if has_log(self.path) else digest_of_pages(self.path)
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
            found = read_known(session.connection())
        self._begin_notes()  # whatever is written from here on, a kill is no step back
        if before is not None and found < SCHEMA:
            before(self)
        bring_up_to_date(self._writer)

    def _check_slots(self) -> None:
        """Of the slots beside the vault and their copy inside it the later ones count."""
        with self.read() as session:
            copy = session.scalar(select(Setting.value).where(Setting.name == "key_slots"))
        if copy is None:
            raise NotAVault(path=str(self.path))
        inside = decode_slots(json.loads(copy).encode())
        if inside != self._slots:
            self.set_slots(inside if inside.revision > self._slots.revision else self._slots)


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


def rekeyed_path(vault_path: Path) -> Path:
    """Where a vault is being encrypted under another key."""
    return vault_path.with_name(vault_path.name + ".rekey")


def _remove(path: Path) -> None:
    for name in (path.name, path.name + "-wal", path.name + "-shm", path.name + ".keys"):
        with suppress(OSError):
            path.with_name(name).unlink()
