"""How far a centre's vault and the register's log have come: numbers and digests, no content."""

from typing import Annotated

from msgspec import Meta

from sync.protocol.messages.base import Bytes32, Counter, Message


class VaultHead(Message, frozen=True, tag="vault_head"):
    """The end of a vault's audit chain as its centre told it last, and when (UTC seconds)."""

    sequence: Counter
    digest: Bytes32
    told_at: Counter


class Heads(Message, frozen=True, tag="heads"):
    """A centre tells the end of its vault's audit chain, to be told it at the next exchange.

    ``before`` is the digest that the register has, as this vault knows it: one that knows another
    is not kept, unless it is told ``knowingly``: an older vault was put back, and its centre goes
    on with it. ``log_length`` is how long the register's log was when it was last told, 0 if never.
    """

    sequence: Counter
    digest: Bytes32
    before: Annotated[bytes, Meta(max_length=32)] = b""
    knowingly: bool = False
    log_length: Counter = 0


class LogHead(Message, frozen=True, tag="log_head"):
    """The end of the register's log.

    ``digest_then`` is the digest of the line that the centre asked about: empty where the log has
    no such line (any more).
    """

    length: Counter
    digest: Bytes32
    digest_then: Annotated[bytes, Meta(max_length=32)]
