"""Key slots: how a passphrase, or the printed recovery key, opens the vault's own keys.

The vault is encrypted under 32 random bytes that nobody ever types; a second such key, the reserved
one, seals what only some may read. `X.dapo.keys`, beside the vault `X.dapo`, holds a slot for each
person and each recovery sheet. A slot is a pair of keys (X25519): the private one is wrapped under
argon2id of the passphrase (AES-256-GCM), the vault's keys are sealed to the public one (HPKE, RFC
9180). So a passphrase changes without touching the vault, a person who leaves loses only a slot,
and the vault can be given another key, or a person more clearance, without anybody's passphrase.

The file of slots is separate because SQLCipher fills its own file from the first byte; a copy of it
is kept inside the vault, from which an open session writes it again if it was lost. All passphrase
slots share one salt, so that a login costs one derivation however many people there are. The whole
is authenticated under the vault's key: a slot put in by a stranger would be sealed to the next
time the vault is given another key. Its second line is the SHA-256 of the first: damage is told
apart from a wrong passphrase.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, NamedTuple
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.errors import DiskFailed, KeysDamaged, KeysMissing, VaultReadOnly, WrongPassphrase
from models.storage.derivation import KEY_BYTES, Derivation
from models.storage.durable import write_in_place_of
from models.storage.recovery_key import read_recovery_key

_MAX_FILE: Final = 1_000_000
_HPKE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

Kind = Literal["passphrase", "recovery"]


class VaultKeys(NamedTuple):
    """The keys of a vault, 32 random bytes each; `reserved` is None without clearance."""

    vault: bytes
    reserved: bytes | None


@dataclass(frozen=True)
class Opened:
    """What a slot gave: whose it is and the keys.

    Attributes:
        next_key: the key the vault was being given when the work was cut, None otherwise.
        next_reserved: the reserved key that was being given, likewise.
        is_early: a slot as version 0.1.0 wrote it, to be made anew while the secret is at hand.
    """

    operator_id: UUID
    key: bytes = field(repr=False)
    reserved: bytes | None = field(default=None, repr=False)
    next_key: bytes | None = field(default=None, repr=False)
    next_reserved: bytes | None = field(default=None, repr=False)
    is_early: bool = False


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The vault's keys, sealed for one person or one recovery sheet.

    `wrapped` is the private key; in a slot of 0.1.0, which has no public key, the vault's own.
    """

    kind: Kind
    operator_id: UUID
    role: str
    nonce: bytes
    wrapped: bytes
    public_key: bytes = b""
    vault_key: bytes = b""
    reserved_key: bytes = b""
    next_key: bytes = b""
    next_reserved: bytes = b""


