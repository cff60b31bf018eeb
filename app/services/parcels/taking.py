"""The answer to a parcel is read: the steps of a closing go on from where it was made."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from sqlalchemy import func, select

from app.services.closing.aid_elsewhere import AnsweredAid, aid_questions, keep_aid
from app.services.closing.course import finish
from app.services.closing.findings import overlaps, receipt_of
from app.services.closing.judging import judge
from app.services.closing.meeting import Meeting, healing, meet
from app.services.closing.outbox import deliver
from app.services.closing.people import consenting_people
from app.services.closing.receiving import receive, withheld_names
from app.services.closing.sending import keep_tokens
from app.services.desk import Desk
from app.services.network import (
    NetworkFailed,
    enrolled_device,
    keep_device,
    naming_failures,
    network_rules,
)
from app.services.parcels.errors import NetworkNeeded, ParcelUnusable, naming_unusable
from app.services.parcels.joining import take_membership
from app.services.parcels.standing import Asked, note_answered, note_left, parcel_state
from app.services.parcels.sticks import read_from_stick
from app.services.progress import Progress, silent
from models.entities import Outbox, Parcel, SentMember
from models.records.parcels import TakenAnswer
from sync.client import (
    AnswerReader,
    EnrolledDevice,
    EnrolmentAnswer,
    KeptParcel,
    LetterLaid,
    ParcelAnswer,
    ParcelMismatch,
    RegisterClient,
    laying,
    read_answer,
)


def take_answer(desk: Desk, path: Path, progress: Progress = silent) -> TakenAnswer:
    """Read the answer to a parcel, or to a request to join.

    Each step is kept before the next: cut anywhere, the same file is read again and goes on.

    Args:
        desk: whose vault.
        path: the file on the stick.
        progress: told push, tokens, pull_entries, compare; may raise `Cancelled`.

    Raises:
        ParcelUnusable: it is another file, another centre's, one already read, or came too late.
        NetworkNeeded: register and vault must be compared.
        NetworkFailed: the register or a key-holder refused; what it granted is kept.
    """
    content = read_from_stick(path)
    with naming_unusable():
        answer = read_answer(content)
    if isinstance(answer, EnrolmentAnswer):
        take_membership(desk, answer)
        return TakenAnswer(0, None, is_done=False, people=0, matches=0)
    month, kept, asked = _found(desk, answer)
    with desk.read() as session:
        device = enrolled_device(session)
    try:
        reader = AnswerReader(device, kept, answer)
    except ParcelMismatch as error:
        raise ParcelUnusable(reason="damaged", number=answer.number) from error
    _check_life(desk, device, reader, answer.number)
    reading = _Reading(desk, device, reader, asked, month, progress)
    try:
        with naming_failures():
            reading.run()
    except NetworkFailed:
        # Refused as a whole, by the register: the next parcel holds all of it again.
        _close(desk, answer.number)
        raise
    _close(desk, answer.number)
    if reading.refusal is not None:
        raise reading.refusal
    left = parcel_state(desk)
    receipt = receipt_of(desk, month)
    return TakenAnswer(
        answer.number, receipt, receipt.done_at is not None, left.people, left.matches
    )


def _found(desk: Desk, answer: ParcelAnswer) -> tuple[str, KeptParcel, Asked]:
    with desk.read() as session:
        if answer.device != enrolled_device(session).device:
            raise ParcelUnusable(reason="other_centre", number=answer.number)
        row = session.get(Parcel, answer.number)
        if row is None:
            raise ParcelUnusable(reason="unknown_number", number=answer.number)
        if row.answered_at is not None:
            raise ParcelUnusable(reason="already_read", number=answer.number)
        asked = msgspec.msgpack.decode(row.asked, type=Asked)
        return row.month, KeptParcel.from_bytes(row.kept), asked


def _check_life(desk: Desk, device: EnrolledDevice, reader: AnswerReader, number: int) -> None:
    """A parcel that came too late brings nothing but the certificate for the next one."""
    certificate = reader.fresh_certificate()
    if certificate:
        keep_device(desk, msgspec.structs.replace(device, certificate=certificate))
        _close(desk, number)
        raise ParcelUnusable(reason="expired", number=number)


def _close(desk: Desk, number: int) -> None:
    with desk.work("take_answer", journal=False) as work:
        note_answered(work.session, number, desk.clock())
        work.audit("take_answer", None, str(number))
        work.commit()


@dataclass
class _Reading:
    """One answer: whose, to what."""

    desk: Desk
    device: EnrolledDevice
    reader: AnswerReader
    asked: Asked
    month: str
    progress: Progress
    refusal: NetworkFailed | None = field(default=None)

    def run(self) -> None:
        """All steps in the order of a closing."""
        desk, progress = self.desk, self.progress
        with RegisterClient(self.device, transport=self.reader, clock=desk.clock) as register:
            meeting = self._meet(register)
            digest = b""
            with healing(desk), laying():
                digest = deliver(desk, register, progress)
            self._keep_tokens()
            counts = {"received": 0}
            with laying():
                counts["received"] = receive(desk, register, meeting.network, progress)
            progress("compare", 0, 1)
            with desk.read() as session:
                rules = network_rules(session)
            verdicts = judge(desk, rules)
            self._keep_aid(register, meeting)
        counts["matches_certain"], counts["matches_review"] = verdicts.certain, verdicts.review
        counts["returns"] = self.reader.granted("/returns")
        counts["overlaps"] = len(overlaps(desk, self.month))
        self._note_left(meeting)
        if self._is_done():
            finish(desk, self.month, counts, digest)

    def _meet(self, register: RegisterClient) -> Meeting:
        try:
            return meet(self.desk, self.device, register, self.progress)
        except LetterLaid as error:
            raise NetworkNeeded from error

    def _keep_tokens(self) -> None:
        """Tokens of every batch answered; a refusal is told once all else is read."""
        try:
            with naming_failures():
                for number, (key_epoch, found) in enumerate(self.reader.tokens(), 1):
                    keep_tokens(self.desk, found, key_epoch)
                    self.progress("tokens", number, self.reader.batches)
        except NetworkFailed as error:
            self.refusal = error

    def _keep_aid(self, register: RegisterClient, meeting: Meeting) -> None:
        """Of the matches that stand now, what was asked when the parcel was made."""
        with self.desk.read() as session:
            withheld = withheld_names(meeting.network)
            questions = aid_questions(session, self.asked.months, withheld)
        standing = {
            address: each for places in questions.values() for address, each in places.items()
        }
        answers = []
        with laying():
            for since, addresses in self.asked.parts:
                places = {each: standing[each] for each in addresses if each in standing}
                answers.append(AnsweredAid(since, places, register.pull_aid(addresses, since)))
        keep_aid(self.desk, list(self.asked.months), answers)

    def _note_left(self, meeting: Meeting) -> None:
        with self.desk.work("take_answer", journal=False) as work:
            rules = network_rules(work.session)
            people = consenting_people(work.session, rules, meeting.present)
            note_left(work.session, people, meeting.device.key_epochs)
            work.commit()

    def _is_done(self) -> bool:
        """Whether all that was sent is confirmed, and the people of a first month stand there."""
        with self.desk.read() as session:
            waiting = select(func.count(Outbox.sequence)).where(Outbox.receipt.is_(None))
            standing = select(func.count(SentMember.member_id)).where(SentMember.indexes != b"")
            nobody_waits = parcel_state(self.desk).people == 0
            return not session.scalar(waiting) and (bool(session.scalar(standing)) or nobody_waits)
