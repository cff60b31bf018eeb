"""Seals what the register stores and opens what it gives back (AES-256-GCM, RFC 5116).

An entry is sealed under a token's key, which only a centre with the same match key obtains; it
carries the household's handle and content key. The aid of a household is sealed under keys
derived from that content key (HKDF-SHA-256, RFC 5869), month by month, at an address derived
likewise: the register sees neither whose it is nor how often someone comes.

Of an aid only kind, quantity, amount and date leave the centre. Purposes are words about a person:
they stay.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Final, Self

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from msgspec import Meta

from sync.oprf import Token
from sync.oprf.tokens import INDEX_LENGTH
from sync.protocol.messages import AidRow, EntryRow

ENTRIES_A_PERSON: Final = 40
MAX_FINGERPRINT: Final = 64
MAX_KEY_KIND: Final = 8
SEALED_ENTRY_LENGTH: Final = 12 + 144 + 16
AID_SIZE_CLASSES: Final = (256, 1_024, 4_096, 16_384)
"""Plain bytes a bundle is padded to; nearly all households of nearly all months fit the first."""

_NONCE_LENGTH: Final = 12
_ENTRY_LENGTH: Final = 144
_LENGTH_PREFIX: Final = 2
_HANDLE_LENGTH: Final = 16
_KEY_LENGTH: Final = 32
_ADDRESS_LENGTH: Final = 16
_TAG_LENGTH: Final = 16


class SealBroken(Exception):
    """Bytes do not open under this key: another's, changed on the way, or of a later format."""


class AidBundleTooLarge(Exception):
    """A household's month holds more aid than the largest size class; ``args`` holds the bytes."""


@dataclass(frozen=True, slots=True)
class HouseholdSecrets:
    """What a consenting household has in its centre's vault for the register.

    Attributes:
        handle: 16 random bytes, the household's name between centres that match.
        content_key: 32 random bytes, from which its aid's addresses and keys follow.
    """

    handle: bytes
    content_key: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> Self:
        """Make new random ones."""
        return cls(secrets.token_bytes(_HANDLE_LENGTH), secrets.token_bytes(_KEY_LENGTH))


