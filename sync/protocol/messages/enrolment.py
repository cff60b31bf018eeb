"""How a device joins, and the network as the register tells it."""

from typing import Annotated

from msgspec import Meta

from sync.protocol.messages.base import Bytes16, Bytes32, Bytes64, Counter, Message


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
