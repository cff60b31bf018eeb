"""Search as you type: by name, phone, code, card or old number; twenty hits a keystroke."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from app.services.code_search import note_code_search
from app.services.desk import Desk
from app.services.eligibility import judge
from app.services.words import vocabulary
from models.records.household import Composition
from models.records.search import SearchHit
from models.repositories import aid as aids
from models.repositories import households
from models.repositories import search as found_words
from models.repositories.aid import Latest, Neighbours
from models.repositories.rows import AnyRow
from models.repositories.search import Found
from models.rules.ages import age_on
from models.rules.household_names import household_names
from models.rules.partial_date import PartialDate
from models.rules.search_terms import name_words, number_words, terms
from models.rules.typology import Person, compose
from models.rules.writing import tidy

if TYPE_CHECKING:
    from models.storage.session import VaultSession


def search(desk: Desk, text: str, limit: int = 20) -> tuple[SearchHit, ...]:
    """Households in which everything typed is found, at most `limit`, the likeliest first.

    Words may be begun only, in any order, without accents; with one letter wrong when hardly
    anything is found otherwise. Nothing typed can be taken as a command. A search by somebody's
    whole code is written in the audit chain.
    """
    typed = terms(tidy(text))
    if not typed:
        return ()
    with desk.read() as session:
        found = found_words.find(session, typed, limit, lambda: vocabulary(desk))
        hits = _hits(session, found, desk.today())
    note_code_search(desk, [text], [hit.household_id for hit in hits])
    return hits


def hits_of(desk: Desk, household_ids: Sequence[UUID]) -> tuple[SearchHit, ...]:
    """These households as a search shows them, in the order given."""
    found = [
        Found(one, None, is_reference=True, words=(), is_similar=False) for one in household_ids
    ]
    with desk.read() as session:
        return _hits(session, found, desk.today())


def household_by_number(desk: Desk, number: str) -> UUID | None:
    """The one household with this number in the old register ("N0217", "0217", "217").

    None when there is none, or when several share it.
    """
    words = sorted(number_words(number), key=len, reverse=True)
    with desk.read() as session:
        found = found_words.by_number(session, words)
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _Details:
    """What hits show, read for all of them at once."""

    heads: Mapping[UUID, AnyRow]
    people: Mapping[UUID, list[AnyRow]]
    given: Mapping[UUID, Latest]
    elsewhere: Mapping[UUID, Neighbours]
    food_window: int
    today: date


def _hits(session: "VaultSession", found: Sequence[Found], today: date) -> tuple[SearchHit, ...]:
    ids = [hit.household_id for hit in found]
    details = _Details(
        heads=households.shown_heads(session, ids),
        people=households.member_rows(session, ids),
        given=aids.latest(session, ids, "food"),
        elsewhere=aids.neighbours(session, ids),
        food_window=aids.windows(session, today).get("food", 0),
        today=today,
    )
    return tuple(_hit(hit, details) for hit in found)


def _hit(found: Found, details: _Details) -> SearchHit:
    household_id, today = found.household_id, details.today
    head = details.heads[household_id]
    people = details.people.get(household_id, [])
    living = [row for row in people if row.left_on is None]
    ages = [age_on(households.known_date(row.born), today) for row in living]
    persons = [
        Person(row.relation, age, row.is_disabled) for row, age in zip(living, ages, strict=True)
    ]
    named = [
        (households.name_of(row), age, row.relation) for row, age in zip(living, ages, strict=True)
    ]
    matched = next((row for row in people if row.id == found.member_id), None)
    given = details.given.get(household_id, Latest())
    theirs = details.elsewhere.get(household_id, Neighbours())
    is_other = (
        matched is not None
        and not found.is_reference
        and not (people and _is_named_so(people[0], found.words))
    )
    return SearchHit(
        household_id=household_id,
        names=household_names(named, head.label),
        found_as=households.name_of(matched) if matched is not None and is_other else "",
        found_relation=matched.relation if matched is not None and is_other else "",
        matched=found.words,
        is_similar=found.is_similar,
        number=head.number,
        card=head.card,
        street=head.street or "",
        composition=_composition(persons, head),
        food=judge("food", given.of_kind, theirs.aid, details.food_window, today),
        isee_until=_last_day(head.isee_until),
        silent_days=_silent_days(given.of_any, today),
        is_closed=head.closed_on is not None,
    )


def _composition(persons: Sequence[Person], head: AnyRow) -> Composition:
    counted = compose(persons, head.declared_people, head.declared_minors)
    return Composition(counted.people, counted.minors, counted.typology)


def _last_day(until: str | None) -> date | None:
    known = households.known_date(until)
    return None if known is None else known.latest


def _is_named_so(row: AnyRow, typed: Sequence[str]) -> bool:
    """Whether every word typed begins a word of this person's name."""
    words = name_words(households.name_of(row))
    return all(any(word.startswith(begun) for word in words) for begun in typed)


def _silent_days(given: Sequence[PartialDate], today: date) -> int | None:
    """Days since the last aid here; a bare month is counted from its last day, or from today."""
    lasts = [min(known.latest, today) for known in given]
    return (today - max(lasts)).days if lasts else None