class EntryContent(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What an opened entry says.

    Attributes:
        key_kind: the match key's kind, up to 8 ASCII characters.
        handle, content_key: the household's, see ``HouseholdSecrets``.
        member: the member's ordinal in the household, 0 to 65,535.
        fingerprint: bytes that show contradictions, opaque here; one length for everybody.
    """

    key_kind: str
    handle: bytes
    content_key: bytes
    member: int
    fingerprint: bytes


class SealedAidLine(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """One aid in a month's bundle.

    Attributes:
        kind: the aid kind's code.
        quantity: units given, or None.
        cents: amount in cents, or None.
        day: day of the month, or None where only the month is known.
    """

    kind: Annotated[str, Meta(min_length=1, max_length=40)]
    quantity: Annotated[int, Meta(ge=0, le=2**31)] | None
    cents: Annotated[int, Meta(ge=0, le=2**53)] | None
    day: Annotated[int, Meta(ge=1, le=31)] | None


class _Bundle(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    version: int
    lines: tuple[SealedAidLine, ...]


_entry_decoder: Final = msgspec.msgpack.Decoder(EntryContent)
_bundle_decoder: Final = msgspec.msgpack.Decoder(_Bundle)


@dataclass(frozen=True)
class Person:
    """A member of a household as its centre sends it.

    Attributes:
        household: the household's secrets.
        member: ordinal in the household, never given to another.
        generation: raised by the centre each time this person's details change, so that new
            entries have other tags than the ones they replace.
    """

    household: HouseholdSecrets
    member: int
    generation: int

    def tag(self, slot: int) -> bytes:
        """Return the 16 bytes that name one of this person's entries; random to all others."""
        place = f"{self.member} {self.generation} {slot}".encode()
        return _derive(self.household.content_key, b"dapo entry tag v1 " + place, _TAG_LENGTH)


def seal_person(
    person: Person,
    keys: Sequence[tuple[str, Token]],
    fingerprint: bytes,
    centre: int,
    pad_to: int = ENTRIES_A_PERSON,
) -> list[EntryRow]:
    """Seal a person's entries, filled up with dummies that nobody can tell from them.

    Args:
        person: whose they are.
        keys: kind and token of every match key.
        fingerprint: opaque bytes, at most 64, of one length for everybody.
        centre: the sending centre's number; an entry opens as that centre's only.
        pad_to: everyone gets this many entries, or the next multiple of it.
    """
    household, rows = person.household, []
    for slot in range(entry_count(len(keys), pad_to)):
        if slot < len(keys):
            kind, token = keys[slot]
            content = EntryContent(
                kind, household.handle, household.content_key, person.member, fingerprint
            )
            index, sealed = token.index, _seal_entry(token, content, centre)
        else:
            index = secrets.token_bytes(INDEX_LENGTH)
            sealed = secrets.token_bytes(SEALED_ENTRY_LENGTH)
        rows.append(EntryRow(index, person.tag(slot), sealed))
    return rows


def entry_tags(person: Person, keys: int, pad_to: int = ENTRIES_A_PERSON) -> list[bytes]:
    """Return the tags of everything ``seal_person`` made from so many keys, to erase it."""
    return [person.tag(slot) for slot in range(entry_count(keys, pad_to))]


def entry_count(keys: int, pad_to: int = ENTRIES_A_PERSON) -> int:
    """Return how many entries a person with so many keys gets."""
    return max(1, -(-keys // pad_to)) * pad_to


def open_entry(token: Token, sealed: bytes, centre: int) -> EntryContent:
    """Open another centre's entry found under our token's index; raises ``SealBroken``."""
    plain = _open(token.seal_key, sealed, _entry_context(token.index, centre))
    try:
        return _entry_decoder.decode(_unpad(plain))
    except msgspec.MsgspecError as error:
        raise SealBroken from error


def aid_address(content_key: bytes, month: str) -> bytes:
    """Return the 16 bytes where a household's aid of a month (``"2026-03"``) is stored."""
    return _derive(content_key, b"dapo aid address v1 " + month.encode(), _ADDRESS_LENGTH)


def farewell_address(content_key: bytes) -> bytes:
    """Return the 16 bytes that say, to who has the key, that this household left for good."""
    return _derive(content_key, b"dapo farewell v1", _ADDRESS_LENGTH)


def seal_aid(
    content_key: bytes, month: str, version: int, lines: Sequence[SealedAidLine]
) -> AidRow:
    """Seal a household's month: one bundle, with or without aid, of one of a few sizes.

    Args:
        content_key: the household's.
        month: ``"2026-03"``.
        version: from 1, raised with each correction of the month.
        lines: its aid.

    Raises:
        AidBundleTooLarge: more than about 1,300 lines.
    """
    plain = msgspec.msgpack.encode(_Bundle(version, tuple(lines)))
    size = next((each for each in AID_SIZE_CLASSES if len(plain) + _LENGTH_PREFIX <= each), None)
    if size is None:
        raise AidBundleTooLarge(len(plain))
    address = aid_address(content_key, month)
    sealed = _seal(_aid_key(content_key, month), _pad(plain, size), _aid_context(address, version))
    return AidRow(address, version, sealed)


def open_aid(
    content_key: bytes, month: str, version: int, sealed: bytes
) -> tuple[SealedAidLine, ...]:
    """Open a bundle found at the address of this household and month; raises ``SealBroken``."""
    address = aid_address(content_key, month)
    plain = _open(_aid_key(content_key, month), sealed, _aid_context(address, version))
    try:
        bundle = _bundle_decoder.decode(_unpad(plain))
    except msgspec.MsgspecError as error:
        raise SealBroken from error
    if bundle.version != version:
        raise SealBroken
    return bundle.lines


def _seal_entry(token: Token, content: EntryContent, centre: int) -> bytes:
    if len(content.fingerprint) > MAX_FINGERPRINT or len(content.key_kind) > MAX_KEY_KIND:
        raise ValueError(content.key_kind)
    plain = _pad(msgspec.msgpack.encode(content), _ENTRY_LENGTH)
    return _seal(token.seal_key, plain, _entry_context(token.index, centre))


def _entry_context(index: bytes, centre: int) -> bytes:
    return b"dapo entry v1 " + index + centre.to_bytes(8)


def _aid_context(address: bytes, version: int) -> bytes:
    return b"dapo aid v1 " + address + version.to_bytes(8)


def _aid_key(content_key: bytes, month: str) -> bytes:
    return _derive(content_key, b"dapo aid key v1 " + month.encode(), _KEY_LENGTH)


def _derive(key: bytes, purpose: bytes, length: int) -> bytes:
    return HKDFExpand(algorithm=SHA256(), length=length, info=purpose).derive(key)


def _pad(plain: bytes, size: int) -> bytes:
    return (len(plain).to_bytes(_LENGTH_PREFIX) + plain).ljust(size, b"\0")


def _unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:_LENGTH_PREFIX])
    return padded[_LENGTH_PREFIX : _LENGTH_PREFIX + length]


def _seal(key: bytes, plain: bytes, context: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE_LENGTH)
    return nonce + AESGCM(key).encrypt(nonce, plain, context)


def _open(key: bytes, sealed: bytes, context: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_LENGTH], sealed[_NONCE_LENGTH:], context)
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error
