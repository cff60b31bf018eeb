"""A parcel is made: what a closing would say over the network is laid in a file instead."""

from pathlib import Path

import msgspec
from sqlalchemy import delete, func, select

from app.services.closing.aid_elsewhere import aid_questions, months_of_interest
from app.services.closing.course import begin, check_month
from app.services.closing.heads import lay_heads
from app.services.closing.receiving import ENTRY_CURSOR
from app.services.closing.returns import make_returns
from app.services.closing.sending import prepare, scope_of
from app.services.desk import Desk
from app.services.network import enrolled_device, naming_failures
from app.services.parcels.standing import Asked
from app.services.parcels.sticks import file_name, write_on_stick
from app.services.progress import Progress, silent
from models.entities import Outbox, Parcel
from models.records.parcels import MadeParcel
from models.repositories.settings import setting
from models.storage.audit import utc_text
from sync.client import (
    MAX_ADDRESSES,
    EnrolledDevice,
    ParcelWriter,
    RegisterClient,
    laying,
)


def make_parcel(desk: Desk, month: str, folder: Path, progress: Progress = silent) -> MadeParcel:
    """Write on a stick what the closing of a month sends and asks.

    It holds everything that waits, also of parcels made before: one that was lost is made needless
    by the next. What it takes to read the answer is kept in the vault before the file is written.

    Args:
        desk: who closes, at which vault.
        month: "YYYY-MM", not in the future.
        folder: on the stick.
        progress: told prepare, seal and "parcel"; may raise `Cancelled`: nothing is lost.

    Raises:
        NotEnrolled: the centre has not joined a network; see `ask_to_join`.
        RuleBroken: the month is in the future, or is none.
        NetworkFailed: the key-holders' keys are not known yet.
        StickFull, StickNotWritable, StickFailed: no parcel was made.
    """
    check_month(desk, month)
    with desk.read() as session:
        device = enrolled_device(session)
        number = (session.scalar(select(func.max(Parcel.number))) or 0) + 1
    begin(desk, month)
    writer = ParcelWriter(device, number, desk.clock)
    with naming_failures():
        asked, pushes = _lay_all(desk, month, device, writer, progress)
    _keep(desk, month, writer, asked)
    path = folder / file_name(device.centre_name, number, "andata")
    content = writer.file()
    progress("parcel", 0, 1)
    try:
        write_on_stick(path, content)
    except BaseException:
        _forget(desk, number)
        raise
    texts = sum(len(question.texts) for question in writer.kept().questions)
    return MadeParcel(number, path, len(content), pushes, texts)


def _lay_all(
    desk: Desk, month: str, device: EnrolledDevice, writer: ParcelWriter, progress: Progress
) -> tuple[Asked, int]:
    """Every request of a closing, in its order; gives the aid asked for and the pushes laid."""
    with RegisterClient(device, transport=writer, clock=desk.clock) as register:
        scope = scope_of(desk, month, device, desk.today().isoformat()[:7])
        prepare(desk, scope, writer, progress)
        with desk.read() as session:
            waiting = select(Outbox.body).where(Outbox.receipt.is_(None)).order_by(Outbox.sequence)
            bodies = session.scalars(waiting).all()
            cursor = int(setting(session, ENTRY_CURSOR, 0))
        for number, body in enumerate(bodies):
            progress("parcel", number, len(bodies))
            with laying():
                register.push(body)
        with laying():
            next(register.pull_entries(cursor))
        asked = _ask_aid(desk, register, month)
        for each in make_returns(desk, month):
            with laying():
                register.send_return(each)
        # Last, so that it tells of the pushes before it; the key-holders are asked after it.
        lay_heads(desk, register)
        with laying():
            register.network()
    return asked, len(bodies)


def _ask_aid(desk: Desk, register: RegisterClient, month: str) -> Asked:
    months = months_of_interest(month, desk.today().isoformat()[:7])
    with desk.read() as session:
        questions = aid_questions(session, months)
    parts = [
        (since, tuple(addresses[start : start + MAX_ADDRESSES]))
        for since, addresses in ((since, sorted(places)) for since, places in questions.items())
        for start in range(0, len(addresses), MAX_ADDRESSES)
    ]
    for since, part in parts:
        with laying():
            register.pull_aid(part, since)
    return Asked(tuple(months), tuple(parts))


def _keep(desk: Desk, month: str, writer: ParcelWriter, asked: Asked) -> None:
    kept = writer.kept()
    with desk.work("make_parcel", journal=False) as work:
        work.session.add(
            Parcel(
                number=kept.number,
                month=month,
                made_at=utc_text(desk.clock()),
                answered_at=None,
                kept=kept.to_bytes(),
                asked=msgspec.msgpack.encode(asked),
            )
        )
        work.audit("make_parcel", None, str(kept.number))
        work.commit()


def _forget(desk: Desk, number: int) -> None:
    """No file of it exists."""
    with desk.work("make_parcel", journal=False) as work:
        work.session.execute(delete(Parcel).where(Parcel.number == number))
        work.audit("forget_parcel", None, str(number))
        work.commit()
