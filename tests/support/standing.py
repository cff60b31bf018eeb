"""What a vault believes to stand at the register, beside what stands there."""

from sqlalchemy import Engine, select

from app.services.desk import Desk
from models.entities import Outbox, Published, SentAid, SentMember
from sync.client import INDEX_LENGTH, HouseholdSecrets, Person, aid_address, entry_tags
from sync.register import tables
from sync.register.database import reading


def wanted(desk: Desk) -> set[bytes]:
    """The tags and addresses that a vault believes to stand; nothing may wait in its outbox."""
    names: set[bytes] = set()
    with desk.read() as session:
        secrets = {
            row.household_id: HouseholdSecrets(row.handle, row.content_key)
            for row in session.scalars(select(Published))
        }
        for sent in session.scalars(select(SentMember).where(SentMember.indexes != b"")):
            member = Person(secrets[sent.household_id], sent.ordinal, sent.generation)
            names |= set(entry_tags(member, len(sent.indexes) // INDEX_LENGTH))
        for aid in session.scalars(select(SentAid).where(SentAid.digest != b"")):
            names.add(aid_address(secrets[aid.household_id].content_key, aid.month))
        assert all(session.scalars(select(Outbox.receipt)))
    return names


def standing(engine: Engine, centre: str) -> set[bytes]:
    """The tags and addresses that stand at the register for a centre."""
    entry, aid, named = tables.entry.c, tables.aid.c, tables.centre.c
    with reading(engine) as connection:
        number = connection.scalar(select(named.id).where(named.name == centre))
        tags = select(entry.tag).where(entry.centre == number, entry.is_erased.is_(False))
        addresses = select(aid.address).where(aid.centre == number, aid.is_erased.is_(False))
        return {bytes(name) for name in connection.scalars(tags.union_all(addresses))}
