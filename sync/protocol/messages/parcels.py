"""What travels on a USB stick: the requests of a centre without a network, and their answers."""

from typing import Annotated

from msgspec import Meta

from sync.protocol.messages.base import Bytes16, Bytes32, Counter, Message, Row
from sync.protocol.messages.enrolment import Enrolment, EnrolmentRequest

Status = Annotated[int, Meta(ge=100, le=599)]
ParcelNumber = Annotated[int, Meta(ge=1, le=2**53)]


class Letter(Message, frozen=True, tag="letter"):
    """One signed request to the register, as it stands inside its seal.

    ``path`` holds the query too; ``reply_key`` seals the answer, for nobody else to read or forge.
    """

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    reply_key: Bytes32


class SealedLetter(Message, frozen=True, tag="sealed_letter"):
    """A letter sealed to the register; ``after`` asks for a later page of its answer."""

    sealed: bytes
    after: Counter = 0


class Reply(Message, frozen=True, tag="reply"):
    """The answer to a letter, as it stands inside its seal; ``after`` is that of the letter."""

    status: Status
    media_type: str
    body: bytes
    after: Counter = 0


class SealedReply(Message, frozen=True, tag="sealed_reply"):
    """A reply sealed under the letter's own key.

    ``following`` is the ``after`` of the next page, or 0; ``certificate`` a fresh one of the
    letter's device, to show the key-holders, where the letter asked for the network.
    """

    sealed: bytes
    following: Counter = 0
    certificate: str = ""


class CarriedQuestion(Row, frozen=True):
    """A signed batch of blinded elements for every key-holder: there is nothing in it to hide."""

    headers: dict[str, str]
    body: bytes


class CarriedEvaluation(Row, frozen=True):
    """What one key-holder answered to a carried question; its proof vouches for it."""

    status: Status
    media_type: str
    body: bytes


class Parcel(Message, frozen=True, tag="parcel"):
    """What a centre without a network sends; ``number`` counts the device's parcels from 1.

    ``certificate`` is empty in the first parcel of a device.
    """

    number: ParcelNumber
    device: Bytes16
    public_key: Bytes32
    certificate: str
    letters: tuple[bytes, ...]
    questions: tuple[CarriedQuestion, ...] = ()


class ParcelAnswer(Message, frozen=True, tag="parcel_answer"):
    """What came back, in the order of the parcel.

    ``replies``: for each letter its sealed pages; ``evaluations``: for each question one answer a
    key-holder, in the network's order.
    """

    number: ParcelNumber
    device: Bytes16
    replies: tuple[tuple[bytes, ...], ...]
    evaluations: tuple[tuple[CarriedEvaluation, ...], ...] = ()


class EnrolmentParcel(Message, frozen=True, tag="enrolment_parcel"):
    """A device without a network asks to speak for a centre."""

    request: EnrolmentRequest


class EnrolmentAnswer(Message, frozen=True, tag="enrolment_answer"):
    """The register's answer to it, and the address at which the courier found the register."""

    public_key: Bytes32
    register_url: str
    enrolment: Enrolment
