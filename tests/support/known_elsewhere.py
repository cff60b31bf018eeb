"""What a perfect exchange would have left in a vault: who keeps the same people, and their aid."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from app.services.desk import Desk
from models.entities import Member, SentMember, SharedKey, Sighting
from models.ids import new_id


def lists_them_too(desk: Desk, sighting_id: UUID, members: Iterable[UUID]) -> None:
    """Let the other centre's file list these members of ours, by a shared key each."""
    with desk.work("close_month", journal=False) as work:
        sighting = work.session.get_one(Sighting, sighting_id)
        for number, member_id in enumerate(members):
            work.session.add(
                SharedKey(
                    member_id=member_id,
                    other_tag=new_id().bytes,
                    index=new_id().bytes,
                    key_epoch=1,
                    key_kind="C1",
                    other_centre=sighting.other_centre,
                    other_handle=sighting.other_handle,
                    other_member=number,
                    other_fingerprint=bytes(24),
                    content_key=bytes(32),
                )
            )
        work.commit()


def stands_at_the_register(desk: Desk, household_id: UUID) -> list[UUID]:
    """Let entries of every member stand at the register; answers the members in order."""
    with desk.work("close_month", journal=False) as work:
        of_household = select(Member).where(Member.household_id == household_id)
        members = work.session.scalars(of_household.order_by(Member.position)).all()
        for ordinal, member in enumerate(members):
            sent = SentMember(
                member_id=member.id,
                key_epoch=1,
                household_id=household_id,
                ordinal=ordinal,
                generation=1,
                indexes=bytes(16),
                digest=bytes(32),
            )
            work.session.add(sent)
        found = [member.id for member in members]
        work.commit()
    return found
