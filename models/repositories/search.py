"""Finding households by the words typed: one indexed query a term, never a scan.

The words stand in `search_word` by their letters and again by household: the rarest term is walked
from its first row, and the others are looked up in each household on the way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from sqlalchemy import LargeBinary, TextClause, bindparam, select, text, type_coerce
from sqlalchemy.orm import Session

from models.entities import Household, Member, SearchWord
from models.repositories.rows import AnyRow
from models.rules.search_terms import BEYOND, Term, can_be_mistyped
from models.rules.vocabulary import Vocabulary

ENOUGH_EXACT = 5
"""From this many exact hits on, similar spellings are not looked for; of three words or more typed
exactly, one hit is enough."""
_LOOKED_AT = 40
_COUNTED = 4000
_VARIANTS = 80

_CLOSED = select(type_coerce(Household.id, LargeBinary).label("id"), Household.closed_on).where(
    type_coerce(Household.id, LargeBinary).in_(bindparam("households", expanding=True))
)
_PEOPLE = select(
    type_coerce(Member.id, LargeBinary).label("id"), Member.position, Member.left_on
).where(type_coerce(Member.id, LargeBinary).in_(bindparam("members", expanding=True)))
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
    reader = _Reader(session)
    found: dict[UUID, Found] = {}
    for hit in _exact(reader, terms):
        found.setdefault(hit.household_id, hit)
    if len(found) < (ENOUGH_EXACT if len(terms) < 3 else 1):
        for hit in _similar(reader, terms, limit, vocabulary()):
            found.setdefault(hit.household_id, hit)
    return list(found.values())[:limit]


def by_number(session: Session, words: Sequence[str]) -> list[UUID]:
    """Households whose old number is kept under the first of these words that is known at all."""
    for word in words:
        found = session.connection().execute(_BY_NUMBER, {"word": word}).scalars().all()
        if found:
            return list(found)
    return []


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the rows of one term stand: a condition on `word`, with its bound values."""

    key: str
    condition: str
    values: dict[str, str]
    is_variant: bool = False
    """Whether it stands for a term with one letter wrong."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row of the rarest term in a household that has all the others."""

    word: str
    household_id: bytes
    member_id: bytes
    together: int
    """How many of the other terms are words of the same person."""
    meant: str
    """The word found for the term with one letter wrong, else the one walked."""


def _exact(reader: "_Reader", terms: Sequence[Term]) -> list[Found]:
    """Hits by the letters typed."""
    words = tuple(term.typed for term in terms)
    sources = [_beginnings(place, term) for place, term in enumerate(terms)]
    candidates = reader.candidates(sources)
    return [
        _found(candidate, row, words, is_similar=False)
        for candidate, row in _ranked(reader.session, candidates, words)
    ]


def _similar(
    reader: "_Reader", terms: Sequence[Term], limit: int, known: Vocabulary
) -> list[Found]:
    """Hits with one letter wrong in one term: complete words, or else beginnings of words."""
    places = [place for place, term in enumerate(terms) if can_be_mistyped(term)]
    nearby = [known.one_edit_away(terms[place].beginnings[0], _VARIANTS) for place in places]
    found: dict[UUID, Found] = {}
    for variants in zip(*nearby, strict=True):
        for place, words in zip(places, variants, strict=True):
            if words and len(found) < limit:
                others = [term for at, term in enumerate(terms) if at != place]
                for hit in _variants(reader, words, others):
                    found.setdefault(hit.household_id, hit)
        if found:
            break
    return list(found.values())


def _variants(reader: "_Reader", variants: Sequence[str], others: Sequence[Term]) -> list[Found]:
    """Hits by one of several whole words, beside the other terms as they were typed."""
    names = [f"variant{place}" for place in range(len(variants))]
    condition = f"{{0}}.word IN ({', '.join(f':{name}' for name in names)})"
    values = dict(zip(names, variants, strict=True))
    mistyped = _Source(repr(variants), condition, values, is_variant=True)
    sources = [_beginnings(place, term) for place, term in enumerate(others)]
    candidates = reader.candidates([mistyped, *sources])
    typed = tuple(term.typed for term in others)
    return [
        _found(candidate, row, (candidate.meant, *typed), is_similar=True)
        for candidate, row in _ranked(reader.session, candidates, variants)
    ]


