"""Key slots: how a passphrase, or the printed recovery key, opens the vault's own key.

The vault is encrypted under 32 random bytes that nobody ever types. `X.dapo.keys`, beside the vault
`X.dapo`, holds that key wrapped once for each person (AES-256-GCM under argon2id of the passphrase,
RFC 9106 second recommended option) and once for the recovery key. So a passphrase changes without
touching the vault, and a person who leaves loses only a slot. The file of slots is separate because
SQLCipher fills its own file from the first byte; a copy of it is kept inside the vault, from which
an open session writes it again if it was lost. All passphrase slots share one salt, so that a login
costs one derivation however many people there are. Its second line is the SHA-256 of the first:
damage is told apart from a wrong passphrase.
"""

import base64
import binascii
import hashlib
import secrets
import unicodedata
from pathlib import Path
from typing import Final, Literal
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.errors import (
    DiskFailed,
    KeysDamaged,
    KeysMissing,
    RecoveryKeyMistyped,
    VaultReadOnly,
    WrongPassphrase,
)
from models.storage.durable import write_in_place_of

KEY_BYTES: Final = 32
RECOVERY_BYTES: Final = 20
_GROUP: Final = 4
_CHECK_LETTERS: Final = 4
_MAX_FILE: Final = 1_000_000
_RFC_4648: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_CROCKFORD: Final = str.maketrans(_RFC_4648, _CROCKFORD)
_FROM_CROCKFORD: Final = str.maketrans(_CROCKFORD, _RFC_4648)
_LIKE_ANOTHER: Final = str.maketrans("OIL", "011")


class Derivation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Parameters of argon2id; what is weaker or dearer than these bounds is refused."""

    salt: bytes
    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 4

    def check(self) -> None:
        """Refuse parameters that an honest file never has.

        Raises:
            KeysDamaged: weaker than RFC 9106's, or so dear that they would freeze the PC.
        """
        sane = (
            len(self.salt) == 16
            and 65_536 <= self.memory_kib <= 1_048_576
            and 3 <= self.passes <= 16
            and 1 <= self.lanes <= 16
        )
        if not sane:
            raise KeysDamaged(reason="derivation")

    def derive(self, passphrase: str) -> bytes:
        """The wrapping key (32 bytes) of a passphrase, the same however its accents were typed."""
        self.check()
        argon2 = Argon2id(
            salt=self.salt,
            length=KEY_BYTES,
            iterations=self.passes,
            lanes=self.lanes,
            memory_cost=self.memory_kib,
        )
        return argon2.derive(unicodedata.normalize("NFKC", passphrase).encode())


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The vault's key, wrapped for one person or for the recovery key."""

    kind: Literal["passphrase", "recovery"]
    operator_id: UUID
    role: str
    nonce: bytes
    wrapped: bytes


class KeySlots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All the slots of one vault."""

    file_id: UUID
    derivation: Derivation
    slots: tuple[Slot, ...] = ()
    format: Literal["dapo-keys-1"] = "dapo-keys-1"

    def with_passphrase(
        self, passphrase: str, key: bytes, operator_id: UUID, role: str
    ) -> "KeySlots":
        """These slots with the one of that operator made anew for a passphrase."""
        others = tuple(
            slot
            for slot in self.slots
            if slot.kind != "passphrase" or slot.operator_id != operator_id
        )
        slot = self._wrap("passphrase", self.derivation.derive(passphrase), key, operator_id, role)
        return msgspec.structs.replace(self, slots=(*others, slot))

    def with_recovery_key(self, recovery: bytes, key: bytes, operator_id: UUID) -> "KeySlots":
        """These slots with the one of the recovery key made anew."""
        others = tuple(slot for slot in self.slots if slot.kind != "recovery")
        slot = self._wrap("recovery", self._stretch(recovery), key, operator_id, "recovery")
        return msgspec.structs.replace(self, slots=(*others, slot))

    def open_with_passphrase(self, passphrase: str, only: UUID | None = None) -> tuple[bytes, UUID]:
        """The vault's key and whose passphrase it is; `only` looks at one operator's slot.

        Raises:
            WrongPassphrase: it opens no slot.
            KeysDamaged: the derivation asked for is absurd.
        """
        return self._open("passphrase", self.derivation.derive(passphrase), only)

    def open_with_recovery_key(self, text: str) -> tuple[bytes, UUID]:
        """The vault's key and who printed the recovery key.

        Raises:
            RecoveryKeyMistyped: its check letters do not fit.
            WrongPassphrase: it is the recovery key of another vault.
        """
        return self._open("recovery", self._stretch(read_recovery_key(text)))

    def _open(self, kind: str, wrapping_key: bytes, only: UUID | None = None) -> tuple[bytes, UUID]:
        cipher = AESGCM(wrapping_key)
        for slot in self.slots:
            if slot.kind == kind and only in {None, slot.operator_id}:
                try:
                    bound = self._bound(slot.kind, slot.operator_id, slot.role)
                    return cipher.decrypt(slot.nonce, slot.wrapped, bound), slot.operator_id
                except (InvalidTag, ValueError):
                    continue
        raise WrongPassphrase

    def _wrap(
        self,
        kind: Literal["passphrase", "recovery"],
        wrapping_key: bytes,
        key: bytes,
        operator_id: UUID,
        role: str,
    ) -> Slot:
        nonce = secrets.token_bytes(12)
        sealed = AESGCM(wrapping_key).encrypt(nonce, key, self._bound(kind, operator_id, role))
        return Slot(kind, operator_id, role, nonce, sealed)

    def _bound(self, kind: str, operator_id: UUID, role: str) -> bytes:
        return msgspec.json.encode(
            [self.format, self.file_id, self.derivation, kind, operator_id, role]
        )

    def _stretch(self, recovery: bytes) -> bytes:
        """160 random bits need no slow derivation, only their own purpose (RFC 5869)."""
        return HKDF(SHA256(), KEY_BYTES, self.file_id.bytes, b"dapo recovery key").derive(recovery)


def new_slots(file_id: UUID) -> KeySlots:
    """No slots yet, with a fresh salt."""
    return KeySlots(file_id, Derivation(secrets.token_bytes(16)))


def new_recovery_key() -> str:
    """A recovery key to print: 160 random bits and 20 of check, in nine groups of four."""
    raw = secrets.token_bytes(RECOVERY_BYTES)
    letters = base64.b32encode(raw).decode().translate(_TO_CROCKFORD) + _check_letters(raw)
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def read_recovery_key(text: str) -> bytes:
    """The 20 bytes of a recovery key typed back; case, spaces and O/0, I/L/1 do not matter.

    Raises:
        RecoveryKeyMistyped: a letter is wrong or missing.
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(_LIKE_ANOTHER)
    letters = "".join(letter for letter in plain if letter.isalnum())
    body, check = letters[:-_CHECK_LETTERS], letters[-_CHECK_LETTERS:]
    try:
        raw = base64.b32decode(body.translate(_FROM_CROCKFORD))
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != RECOVERY_BYTES or _check_letters(raw) != check:
        raise RecoveryKeyMistyped
    return raw


def _check_letters(raw: bytes) -> str:
    digest = hashlib.sha256(b"dapo recovery key" + raw).digest()
    return base64.b32encode(digest).decode().translate(_TO_CROCKFORD)[:_CHECK_LETTERS]


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
