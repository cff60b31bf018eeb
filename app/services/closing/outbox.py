"""What waits on its way to the register: numbered, kept until its receipt is stored."""

from hashlib import sha256

from sqlalchemy import func, select, update

from app.services.desk import Desk
from app.services.progress import Progress
from models.entities import Farewell, Outbox
from models.repositories.settings import set_setting, setting
from models.storage.session import VaultSession
from sync.client import Outgoing, RegisterClient, encode, plan_pushes

_LAST_SEQUENCE = "register_last_sequence"


def lay_in_outbox(session: VaultSession, outgoing: Outgoing, epoch: bytes) -> None:
    """Number what is to be sent and keep it, in the caller's transaction."""
    for push in plan_pushes(outgoing, last_sequence(session) + 1, epoch):
        session.add(Outbox(sequence=push.sequence, body=encode(push), receipt=None))
    session.flush()


def last_sequence(session: VaultSession) -> int:
    """The last number that this device may have used, in this vault or in a later state of it."""
    laid = session.scalar(select(func.max(Outbox.sequence))) or 0
    return max(laid, int(setting(session, _LAST_SEQUENCE, 0)))


def never_use_again(session: VaultSession, sequence: int) -> None:
    """Go on numbering after this one, whatever becomes of the rows of the outbox."""
    set_setting(session, _LAST_SEQUENCE, max(sequence, last_sequence(session)))


def number_anew(session: VaultSession) -> None:
    """Begin at 1: another device speaks from now on."""
    set_setting(session, _LAST_SEQUENCE, 0)


def deliver(desk: Desk, register: RegisterClient, progress: Progress) -> bytes:
    """Send what waits in the outbox, keeping each receipt before the next push.

    Returns:
        SHA-256 over the digests of all that was acknowledged in this and earlier closings.
    """
    with desk.read() as session:
        waiting = list(
            session.scalars(
                select(Outbox.sequence).where(Outbox.receipt.is_(None)).order_by(Outbox.sequence)
            )
        )
    for number, sequence in enumerate(waiting):
        progress("push", number, len(waiting))
        with desk.read() as session:
            body = session.scalars(select(Outbox.body).where(Outbox.sequence == sequence)).one()
        receipt = encode(register.push(body))
        with desk.work("keep_receipt", journal=False) as work:
            kept = update(Outbox).where(Outbox.sequence == sequence)
            work.session.execute(kept.values(receipt=receipt, body=b""))
            work.commit()
    progress("push", len(waiting), len(waiting))
    _note_farewells(desk)
    with desk.read() as session:
        receipts = session.scalars(select(Outbox.receipt).order_by(Outbox.sequence))
        return sha256(b"".join(sha256(each or b"").digest() for each in receipts)).digest()


def _note_farewells(desk: Desk) -> None:
    """All that waited has its receipt: who was leaving has left."""
    with desk.read() as session:
        leaving = session.scalar(select(func.count()).where(Farewell.left_on.is_(None)))
    if leaving:
        with desk.work("leave_register", journal=False) as work:
            gone = update(Farewell).where(Farewell.left_on.is_(None))
            work.session.execute(gone.values(left_on=desk.today().isoformat()))
            work.commit()
