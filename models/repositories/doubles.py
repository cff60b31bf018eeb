"""Households that share a word, a code or a birth date with somebody being typed."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, SQLColumnExpression, bindparam, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

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
_ONE, _OTHER = aliased(Member), aliased(Member)
_FULL_DATE = 10
_COMPARED = ("household_id", "surname", "given_name", "nickname", "sex", "born")


def _pairs(code: SQLColumnExpression[str]) -> Select[Any]:
    """Present people who stand for their household, each beside somebody of another one."""
    sides = (("one", _ONE), ("other", _OTHER))
    columns = [
        getattr(of, name).label(f"{side}_{name}") for side, of in sides for name in _COMPARED
    ]
    return select(*columns, code.label("code")).where(
        _ONE.household_id != _OTHER.household_id,
        _ONE.left_on.is_(None),
        _ONE.relation.in_(bindparam("relations", expanding=True)),
    )


_CODE, _OTHER_CODE = aliased(IdentityCode), aliased(IdentityCode)
_BORN_ALIKE = _pairs(literal("")).where(
    _ONE.born == _OTHER.born,
    func.length(_ONE.born) == _FULL_DATE,
    # Another sex outweighs a birth date and the names, and half the pairs need no look.
    or_(_ONE.sex == _OTHER.sex, _ONE.sex == "", _OTHER.sex == ""),
)
_CODED_ALIKE = (
    _pairs(_CODE.value)
    .join(_CODE, _CODE.member_id == _ONE.id)
    .join(_OTHER_CODE, _OTHER_CODE.value == _CODE.value)
    .where(_OTHER_CODE.member_id == _OTHER.id)
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


def pairs_alike(session: Session, relations: Collection[str]) -> Iterator[AnyRow]:
    """People of two households with one birth date or one code (`code`, else empty).

    The first of each pair, `one_…`, lives in its household in one of these relations; the second,
    `other_…`, stands in another household, or stood there once.
    """
    for pairs in (_CODED_ALIKE, _BORN_ALIKE):
        yield from session.connection().execute(pairs, {"relations": sorted(relations)})
