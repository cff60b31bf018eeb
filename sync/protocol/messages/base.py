"""What all messages share: their base, the types of their fields, health and refusal."""

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


class Health(Message, frozen=True, tag="health"):
    """A server's sign of life.

    ``version`` is the program's, ``wire_versions`` those of messages that it reads, ascending.
    """

    service: str
    public_key: Bytes32
    version: str
    wire_versions: tuple[int, ...]


class Refusal(Message, frozen=True, tag="refusal"):
    """Why a request was refused: a stable code and its values, never a sentence for a screen."""

    code: str
    values: dict[str, str | int] = {}
