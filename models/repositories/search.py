"""Finding households by the words typed: one indexed query a term, never a scan.

The words stand in `search_word` by their letters and again by household, so the rarest term is
walked from its first row and the others are looked up in the same household.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import TextClause, TextualSelect, bindparam, select, text
from sqlalchemy.orm import Session

from models.entities import Household, SearchWord
from models.repositories.rows import AnyRow
from models.rules.search_terms import BEYOND, Term, can_be_mistyped
from models.rules.vocabulary import Vocabulary

ENOUGH_EXACT = 5
"""From this many exact hits on, similar spellings are not looked for."""
_LOOKED_AT = 80
_COUNTED = 2000
_VARIANTS = 80

_BY_NUMBER = (
    select(SearchWord.household_id)
    .where(SearchWord.word == bindparam("word"), SearchWord.field == "number")
    .distinct()
    .limit(2)
)


@dataclass(frozen=True, slots=True)
class Found:
    """A household found: through which member (None for the household itself) and which words."""

    household_id: UUID
    member_id: UUID | None
    is_reference: bool
    words: tuple[str, ...]
    is_similar: bool


def find(
    session: Session, terms: Sequence[Term], limit: int, vocabulary: Callable[[], Vocabulary]
) -> list[Found]:
    """At most `limit` households in which every term is found, the likeliest first.

    Exact beginnings first, reference persons before the other members; when fewer than
    `ENOUGH_EXACT` are found, then those in which one term has one letter wrong.
    """
    if not terms:
        return []
    found = {hit.household_id: hit for hit in _exact(session, terms)}
    if len(found) < ENOUGH_EXACT:
        for hit in _similar(session, terms, limit, vocabulary()):
            found.setdefault(hit.household_id, hit)
    return list(found.values())[:limit]


def by_number(session: Session, words: Sequence[str]) -> list[UUID]:
    """Households whose old number is kept under the first of these words that is known at all."""
    for word in words:
        found = session.connection().execute(_BY_NUMBER, {"word": word}).scalars().all()
        if found:
            return list(found)
    return []


def _exact(session: Session, terms: Sequence[Term]) -> list[Found]:
    """Hits by the letters typed, walking the rarest term."""
    ordered = _rarest_first(session, terms)
    if not ordered:
        return []
    walked, *others = ordered
    values = _bounds("walked", walked) | _others(others)
    shape = tuple(len(term.beginnings) for term in others)
    statement = _statement(_between("s.word", "walked", len(walked.beginnings)), shape)
    rows = session.connection().execute(statement, values).all()
    words = tuple(term.typed for term in terms)
    return [_found(row, words, is_similar=False) for row in sorted(rows, key=_rank(words))]


def _similar(session: Session, terms: Sequence[Term], limit: int, known: Vocabulary) -> list[Found]:
    """Hits with one letter wrong in one term: complete words first, then beginnings."""
    tries: list[tuple[int, list[str]]] = []
    for place, term in enumerate(terms):
        if can_be_mistyped(term):
            whole, begun = known.one_edit_away(term.beginnings[0], _VARIANTS)
            tries.insert(place, (place, whole))
            tries.append((place, begun))
    found: dict[UUID, Found] = {}
    for place, variants in tries:
        if variants and len(found) < limit:
            others = [term for at, term in enumerate(terms) if at != place]
            for hit in _variants(session, variants, others):
                found.setdefault(hit.household_id, hit)
    return list(found.values())


def _variants(session: Session, variants: Sequence[str], others: Sequence[Term]) -> list[Found]:
    """Hits by one of several whole words, beside the other terms as they were typed."""
    names = [f"variant{place}" for place in range(len(variants))]
    values = dict(zip(names, variants, strict=True)) | _others(others)
    shape = tuple(len(term.beginnings) for term in others)
    statement = _statement(f"s.word IN ({', '.join(f':{name}' for name in names)})", shape)
    rows = session.connection().execute(statement, values).all()
    typed = tuple(term.typed for term in others)
    return [
        _found(row, (row.word, *typed), is_similar=True)
        for row in sorted(rows, key=_rank(variants))
    ]


def _found(row: AnyRow, words: tuple[str, ...], *, is_similar: bool) -> Found:
    return Found(
        household_id=row.household_id,
        member_id=UUID(bytes=row.member_id) if row.member_id else None,
        is_reference=not row.position,
        words=words,
        is_similar=is_similar,
    )


def _rank(words: Sequence[str]) -> Callable[[AnyRow], tuple[bool, int, bool, bool, int]]:
    """Open files, all terms in one person, those still there, whole words, reference persons."""

    def rank(row: AnyRow) -> tuple[bool, int, bool, bool, int]:
        return (
            row.closed_on is not None,
            -row.together,
            row.left_on is not None,
            row.word not in words,
            row.position or 0,
        )

    return rank


def _rarest_first(session: Session, terms: Sequence[Term]) -> list[Term]:
    """The terms by how often they stand in the vault; [] when one of them is nowhere."""
    if len(terms) == 1:
        return list(terms)
    shape = tuple(len(term.beginnings) for term in terms)
    values: dict[str, str | int] = {**_others(terms), "most": _COUNTED}
    counts = session.connection().execute(_count(shape), values).one()
    if 0 in counts:
        return []
    return [term for _, term in sorted(zip(counts, terms, strict=True), key=lambda pair: pair[0])]


@cache
def _count(shape: tuple[int, ...]) -> TextClause:
    """How many words each term begins, counted up to `:most`."""
    one = "(SELECT count(*) FROM (SELECT 1 FROM search_word s WHERE {} LIMIT :most))"
    wheres = (_between("s.word", f"other{place}", ranges) for place, ranges in enumerate(shape))
    return text("SELECT " + ", ".join(one.format(where) for where in wheres))


@cache
def _statement(walked: str, shape: tuple[int, ...]) -> TextualSelect:
    """The query for terms of this shape; all that was typed travels as bound values."""
    other = "EXISTS (SELECT 1 FROM search_word w WHERE w.household_id = s.household_id AND {}{})"
    wheres = [_between("w.word", f"other{place}", ranges) for place, ranges in enumerate(shape)]
    same = " AND w.member_id = s.member_id"
    together = " + ".join(other.format(where, same) for where in wheres) or "0"
    conditions = " AND ".join([walked, *(other.format(where, "") for where in wheres)])
    return text(
        "SELECT s.word, s.household_id, s.member_id, m.position, m.left_on, h.closed_on,"  # noqa: S608 - only names of bound values are put in
        f" {together} AS together FROM search_word s"
        " CROSS JOIN household h ON h.id = s.household_id"
        " LEFT JOIN member m ON m.id = s.member_id"
        f" WHERE {conditions} LIMIT {_LOOKED_AT}"
    ).columns(household_id=Household.id.type)


def _between(column: str, name: str, ranges: int) -> str:
    tests = (f"{column} BETWEEN :{name}_{at}_from AND :{name}_{at}_to" for at in range(ranges))
    return f"({' OR '.join(tests)})"


def _others(terms: Sequence[Term]) -> dict[str, str]:
    values: dict[str, str] = {}
    for place, term in enumerate(terms):
        values |= _bounds(f"other{place}", term)
    return values


def _bounds(name: str, term: Term) -> dict[str, str]:
    values: dict[str, str] = {}
    for at, beginning in enumerate(term.beginnings):
        values[f"{name}_{at}_from"] = beginning
        values[f"{name}_{at}_to"] = beginning + BEYOND
    return values
