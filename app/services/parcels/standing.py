"""Where things stand between two trips."""

from datetime import datetime

import msgspec
from sqlalchemy import func, select, update

from app.services.closing.people import Consenting
from app.services.desk import Desk
from app.services.successors import is_successor_owed
from models.entities import Parcel, SentMember, Sighting
from models.records.parcels import ParcelLine, ParcelState
from models.repositories.aid import IS_LIKELY
from models.repositories.settings import set_setting, setting
from models.storage.audit import utc_text
from models.storage.session import VaultSession
from models.storage.witness import KNOWINGLY

JOINING = "joining_by_parcel"
_LEFT = "parcel_left"


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """What the aid queries of a parcel named: months, and addresses by the cursor asked from."""

    months: tuple[str, ...]
    parts: tuple[tuple[int, tuple[bytes, ...]], ...]


def parcel_state(desk: Desk) -> ParcelState:
    """The parcels that wait for their answer, and what the next one will carry."""
    with desk.read() as session:
        waiting = session.scalars(
            select(Parcel).where(Parcel.answered_at.is_(None)).order_by(Parcel.number)
        )
        left = setting(session, _LEFT, {})
        return ParcelState(
            waiting=tuple(
                ParcelLine(each.number, each.month, datetime.fromisoformat(each.made_at))
                for each in waiting
            ),
            is_joining=setting(session, JOINING) is not None,
            people=int(left.get("people", 0)),
            matches=int(left.get("matches", 0)),
            is_in_use=bool(session.scalar(select(func.count(Parcel.number)))),
            is_put_back=bool(setting(session, KNOWINGLY, default=False)),
            is_successor_owed=is_successor_owed(session),
        )


def note_answered(session: VaultSession, number: int, now: datetime) -> None:
    """Nothing is read of this parcel any more, nor of those before it."""
    done = update(Parcel).where(Parcel.number <= number, Parcel.answered_at.is_(None))
    session.execute(done.values(answered_at=utc_text(now), kept=b"", asked=b""))


def note_left(session: VaultSession, people: list[Consenting], key_epochs: tuple[int, ...]) -> None:
    """Count who leaves, and whose aid comes, only with the next parcel."""
    columns = select(SentMember.member_id, SentMember.key_epoch, SentMember.digest)
    standing = {tuple(row) for row in session.execute(columns)}
    waiting = sum(
        any((person.member_id, epoch, person.digest) not in standing for epoch in key_epochs)
        for person in people
    )
    unread = select(func.count(Sighting.id)).where(Sighting.aid_cursor == 0, IS_LIKELY)
    set_setting(session, _LEFT, {"people": waiting, "matches": session.scalar(unread) or 0})
