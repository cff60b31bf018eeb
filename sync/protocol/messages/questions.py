"""What a centre asks of a key-holder."""

from typing import Annotated

from msgspec import Meta

from sync.protocol.messages.base import Bytes32, Message
from sync.protocol.messages.keys import KeyEpoch


class BlindedBatch(Message, frozen=True, tag="blinded_batch"):
    """Blinded elements to evaluate (RFC 9497) with the key of a key epoch."""

    key_epoch: KeyEpoch
    elements: Annotated[tuple[Bytes32, ...], Meta(min_length=1, max_length=512)]


class EvaluatedBatch(Message, frozen=True, tag="evaluated_batch"):
    """Proof (64) and evaluated elements (32 each), with the key the holder says it used."""

    public_key: Bytes32
    evaluation: bytes
