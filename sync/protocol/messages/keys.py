"""The keys of the key-holders: which there are, when each is used, and whose word it is."""

from typing import Annotated

from msgspec import Meta

from sync.protocol.messages.base import Bytes32, Bytes64, Counter, Message, Row

KeyEpoch = Annotated[int, Meta(ge=1, le=2**31)]
"""Which OPRF key, counted from 1 over the whole network."""


class HeldKey(Row, frozen=True):
    """A key of one key-holder, used from ``begins`` until just before ``ends`` (None: open)."""

    key_epoch: KeyEpoch
    public_key: Bytes32
    begins: Counter
    ends: Counter | None


class KeySet(Message, frozen=True, tag="key_set"):
    """All keys of one key-holder, the oldest first.

    ``signature`` is Ed25519 by its identity key over ``key_set_statement``.
    """

    keys: Annotated[tuple[HeldKey, ...], Meta(min_length=1, max_length=64)]
    signature: Bytes64


class KeyHolderAddress(Message, frozen=True, tag="key_holder"):
    """Where a key-holder answers, the key it signs with, and its keys as the register saw them.

    ``key_set`` is None while the register has not seen any.
    """

    url: str
    identity_key: Bytes32
    key_set: KeySet | None = None