class KeySlots(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """All the slots of one vault."""

    file_id: UUID
    derivation: Derivation
    slots: tuple[Slot, ...] = ()
    format: Literal["dapo-keys-1", "dapo-keys-2"] = "dapo-keys-1"
    revision: int = 0
    """Grows with each change: of two files the later one counts."""
    mac: bytes = b""

    def with_passphrase(
        self, passphrase: str, keys: VaultKeys, operator_id: UUID, role: str
    ) -> "KeySlots":
        """These slots with the one of that operator made anew for a passphrase."""
        others = (slot for slot in self.slots if not _is(slot, "passphrase", operator_id))
        made = self._make("passphrase", self.derivation.derive(passphrase), operator_id, role)
        return self._changed((*others, self._seal_to(made, keys)), keys.vault)

    def with_recovery_key(self, recovery: bytes, keys: VaultKeys, operator_id: UUID) -> "KeySlots":
        """These slots with one for a recovery sheet; an operator's earlier sheet is worth nothing.

        Two sealed sheets are two operators' sheets.
        """
        others = (slot for slot in self.slots if not _is(slot, "recovery", operator_id))
        made = self._make("recovery", self._stretch(recovery), operator_id, "recovery")
        return self._changed((*others, self._seal_to(made, keys)), keys.vault)

    def without(self, operator_id: UUID, key: bytes) -> "KeySlots":
        """These slots without that operator's."""
        staying = (slot for slot in self.slots if slot.operator_id != operator_id)
        return self._changed(staying, key)

    def with_clearance(self, operator_id: UUID, keys: VaultKeys) -> "KeySlots":
        """These slots with the reserved key sealed, or no longer sealed, for that operator.

        `keys.reserved` None takes the clearance away.
        """

        def change(slot: Slot) -> Slot:
            is_theirs = slot.operator_id == operator_id and slot.public_key
            return self._seal_to(slot, keys) if is_theirs else slot

        return self._changed(map(change, self.slots), keys.vault)

    def towards(self, next_key: bytes, key: bytes) -> "KeySlots":
        """These slots with the vault's next key sealed beside the present one.

        Slots of 0.1.0 have no public key to seal to and are left out.
        """
        sealed = (
            msgspec.structs.replace(slot, next_key=self._seal(slot, "next", next_key))
            for slot in self.slots
            if slot.public_key
        )
        return self._changed(sealed, key)

    def settled(self, key: bytes) -> "KeySlots":
        """These slots with `key` as the vault's key and no next one."""
        sealed = (
            msgspec.structs.replace(slot, vault_key=self._seal(slot, "vault", key), next_key=b"")
            for slot in self.slots
            if slot.public_key
        )
        return self._changed(sealed, key)

    def towards_reserved(self, next_reserved: bytes, key: bytes) -> "KeySlots":
        """These slots with the next reserved key sealed beside the present one.

        Args:
            next_reserved: sealed for whoever has the present one, and for nobody else.
            key: the vault's.
        """

        def change(slot: Slot) -> Slot:
            sealed = self._seal(slot, "next reserved", next_reserved) if slot.reserved_key else b""
            return msgspec.structs.replace(slot, next_reserved=sealed)

        return self._changed(map(change, self.slots), key)

    def settled_reserved(self, keys: VaultKeys) -> "KeySlots":
        """These slots with one reserved key for whoever has one, and no next one."""

        def change(slot: Slot) -> Slot:
            given = VaultKeys(keys.vault, keys.reserved if slot.reserved_key else None)
            return self._seal_to(slot, given) if slot.public_key else slot

        return self._changed(map(change, self.slots), keys.vault)

    def open_with_passphrase(self, passphrase: str, only: UUID | None = None) -> Opened:
        """The vault's keys and whose passphrase it is; `only` looks at one operator's slot.

        Raises:
            WrongPassphrase: it opens no slot.
            KeysDamaged: the derivation asked for is absurd, or a stranger changed the slots.
        """
        return self._open("passphrase", self.derivation.derive(passphrase), only)

    def open_with_recovery_key(self, text: str) -> Opened:
        """The vault's keys and who printed the recovery key.

        Raises:
            RecoveryKeyMistyped: its check letters do not fit.
            WrongPassphrase: it is the recovery key of another vault.
            KeysDamaged: a stranger changed the slots.
        """
        return self._open("recovery", self._stretch(read_recovery_key(text)))

    def _open(self, kind: Kind, wrapping_key: bytes, only: UUID | None = None) -> Opened:
        for slot in self.slots:
            if slot.kind == kind and only in {None, slot.operator_id}:
                try:
                    bound = self._bound(slot)
                    secret = AESGCM(wrapping_key).decrypt(slot.nonce, slot.wrapped, bound)
                except (InvalidTag, ValueError):
                    continue
                opened = self._opened(slot, secret)
                self._check_mac(opened.key)
                return opened
        raise WrongPassphrase

    def _opened(self, slot: Slot, secret: bytes) -> Opened:
        if not slot.public_key:
            return Opened(slot.operator_id, secret, is_early=True)
        private = X25519PrivateKey.from_private_bytes(secret)

        def unseal(name: str, sealed: bytes) -> bytes | None:
            return _HPKE.decrypt(sealed, private, self._info(slot, name)) if sealed else None

        try:
            key = unseal("vault", slot.vault_key)
            reserved = unseal("reserved", slot.reserved_key)
            next_key = unseal("next", slot.next_key)
            next_reserved = unseal("next reserved", slot.next_reserved)
        except InvalidTag as error:
            raise KeysDamaged(reason="sealed") from error
        if key is None:
            raise KeysDamaged(reason="sealed")
        return Opened(slot.operator_id, key, reserved, next_key, next_reserved)

    def _make(self, kind: Kind, wrapping_key: bytes, operator_id: UUID, role: str) -> Slot:
        private = X25519PrivateKey.generate()
        nonce, public = secrets.token_bytes(12), private.public_key().public_bytes_raw()
        bare = Slot(kind, operator_id, role, nonce, b"", public)
        secret = private.private_bytes_raw()
        wrapped = AESGCM(wrapping_key).encrypt(nonce, secret, self._bound(bare))
        return msgspec.structs.replace(bare, wrapped=wrapped)

    def _seal_to(self, slot: Slot, keys: VaultKeys) -> Slot:
        return msgspec.structs.replace(
            slot,
            vault_key=self._seal(slot, "vault", keys.vault),
            reserved_key=self._seal(slot, "reserved", keys.reserved) if keys.reserved else b"",
            next_reserved=b"",
        )

    def _seal(self, slot: Slot, name: str, key: bytes) -> bytes:
        public = X25519PublicKey.from_public_bytes(slot.public_key)
        return _HPKE.encrypt(key, public, self._info(slot, name))

    def _info(self, slot: Slot, name: str) -> bytes:
        return msgspec.json.encode(["dapo-keys-2", self.file_id, name, slot.kind, slot.operator_id])

    def _bound(self, slot: Slot) -> bytes:
        form = "dapo-keys-2" if slot.public_key else "dapo-keys-1"
        told = [form, self.file_id, self.derivation, slot.kind, slot.operator_id, slot.role]
        return msgspec.json.encode([*told, slot.public_key] if slot.public_key else told)

    def _stretch(self, recovery: bytes) -> bytes:
        """160 random bits need no slow derivation, only their own purpose (RFC 5869)."""
        return HKDF(SHA256(), KEY_BYTES, self.file_id.bytes, b"dapo recovery key").derive(recovery)

    def _changed(self, slots: Iterable[Slot], key: bytes) -> "KeySlots":
        bare = msgspec.structs.replace(
            self, slots=tuple(slots), format="dapo-keys-2", revision=self.revision + 1, mac=b""
        )
        return msgspec.structs.replace(bare, mac=_mac(bare, key))

    def is_by(self, key: bytes) -> bool:
        """Whether who had this key of the vault wrote these slots, as they are."""
        bare = msgspec.structs.replace(self, mac=b"")
        return hmac.compare_digest(_mac(bare, key), self.mac)

    def _check_mac(self, key: bytes) -> None:
        is_early = not any(slot.public_key for slot in self.slots)
        if not is_early and not self.is_by(key):
            raise KeysDamaged(reason="forged")


def _mac(bare: KeySlots, key: bytes) -> bytes:
    mac_key = HKDF(SHA256(), KEY_BYTES, bare.file_id.bytes, b"dapo key slots").derive(key)
    return hmac.digest(mac_key, msgspec.json.encode(bare), "sha256")


def new_keys() -> VaultKeys:
    """The keys of a new vault."""
    return VaultKeys(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES))


