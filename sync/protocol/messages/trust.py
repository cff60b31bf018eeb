"""What register and key-holders tell each other about devices."""

from typing import Annotated, Literal

from msgspec import Meta

from sync.protocol.messages.base import Bytes16, Bytes32, Bytes64, Counter, Message


class RevocationList(Message, frozen=True, tag="revocation_list"):
    """The devices whose certificates may still run and must not be believed.

    ``signature`` is Ed25519 by the register's key over ``revocations_statement``.
    """

    issued_at: Counter
    devices: tuple[Bytes16, ...]
    signature: Bytes64


class Alarm(Message, frozen=True, tag="alarm"):
    """What a key-holder reports to the register, signed with its identity key.

    ``quota``: ``questions`` of a device were refused on a ``day`` (UTC, "2026-11-22").
    ``revocations_late``: no list of revocations for too long; no device in particular.
    """

    kind: Literal["quota", "revocations_late"]
    day: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    device: Bytes16 | None = None
    centre: Counter = 0
    questions: Counter = 0


class Noted(Message, frozen=True, tag="noted"):
    """The register heard an alarm."""


class Succession(Message, frozen=True, tag="succession"):
    """A device names the one that follows it: its Ed25519 key, and proof that it has it.

    ``proof`` is that key's signature over ``succession_statement``.
    """

    public_key: Bytes32
    proof: Bytes64


class Succeeded(Message, frozen=True, tag="succeeded"):
    """The device that asked is shut out, the one it named speaks; this is the latter's certificate.

    Its id is ``successor_name`` of its key.
    """

    certificate: str
