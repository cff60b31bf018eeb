"""Forgetting: everything of a household or person that no foreign key takes along.

What hangs from a household or member goes with it (ON DELETE CASCADE). Here is the rest: the
journal, what imports noted, tokens, other centres' aid, parcels that wait.
"""

import json
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from models.entities import (
    Address,
    Aid,
    AidElsewhere,
    Change,
    Draft,
    Erased,
    ErasedRow,
    Household,
    IdentityCode,
    ImportBatch,
    ImportRow,
    KnownToken,
    Member,
    Need,
    Parcel,
    Phone,
    SentMember,
    Sighting,
)
from models.repositories.households import family_of
from models.repositories.settings import set_setting, setting

_INDEX_LENGTH = 16
_SHORTEST = 3
"""Letters of a word that is looked for in what imports noted."""


def members_of(session: Session, household_id: UUID) -> list[UUID]:
    """Everybody of a household, who left too."""
    return list(session.scalars(select(Member.id).where(Member.household_id == household_id)))


def forget_household(session: Session, household_id: UUID, now: str) -> None:
    """Take a household out of every table; what stands at the register leaves with the exchange.

    The files merged into it go with it. `now` is when parcels on their way are given up (UTC text).
    """
    family = family_of(session, household_id)
    members = [member for one in family for member in members_of(session, one)]
    texts = _texts_of(session, members).union(*(_texts_around(session, one) for one in family))
    _forget_journal(session, [*family, *members])
    for one in family:
        _forget_rows(session, one)
        _forget_aid_elsewhere(session, one)
    _blank_notes(session, texts)
    _forget_tokens(session, members)
    _forget_parcels(session, now)
    session.execute(delete(Household).where(Household.id == household_id))


def forget_member(session: Session, member_id: UUID, now: str) -> None:
    """Take one person out of every table; the aid she collected stays the household's."""
    texts = _texts_of(session, [member_id])
    _forget_merges(session, member_id)
    _forget_journal(session, [member_id])
    _blank_notes(session, texts)
    _forget_tokens(session, [member_id])
    _forget_parcels(session, now)
    household = select(Member.household_id).where(Member.id == member_id).scalar_subquery()
    session.execute(delete(Draft).where(Draft.household_id == household))
    session.execute(delete(Need).where(Need.member_id == member_id))
    session.execute(update(Aid).where(Aid.member_id == member_id).values(member_id=None))
    session.execute(delete(Member).where(Member.id == member_id))


def erased_again(session: Session) -> list[Erased]:
    """Whoever was erased and is there again, out of a backup."""
    is_there = exists().where(Household.id == Erased.id) | exists().where(Member.id == Erased.id)
    return list(session.scalars(select(Erased).where(is_there)))


def erased_fingerprints(session: Session, fingerprints: Collection[bytes]) -> set[bytes]:
    """Those of these source rows whose household was erased."""
    return set(fingerprints) & set(session.scalars(select(ErasedRow.fingerprint)))


def _forget_journal(session: Session, ids: Iterable[UUID]) -> None:
    """Changes that name one of these rows can no longer be undone."""
    for one in ids:
        names_it = or_(Change.household_id == one, Change.rows.contains(str(one)))
        session.execute(delete(Change).where(names_it))


def _forget_merges(session: Session, member_id: UUID) -> None:
    """Files merged into hers may have had her too, under another identifier: they stay merged."""
    household_id = session.scalars(select(Member.household_id).where(Member.id == member_id)).one()
    of_family = Change.household_id.in_(family_of(session, household_id))
    merges = of_family & Change.action.in_(("merge_households", "split_households"))
    rows = [
        row
        for told in session.scalars(select(Change.rows).where(merges))
        for row in json.loads(told)
    ]
    gone = {row["key"][0] for row in rows if row["table"] == "member" and row["after"] is None}
    session.execute(delete(Change).where(merges))
    _forget_journal(session, map(UUID, gone))