class _Reader:
    """Reads the rows of terms; each is counted once, as a misspelt search asks for it often."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._counted: dict[str, int] = {}

    def counts(self, sources: Sequence[_Source]) -> list[int]:
        """In how many rows each source stands, counted a little over `_COUNTED`."""
        asked = [source for source in sources if source.key not in self._counted]
        if asked:
            one = "(SELECT count(*) FROM (SELECT 1 FROM search_word s WHERE {} LIMIT {}))"
            counts = (one.format(source.condition.format("s"), _COUNTED + 1) for source in asked)
            row = self._execute("SELECT " + ", ".join(counts), *asked)[0]
            self._counted |= dict(zip((source.key for source in asked), row, strict=True))
        return [self._counted[source.key] for source in sources]

    def candidates(self, sources: Sequence[_Source]) -> list[_Candidate]:
        """Rows of the rarest source whose household has a row of each of the others."""
        counts = self.counts(sources) if len(sources) > 1 else [1]
        if 0 in counts:
            return []
        rarity = sorted(range(len(sources)), key=counts.__getitem__)
        walked, *others = (sources[place] for place in rarity)
        exists = (
            "EXISTS (SELECT 1 FROM search_word w WHERE w.household_id = s.household_id AND {}{})"
        )
        same = " AND w.member_id = s.member_id"
        together = " + ".join(exists.format(_plain(other), same) for other in others) or "0"
        tests = (exists.format(_plain(other), "") for other in others)
        conditions = " AND ".join([walked.condition.format("s"), *tests])
        statement = (
            f"SELECT s.word, s.household_id, s.member_id, {together}, {_meant(others)}"  # noqa: S608 - only names of bound values are put in
            f" FROM search_word s WHERE {conditions} LIMIT {_LOOKED_AT}"
        )
        return [_Candidate(*row) for row in self._execute(statement, *sources)]

    def _execute(self, statement: str, *sources: _Source) -> Sequence[AnyRow]:
        values = {name: value for source in sources for name, value in source.values.items()}
        return self.session.connection().execute(_text(statement), values).all()


def _meant(others: Sequence[_Source]) -> str:
    """The word found for the variant; the one walked when that is the variant, or there is none."""
    for other in others:
        if other.is_variant:
            of = f"w.household_id = s.household_id AND {_plain(other)}"
            return f"(SELECT w.word FROM search_word w WHERE {of} LIMIT 1)"  # noqa: S608 - as above
    return "s.word"


def _plain(source: _Source) -> str:
    """The condition of a source on the few words of one household, read without its index."""
    return ("+" if source.is_variant else "") + source.condition.format("w")


def _ranked(
    session: Session, candidates: Sequence[_Candidate], words: Sequence[str]
) -> list[tuple[_Candidate, AnyRow | None]]:
    """Open files, all terms in one person, those still there, whole words, reference persons."""
    if not candidates:
        return []
    ids = {"households": [one.household_id for one in candidates]}
    closed = {row.id: row for row in session.connection().execute(_CLOSED, ids)}
    ids = {"members": [one.member_id for one in candidates]}
    people = {row.id: row for row in session.connection().execute(_PEOPLE, ids)}
    rows = [(one, people.get(one.member_id)) for one in candidates]
    return sorted(
        rows,
        key=lambda pair: (
            closed[pair[0].household_id].closed_on is not None,
            -pair[0].together,
            pair[1] is not None and pair[1].left_on is not None,
            pair[0].word not in words,
            pair[1].position if pair[1] is not None else 0,
        ),
    )


def _found(
    candidate: _Candidate, person: AnyRow | None, words: tuple[str, ...], *, is_similar: bool
) -> Found:
    return Found(
        household_id=UUID(bytes=candidate.household_id),
        member_id=UUID(bytes=candidate.member_id) if candidate.member_id else None,
        is_reference=person is None or person.position == 0,
        words=words,
        is_similar=is_similar,
    )


def _beginnings(place: int, term: Term) -> _Source:
    tests: list[str] = []
    values: dict[str, str] = {}
    for at, beginning in enumerate(term.beginnings):
        name = f"term{place}_{at}"
        tests.append(f"{{0}}.word BETWEEN :{name}_from AND :{name}_to")
        values |= {f"{name}_from": beginning, f"{name}_to": beginning + BEYOND}
    return _Source(term.typed, f"({' OR '.join(tests)})", values)


@lru_cache(maxsize=512)
def _text(statement: str) -> TextClause:
    """A statement prepared once; all that was typed travels as bound values."""
    return text(statement)
