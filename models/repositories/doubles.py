"""Households that share a word, a code or a birth date with somebody being typed."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from models.entities import Household, IdentityCode, Member, SearchWord
from models.repositories.rows import AnyRow
from models.rules.search_terms import code_words

_BY_WORDS = (
    select(SearchWord.household_id)
    .where(
        SearchWord.word.in_(bindparam("words", expanding=True)),
        SearchWord.field == bindparam("field"),
    )
    .limit(60)
)
_BY_BIRTH = select(Member.household_id).where(Member.born == bindparam("born")).limit(60)
_CODES = (
    select(IdentityCode.member_id, IdentityCode.value)
    .join(Member, Member.id == IdentityCode.member_id)
    .where(Member.household_id.in_(bindparam("ids", expanding=True)))
)

_LIVING_ELSEWHERE = (
    select(*Member.__table__.columns)
    .join(Household, Household.id == Member.household_id)
    .where(
        Member.household_id != bindparam("household_id"),
        Member.left_on.is_(None),
        Household.closed_on.is_(None),
        Member.born.in_(bindparam("births", expanding=True))
        | Member.id.in_(
            select(IdentityCode.member_id).where(
                IdentityCode.value.in_(bindparam("codes", expanding=True))
            )
        ),
    )
    .order_by(Member.household_id, Member.position, Member.id)
)


def by_words(session: Session, words: Collection[str], field: str) -> set[UUID]:
    """Households that have one of these words in a field ("code", "phone")."""
    values = {"words": sorted(words), "field": field}
    return set(session.connection().execute(_BY_WORDS, values).scalars())


def by_birth(session: Session, born: str) -> list[UUID]:
    """Households of people born on a day ("1980-05-03")."""
    return list(session.connection().execute(_BY_BIRTH, {"born": born}).scalars())


def living_elsewhere(
    session: Session, household_id: UUID, births: Collection[str], codes: Collection[str]
) -> list[AnyRow]:
    """Members of other open households who have one of these birth dates, or of these codes."""
    values = {"household_id": household_id, "births": sorted(births), "codes": sorted(codes)}
    return list(session.connection().execute(_LIVING_ELSEWHERE, values))


def codes_of(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, frozenset[str]]:
    """Codes of the people of some households, by person, without separators."""
    found: defaultdict[UUID, frozenset[str]] = defaultdict(frozenset)
    for row in session.connection().execute(_CODES, {"ids": ids}):
        found[row.member_id] |= code_words(row.value)
    return found
