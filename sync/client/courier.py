"""Delivers the parcel of another centre: posts what is in it, gathers what comes back.

The courier opens nothing. It goes to the addresses that it knows itself, never to one from a file,
and delivers all or nothing: whatever failed, the same parcel can be delivered again.
"""

from dataclasses import dataclass, field
from http import HTTPStatus

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.client.device import EnrolledDevice
from sync.client.enrolling import ask_enrolment
from sync.client.errors import (
    KeyHolderUnreachable,
    RegisterUnreachable,
)
from sync.client.exchange import Exchange, Question
from sync.client.progress import Progress, ignore
from sync.protocol.codec import encode
from sync.protocol.limits import MSGPACK
from sync.protocol.messages import (
    CarriedEvaluation,
    CarriedQuestion,
    EnrolmentAnswer,
    EnrolmentParcel,
    Parcel,
    ParcelAnswer,
    SealedLetter,
    SealedReply,
)
from sync.protocol.parcel_file import read_parcel, write_answer
from sync.protocol.signing import CERTIFICATE_HEADER

MOST_PAGES = 200
"""Of one letter's answer; what lies beyond comes with the next parcel."""


def deliver_parcel(
    file: bytes,
    courier: EnrolledDevice,
    progress: Progress = ignore,
    *,
    transport: httpx.BaseTransport | None = None,
) -> bytes:
    """Deliver a parcel by the courier's own network and return the file of its answer.

    Args:
        file: the parcel as read from the stick.
        courier: the enrolled device of the PC at hand; nothing is signed with its key.
        progress: told ``"carry"`` with parts delivered and parts in all.
        transport: for tests.

    Raises:
        ParcelRefused: the file is no parcel of this network (``sync.protocol.parcel_file``).
        RegisterUnreachable, KeyHolderUnreachable: try again later; nothing is lost.
        EnrolmentRefused: the code of a device that wants to join is wrong, used or expired.
        RequestRefused: the register does not open it.
    """
    parcel = read_parcel(file, Ed25519PublicKey.from_public_bytes(courier.register_key))
    with Exchange(
        courier.register_url, None, unreachable=RegisterUnreachable, transport=transport
    ) as register:
        if isinstance(parcel, EnrolmentParcel):
            return write_answer(_enrol(register, parcel))
        round_ = _Round(parcel, courier, progress, transport, parcel.certificate)
        return write_answer(round_.answer(register))


def _enrol(register: Exchange, parcel: EnrolmentParcel) -> EnrolmentAnswer:
    return EnrolmentAnswer(
        public_key=parcel.request.public_key,
        register_url=register.url,
        enrolment=ask_enrolment(register, parcel.request),
    )


@dataclass
class _Round:
    """One delivery: the register first, whose fresh certificate the key-holders are shown."""

    parcel: Parcel
    courier: EnrolledDevice
    progress: Progress
    transport: httpx.BaseTransport | None
    certificate: str
    done: int = field(default=0)

    def answer(self, register: Exchange) -> ParcelAnswer:
        """Deliver everything."""
        replies = tuple(self._pages(register, letter) for letter in self.parcel.letters)
        by_holder = [self._evaluations(holder.url) for holder in self.courier.key_holders]
        return ParcelAnswer(
            number=self.parcel.number,
            device=self.parcel.device,
            replies=replies,
            evaluations=tuple(zip(*by_holder, strict=True)),
        )

    def _pages(self, register: Exchange, letter: bytes) -> tuple[bytes, ...]:
        pages: list[bytes] = []
        after = 0
        while len(pages) < MOST_PAGES:
            sealed = SealedLetter(sealed=letter, after=after)
            reply = register.ask(Question("POST", "/letters", encode(sealed)), SealedReply)
            pages.append(reply.sealed)
            self.certificate = reply.certificate or self.certificate
            if reply.following <= after:
                break
            after = reply.following
        self._tell()
        return tuple(pages)

    def _evaluations(self, url: str) -> list[CarriedEvaluation]:
        """Ask one key-holder; what it refuses is answered as such, the rest with it."""
        answers: list[CarriedEvaluation] = []
        with Exchange(
            url, None, unreachable=KeyHolderUnreachable, transport=self.transport
        ) as exchange:
            for question in self.parcel.questions:
                if answers and answers[-1].status != HTTPStatus.OK:
                    answers.append(answers[-1])
                else:
                    answers.append(self._evaluation(exchange, question))
                self._tell()
        return answers

    def _evaluation(self, exchange: Exchange, question: CarriedQuestion) -> CarriedEvaluation:
        headers = question.headers | {CERTIFICATE_HEADER: self.certificate}
        answer = exchange.send(
            Question("POST", "/evaluations", question.body, MSGPACK, headers=headers)
        )
        return CarriedEvaluation(answer.status, answer.media_type, answer.body)

    def _tell(self) -> None:
        self.done += 1
        holders = len(self.courier.key_holders)
        total = len(self.parcel.letters) + len(self.parcel.questions) * holders
        self.progress("carry", self.done, total)
