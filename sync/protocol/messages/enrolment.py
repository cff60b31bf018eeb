"""How a device joins, and the network as the register tells it."""

from typing import Annotated

from msgspec import Meta

from sync.protocol.messages.agreement import AgreementVersion, Announcement
from sync.protocol.messages.base import Bytes16, Bytes32, Bytes64, Counter, Message
from sync.protocol.messages.heads import VaultHead
from sync.protocol.messages.keys import KeyEpoch, KeyHolderAddress


class EnrolmentRequest(Message, frozen=True, tag="enrolment_request"):
    """A device asks to speak for a centre: one-time code, its Ed25519 key, proof that it has it."""

    code: Annotated[str, Meta(min_length=16, max_length=32)]
    public_key: Bytes32
    proof: Bytes64


class Enrolment(Message, frozen=True, tag="enrolment"):
    """The register's answer: who the device is now, and whom it may trust.

    The certificate comes with ``Network``, once an administrator has confirmed the device.
    """

    device: Bytes16
    centre: Counter
    centre_name: str
    epoch: Bytes16
    register_key: Bytes32
    key_holders: Annotated[tuple[KeyHolderAddress, ...], Meta(min_length=1)]
    key_epochs: tuple[KeyEpoch, ...] = ()


class Centre(Message, frozen=True, tag="centre"):
    """A body of the network, under the number that entries carry."""

    centre: Counter
    name: str


class Network(Message, frozen=True, tag="network"):
    """The network as the register knows it now, with a fresh certificate for the asking device.

    ``agreement`` holds the versions of the agreement, the one that begins first at first.
    ``high_water`` is the highest sequence the register has given. ``key_epochs`` are those in use
    now by the register's clock, the oldest first: two while keys change, one otherwise.

    ``last_sequence`` is the device's highest push the register has. ``must_reconcile`` says that
    the centre's rows have yet to be compared with this device's vault, ``withheld`` which centres
    have not done so, ``went_back_to`` when the copy was made that the register was put back from
    (0: never). ``time`` is the register's clock. ``vault_head`` is what this device, or one that it
    followed, told last of its vault.
    """

    epoch: Bytes16
    high_water: Counter
    certificate: str
    centres: tuple[Centre, ...]
    agreement: Annotated[tuple[AgreementVersion, ...], Meta(min_length=1)]
    announcements: tuple[Announcement, ...]
    key_holders: Annotated[tuple[KeyHolderAddress, ...], Meta(min_length=1)]
    key_epochs: tuple[KeyEpoch, ...] = ()
    last_sequence: Counter = 0
    must_reconcile: bool = False
    withheld: tuple[Counter, ...] = ()
    went_back_to: Counter = 0
    time: Counter = 0
    vault_head: VaultHead | None = None