def new_slots(file_id: UUID) -> KeySlots:
    """No slots yet, with a fresh salt."""
    return KeySlots(file_id, Derivation(secrets.token_bytes(16)))


def _is(slot: Slot, kind: Kind, operator_id: UUID) -> bool:
    return slot.kind == kind and slot.operator_id == operator_id


def slots_path(vault_path: Path) -> Path:
    """Where the slots of a vault are."""
    return vault_path.with_name(vault_path.name + ".keys")


def encode_slots(slots: KeySlots) -> bytes:
    """The file of slots: a line of JSON, and the SHA-256 of that line."""
    line = msgspec.json.encode(slots)
    return line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n"


def decode_slots(content: bytes) -> KeySlots:
    """The slots of a file; one changed byte anywhere is noticed.

    Raises:
        KeysDamaged: it is not as it was written.
    """
    line = content.partition(b"\n")[0]
    if content != line + b"\n" + hashlib.sha256(line).hexdigest().encode() + b"\n":
        raise KeysDamaged(reason="digest")
    try:
        slots = msgspec.json.decode(line, type=KeySlots)
    except (msgspec.DecodeError, ValueError) as error:
        raise KeysDamaged(reason="format") from error
    slots.derivation.check()
    return slots


def read_slots(vault_path: Path) -> KeySlots:
    """The slots beside a vault.

    Raises:
        KeysMissing: they are not there.
        KeysDamaged: they are not as they were written.
        DiskFailed: they cannot be read.
    """
    try:
        with slots_path(vault_path).open("rb") as file:
            content = file.read(_MAX_FILE)
    except FileNotFoundError as error:
        raise KeysMissing(path=str(slots_path(vault_path))) from error
    except OSError as error:
        raise DiskFailed(path=str(slots_path(vault_path)), errno=error.errno) from error
    return decode_slots(content)


def write_slots(vault_path: Path, slots: KeySlots) -> None:
    """Put the slots beside the vault: after a power cut they are the old or the new ones.

    Raises:
        VaultReadOnly: the folder cannot be written.
    """
    path = slots_path(vault_path)
    try:
        write_in_place_of(path, encode_slots(slots))
    except OSError as error:
        raise VaultReadOnly(path=str(path), errno=error.errno) from error
