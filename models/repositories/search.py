"""Finding households by the words typed: one indexed query a term, never a scan.

The words stand in `search_word` by their letters and again by household, so the rarest term is
walked from its first row and the others are looked up in the same household.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import TextClause, TextualSelect, text
from sqlalchemy.orm import Session

from models.entities import Household
from models.rules.search_terms import BEYOND, Term, can_be_mistyped
from models.rules.vocabulary import Vocabulary

ENOUGH_EXACT = 5
"""From this many exact hits on, similar spellings are not looked for."""
_LOOKED_AT = 160
_COUNTED = 2000
_NOT_TYPED = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A household found: through which member (None for the household itself) and which words."""

    household_id: UUID
    member_id: UUID | None
    is_reference: bool
    words: tuple[str, ...]
    is_similar: bool


@dataclass(frozen=True, slots=True)
class _Ranges:
    """The stretches of the word table that one term may lie in, as JSON pairs for SQLite."""

    typed: str
    pairs: str


def find(
    session: Session, terms: Sequence[Term], limit: int, vocabulary: Callable[[], Vocabulary]
) -> list[Found]:
    """At most `limit` households in which every term is found, the likeliest first.

    Exact beginnings first, reference persons before the other members; when fewer than
    `ENOUGH_EXACT` are found, then those in which one term has one letter wrong.
    """
    if not terms:
        return []
    exact = [_Ranges(term.typed, _beginnings(term.beginnings)) for term in terms]
    found = {hit.household_id: hit for hit in _query(session, exact, is_similar=False)}
    if len(found) < ENOUGH_EXACT:
        for hit in _similar(session, terms, exact, limit, vocabulary()):
            found.setdefault(hit.household_id, hit)
    return list(found.values())[:limit]


def by_number(session: Session, words: Sequence[str]) -> list[UUID]:
    """Households whose old number is kept under one of these words, best word first."""
    query = text(
        "SELECT DISTINCT s.household_id FROM json_each(:words) t"
        " CROSS JOIN search_word s ON s.word = t.value"
        " WHERE s.field = 'number' ORDER BY t.key LIMIT 3"
    ).columns(household_id=Household.id.type)
    return list(session.scalars(query, {"words": json.dumps(list(words))}))


def _similar(
    session: Session,
    terms: Sequence[Term],
    exact: Sequence[_Ranges],
    limit: int,
    known: Vocabulary,
) -> list[Found]:
    """Hits with one letter wrong in one term: complete words first, then beginnings."""
    found: dict[UUID, Found] = {}
    tries: list[tuple[int, str]] = []
    for place, term in enumerate(terms):
        if can_be_mistyped(term):
            whole, begun = known.one_edit_away(term.beginnings[0])
            tries.insert(place, (place, _wholes(whole)))
            tries.append((place, _beginnings(begun)))
    for place, pairs in tries:
        if pairs == "[]" or len(found) >= limit:
            continue
        ranges = [*exact]
        ranges[place] = _Ranges(_NOT_TYPED, pairs)
        for hit in _query(session, ranges, is_similar=True):
            found.setdefault(hit.household_id, hit)
    return list(found.values())


def _query(session: Session, ranges: Sequence[_Ranges], *, is_similar: bool) -> list[Found]:
    ordered = _rarest_first(session, ranges)
    if not ordered:
        return []
    values = {f"pairs{place}": term.pairs for place, term in enumerate(ordered)}
    rows = session.connection().execute(_statement(len(ordered)), values).all()
    typed = {term.typed for term in ordered}
    others = range(1, len(ordered))
    ranked = sorted(
        rows,
        key=lambda row: (
            row.closed_on is not None,
            -row.together,
            row.left_on is not None,
            not is_similar and row.word not in typed,
            row.position or 0,
        ),
    )
    found: dict[UUID, Found] = {}
    for row in ranked:
        words = [row.word, *(row._mapping[f"word{place}"] for place in others)]  # noqa: SLF001 - the documented name
        hit = Found(
            household_id=row.household_id,
            member_id=UUID(bytes=row.member_id) if row.member_id else None,
            is_reference=not row.position,
            words=tuple(t.typed or word for t, word in zip(ordered, words, strict=True)),
            is_similar=is_similar,
        )
        found.setdefault(hit.household_id, hit)
    return list(found.values())


def _rarest_first(session: Session, ranges: Sequence[_Ranges]) -> list[_Ranges]:
    """The terms by how often they stand in the vault; () when one of them is nowhere."""
    if len(ranges) == 1:
        return list(ranges)
    values: dict[str, object] = {f"pairs{i}": term.pairs for i, term in enumerate(ranges)}
    counts = session.connection().execute(_count(len(ranges)), {**values, "most": _COUNTED}).one()
    if 0 in counts:
        return []
    return [term for _, term in sorted(zip(counts, ranges, strict=True), key=lambda pair: pair[0])]


@cache
def _count(terms: int) -> TextClause:
    one = (
        "(SELECT count(*) FROM (SELECT 1 FROM json_each(:pairs{0}) t CROSS JOIN search_word s"
        " ON s.word BETWEEN t.value ->> 0 AND t.value ->> 1 LIMIT :most))"
    )
    return text("SELECT " + ", ".join(one.format(place) for place in range(terms)))


@cache
def _statement(terms: int) -> TextualSelect:
    """The query for so many terms; all that is typed travels as bound values."""
    other = (
        "(SELECT w.word FROM json_each(:pairs{0}) o CROSS JOIN search_word w"
        " ON w.household_id = s.household_id AND w.word BETWEEN o.value ->> 0 AND o.value ->> 1"
        "{1} LIMIT 1)"
    )
    same = " AND w.member_id = s.member_id"
    others = range(1, terms)
    found = "".join(f", {other.format(place, '')} AS word{place}" for place in others)
    together = " + ".join(f"({other.format(place, same)} IS NOT NULL)" for place in others) or "0"
    conditions = " AND ".join(f"{other.format(place, '')} IS NOT NULL" for place in others) or "1"
    return text(
        f"SELECT s.word, s.household_id, s.member_id, m.position, m.left_on, h.closed_on,"  # noqa: S608 - only numbers of places are put in
        f" {together} AS together{found}"
        " FROM json_each(:pairs0) t"
        " CROSS JOIN search_word s ON s.word BETWEEN t.value ->> 0 AND t.value ->> 1"
        " JOIN household h ON h.id = s.household_id"
        " LEFT JOIN member m ON m.id = s.member_id"
        f" WHERE {conditions} LIMIT {_LOOKED_AT}"
    ).columns(household_id=Household.id.type)


def _beginnings(words: Sequence[str]) -> str:
    return json.dumps([(word, word + BEYOND) for word in words])


def _wholes(words: Sequence[str]) -> str:
    return json.dumps([(word, word) for word in words])