def _forget_rows(session: Session, household_id: UUID) -> None:
    """Source rows are kept as fingerprints that lead to nobody, so that they do not come back."""
    rows = select(ImportRow.fingerprint).where(ImportRow.household_id == household_id)
    found = [{"fingerprint": fingerprint} for fingerprint in session.scalars(rows)]
    if found:
        session.execute(insert(ErasedRow).prefix_with("OR IGNORE"), found)
        session.execute(delete(ImportRow).where(ImportRow.household_id == household_id))


def _blank_notes(session: Session, texts: Collection[str]) -> None:
    """Blank what imports noted of a value with one of these texts in it, and words learnt so."""
    for batch in session.scalars(select(ImportBatch)):
        notices = json.loads(batch.notices)
        touched = [notice for notice in notices if _names_any(notice["value"], texts)]
        for notice in touched:
            notice["value"] = ""
        if touched:
            batch.notices = json.dumps(notices)
    mappings: list[str] = setting(session, "import_mappings", [])
    kept = [_without_words(json.loads(mapping), texts) for mapping in mappings]
    if mappings:
        set_setting(session, "import_mappings", [json.dumps(mapping) for mapping in kept])
    session.flush()


def _without_words(mapping: dict[str, Any], texts: Collection[str]) -> dict[str, Any]:
    words = [entry for entry in mapping["aid_words"] if not _names_any(entry["word"], texts)]
    return mapping | {"aid_words": words}


def _names_any(text: str, texts: Collection[str]) -> bool:
    folded = text.casefold()
    return any(one in folded for one in texts)


def _forget_tokens(session: Session, members: Collection[UUID]) -> None:
    """Keep the tokens under which others stand, and no other: a token is made of a person."""
    others = select(SentMember.indexes).where(SentMember.member_id.not_in(members))
    needed = {
        indexes[at : at + _INDEX_LENGTH]
        for indexes in session.scalars(others)
        for at in range(0, len(indexes), _INDEX_LENGTH)
    }
    for index in set(session.scalars(select(KnownToken.index))) - needed:
        session.execute(delete(KnownToken).where(KnownToken.index == index))


def _forget_aid_elsewhere(session: Session, household_id: UUID) -> None:
    """What other centres gave them, unless it may be another household of ours."""
    theirs = select(Sighting.other_handle).where(Sighting.household_id == household_id)
    others = select(Sighting.other_handle).where(Sighting.household_id != household_id)
    gone = AidElsewhere.other_handle.in_(theirs) & AidElsewhere.other_handle.not_in(others)
    session.execute(delete(AidElsewhere).where(gone))


def _forget_parcels(session: Session, now: str) -> None:
    """A parcel on its way keeps match keys to read its answer by: another must be made."""
    forgotten = {"answered_at": now, "kept": b"", "asked": b""}
    session.execute(update(Parcel).where(Parcel.answered_at.is_(None)).values(**forgotten))


def _texts_of(session: Session, members: Collection[UUID]) -> set[str]:
    names = select(Member.surname, Member.given_name, Member.nickname)
    rows = session.execute(names.where(Member.id.in_(members)))
    words = {word for row in rows for name in row for word in name.split()}
    of_members = IdentityCode.member_id.in_(members)
    words.update(session.scalars(select(IdentityCode.value).where(of_members)))
    return _long(words)


def _texts_around(session: Session, household_id: UUID) -> set[str]:
    """What names a household besides its people."""
    found: set[str] = set()
    for entity, columns in (
        (Phone, (Phone.written, Phone.e164)),
        (Address, (Address.street,)),
    ):
        rows = session.execute(select(*columns).where(entity.household_id == household_id))
        found.update(text for row in rows for text in row)
    household = session.get_one(Household, household_id)
    return _long(found | {household.label, household.card})


def _long(texts: Iterable[str]) -> set[str]:
    return {text.casefold() for text in texts if len(text) >= _SHORTEST}
