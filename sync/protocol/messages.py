"""Messages between centres, register and key-holders.

Every message is tagged with its name and carries the wire version; a field nobody knows is an
error, never dropped. Lengths are in bytes; times are UTC seconds since 1970.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from sync.protocol import limits

Bytes16 = Annotated[bytes, Meta(min_length=16, max_length=16)]
Bytes32 = Annotated[bytes, Meta(min_length=32, max_length=32)]
Bytes64 = Annotated[bytes, Meta(min_length=64, max_length=64)]
Counter = Annotated[int, Meta(ge=0, le=2**53)]
Name = Annotated[str, Meta(min_length=1, max_length=limits.MAX_NAME_LENGTH)]
SealedEntry = Annotated[bytes, Meta(min_length=1, max_length=limits.MAX_SEALED_ENTRY)]
SealedAid = Annotated[bytes, Meta(min_length=1, max_length=limits.MAX_SEALED_AID)]


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag=True):
    """What every message has: a tag (its name) and the wire version it was written in."""

    wire: int = limits.WIRE_VERSION


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True, gc=False):
    """A line of a bulk message, sent as an array to keep it short."""


class KeyHolderAddress(Message, frozen=True, tag="key_holder"):
    """Where a key-holder answers and the key that its proofs must be made with."""

    url: str
    public_key: Bytes32


class EnrolmentRequest(Message, frozen=True, tag="enrolment_request"):
    """A device asks to speak for a centre: one-time code, its Ed25519 key, proof that it has it."""

    code: Annotated[str, Meta(min_length=16, max_length=32)]
    public_key: Bytes32
    proof: Bytes64


class Enrolment(Message, frozen=True, tag="enrolment"):
    """The register's answer: who the device is now, and whom it may trust."""

    device: Bytes16
    centre: Counter
    centre_name: str
    epoch: Bytes16
    register_key: Bytes32
    certificate: str
    key_holders: Annotated[tuple[KeyHolderAddress, ...], Meta(min_length=1)]


class Centre(Message, frozen=True, tag="centre"):
    """A body of the network, under the number that entries carry."""

    centre: Counter
    name: str


class Network(Message, frozen=True, tag="network"):
    """The network as the register knows it now, with a fresh certificate for the asking device.

    ``windows`` gives for each aid kind the days within which the same kind counts as doubled.
    ``high_water`` is the highest sequence the register has given.
    """

    epoch: Bytes16
    high_water: Counter
    certificate: str
    centres: tuple[Centre, ...]
    windows: dict[str, Counter]
    key_holders: Annotated[tuple[KeyHolderAddress, ...], Meta(min_length=1)]


class EntryRow(Row, frozen=True, gc=False):
    """A sealed entry as its centre sends it; ``tag`` names it for a later deletion."""

    index: Bytes16
    tag: Bytes16
    sealed: SealedEntry


class AidRow(Row, frozen=True, gc=False):
    """The sealed aid of one household and month; a higher version takes a lower one's place."""

    address: Bytes16
    version: Counter
    sealed: SealedAid


class Push(Message, frozen=True, tag="push"):
    """What a device sends in one transaction, at most ``MAX_PUSH_ROWS`` rows in all.

    ``sequence`` counts the device's own pushes from 1: sent again with the same content it gets
    the same receipt, with other content it is refused.
    """

    sequence: Annotated[int, Meta(ge=1, le=2**53)]
    entries: tuple[EntryRow, ...] = ()
    aid: tuple[AidRow, ...] = ()
    erased_entries: tuple[Bytes16, ...] = ()
    erased_aid: tuple[Bytes16, ...] = ()

    @property
    def rows(self) -> int:
        """How many rows of all kinds it carries."""
        return sum(map(len, (self.entries, self.aid, self.erased_entries, self.erased_aid)))


class Receipt(Message, frozen=True, tag="receipt"):
    """The register's signed word that a push is stored.

    ``signature`` is Ed25519 by the register's key over ``receipt_statement``.
    """

    device: Bytes16
    sequence: Counter
    digest: Bytes32
    rows: Counter
    epoch: Bytes16
    high_water: Counter
    signature: Bytes64


class ForeignEntry(Row, frozen=True, gc=False):
    """An entry of another centre under an index of ours; empty ``sealed`` means it was erased."""

    index: Bytes16
    tag: Bytes16
    centre: Counter
    sealed: bytes


class EntryPage(Message, frozen=True, tag="entry_page"):
    """One page of what changed under our indexes since a cursor.

    ``retired`` are indexes of ours that now have too many rows: no evidence any more.
    """

    epoch: Bytes16
    cursor: Counter
    high_water: Counter
    entries: tuple[ForeignEntry, ...]
    retired: tuple[Bytes16, ...]


class AidQuery(Message, frozen=True, tag="aid_query"):
    """Ask for the bundles stored at these addresses that changed since a cursor."""

    since: Counter
    addresses: Annotated[tuple[Bytes16, ...], Meta(max_length=limits.MAX_ADDRESSES)]


class ForeignAid(Row, frozen=True, gc=False):
    """A sealed bundle as stored; empty ``sealed`` means it was erased."""

    address: Bytes16
    version: Counter
    sealed: bytes


class AidPage(Message, frozen=True, tag="aid_page"):
    """The answer to an ``AidQuery``; everything up to ``high_water`` has been looked at."""

    epoch: Bytes16
    high_water: Counter
    aid: tuple[ForeignAid, ...]


class BlindedBatch(Message, frozen=True, tag="blinded_batch"):
    """Blinded elements to evaluate (RFC 9497)."""

    elements: Annotated[tuple[Bytes32, ...], Meta(min_length=1, max_length=512)]


class EvaluatedBatch(Message, frozen=True, tag="evaluated_batch"):
    """Proof (64) and evaluated elements (32 each), with the key the holder says it used."""

    public_key: Bytes32
    evaluation: bytes


class Health(Message, frozen=True, tag="health"):
    """A server's sign of life."""

    service: str
    public_key: Bytes32


class Refusal(Message, frozen=True, tag="refusal"):
    """Why a request was refused: a stable code and its values, never a sentence for a screen."""

    code: str
    values: dict[str, str | int] = {}
