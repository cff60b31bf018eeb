"""Reading and writing imports in bulk: fingerprints, batches, and what the undo takes away."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Table, bindparam, delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from models.entities import (
    Aid,
    Base,
    Consent,
    Household,
    IdentityCode,
    ImportBatch,
    ImportRow,
    Member,
)
from models.repositories.households import survivors
from models.repositories.rows import AnyRow

_CHUNK = 2000

_KNOWN = select(ImportRow.fingerprint, ImportRow.household_id).where(
    ImportRow.fingerprint.in_(bindparam("fingerprints", expanding=True))
)
_BY_CODES = (
    select(
        IdentityCode.value,
        Member.household_id,
        Member.surname,
        Member.given_name,
        Member.sex,
        Member.born,
    )
    .join(Member, Member.id == IdentityCode.member_id)
    .join(Household, Household.id == Member.household_id)
    .where(
        IdentityCode.value.in_(bindparam("values", expanding=True)),
        Member.left_on.is_(None),
        Member.relation.in_(("reference", "spouse", "partner")),
    )
)
_ALIVE = select(Household.id).where(Household.id.in_(bindparam("ids", expanding=True)))
_CONSENTED = select(Consent.household_id).where(
    Consent.purpose == bindparam("purpose"),
    Consent.household_id.in_(bindparam("ids", expanding=True)),
)
_BATCHES = select(*ImportBatch.__table__.columns).order_by(ImportBatch.id.desc())


def known_fingerprints(session: Session, fingerprints: Collection[bytes]) -> dict[bytes, UUID]:
    """Source rows brought in before, and whose they are: of a merged file, of the one it is in."""
    found: dict[bytes, UUID] = {}
    for some in _chunks(list(fingerprints)):
        rows = session.connection().execute(_KNOWN, {"fingerprints": some})
        found.update((row.fingerprint, row.household_id) for row in rows)
    merged: dict[UUID, UUID] = {}
    for part in _chunks(list(set(found.values()))):
        merged |= survivors(session, part)
    return {fingerprint: merged.get(whose, whose) for fingerprint, whose in found.items()}


def adults_by_code(session: Session, values: Collection[str]) -> Mapping[str, list[AnyRow]]:
    """The people who stand for a household and have one of these codes, by code."""
    found: defaultdict[str, list[AnyRow]] = defaultdict(list)
    for some in _chunks(list(values)):
        for row in session.connection().execute(_BY_CODES, {"values": some}):
            found[row.value].append(row)
    return found


def still_there(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Those of these households that were not erased since."""
    found: set[UUID] = set()
    for some in _chunks(list(ids)):
        found.update(session.connection().execute(_ALIVE, {"ids": some}).scalars())
    return found


def ever_consented(session: Session, ids: Collection[UUID], purpose: str) -> set[UUID]:
    """Those of these households that gave the consent once, withdrawn or not."""
    found: set[UUID] = set()
    for some in _chunks(list(ids)):
        values = {"ids": some, "purpose": purpose}
        found.update(session.connection().execute(_CONSENTED, values).scalars())
    return found


def write(session: Session, entity: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows at once; columns left out take the default of the entity."""
    if rows:
        session.connection().execute(insert(entity), list(rows))


def set_columns(session: Session, household_id: UUID, values: Mapping[str, str]) -> None:
    """Set the number or the card of a household."""
    of = update(Household).where(Household.id == household_id)
    session.connection().execute(of.values(**values))


def batch(session: Session, batch_id: UUID) -> ImportBatch | None:
    """A batch by its identifier."""
    return session.get(ImportBatch, batch_id)


def batches(session: Session) -> Sequence[AnyRow]:
    """All batches, newest first."""
    return session.connection().execute(_BATCHES).all()


def households_in(session: Session, batch_id: UUID) -> set[UUID]:
    """Households of which a source row is in a batch."""
    of_batch = select(ImportRow.household_id).where(ImportRow.batch_id == batch_id).distinct()
    return set(session.connection().execute(of_batch).scalars())


def changed_since(session: Session, batch_id: UUID, ids: Collection[UUID]) -> set[UUID]:
    """Those of these households that somebody, or another import, added to or changed."""
    changed: set[UUID] = set()
    foreign_aid = exists().where(
        Aid.household_id == Household.id,
        or_(Aid.batch_id.is_(None), Aid.batch_id != batch_id),
    )
    foreign_row = exists().where(
        ImportRow.household_id == Household.id, ImportRow.batch_id != batch_id
    )
    query = select(Household.id).where(
        Household.id.in_(bindparam("ids", expanding=True)),
        or_(Household.revision > 1, foreign_aid, foreign_row),
    )
    for some in _chunks(list(ids)):
        changed.update(session.connection().execute(query, {"ids": some}).scalars())
    return changed


def remove_batch(session: Session, batch_id: UUID, opened: Collection[UUID]) -> None:
    """Take away the aid and the fingerprints of a batch, and the households it opened."""
    connection = session.connection()
    connection.execute(delete(Aid).where(Aid.batch_id == batch_id))
    connection.execute(delete(ImportRow).where(ImportRow.batch_id == batch_id))
    remove(session, Base.metadata.tables["household"], opened)


def remove(session: Session, table: Table, ids: Collection[UUID]) -> None:
    """Delete rows by identifier, with all that hangs from them."""
    doomed = delete(table).where(table.c.id == bindparam("doomed"))
    if ids:
        session.connection().execute(doomed, [{"doomed": one} for one in ids])


def _chunks(values: list[Any]) -> Iterator[list[Any]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
