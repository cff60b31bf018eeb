"""Households that may be the one being typed: shown beside the form, never in the way."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING
from uuid import UUID

from app.services.code_search import note_code_search
from app.services.desk import Desk
from app.services.members import kept_code
from app.services.names import names_of
from app.services.two_households import traits_of
from app.services.words import vocabulary
from models.records.household import MemberDraft, MemberLine, PossibleDouble
from models.repositories import doubles, households, search
from models.rules.doubles import DoubleStrength, Likeness, MemberTraits
from models.rules.doubles import possible_doubles as likest
from models.rules.phones import digits_of, e164
from models.rules.search_terms import code_words, phone_words, terms

if TYPE_CHECKING:
    from models.storage.session import VaultSession

_SHOWN = 5
_LOOKED_AT = 60
_SHORTEST_PHONE = 6


def possible_doubles(desk: Desk, draft: MemberDraft, phone: str = "") -> tuple[PossibleDouble, ...]:
    """The households most like the person typed, with the reasons; strong ones first.

    Half a form is enough: it is asked at every keystroke.
    """
    numbers = frozenset({e164(phone) or digits_of(phone)} - {""})
    typed = MemberTraits(
        surname=draft.surname,
        given_name=draft.given_name or draft.nickname,
        sex=draft.sex,
        born=draft.born,
        codes=frozenset(word for line in draft.codes for word in code_words(kept_code(line)[1])),
        phones=numbers,
    )
    with desk.read() as session:
        by_phone = _by_phone(session, phone)
        ids = list(dict.fromkeys([*by_phone, *_candidates(desk, session, typed)]))[:_LOOKED_AT]
        found = _likeliest(session, ids, typed, by_phone)
        shown = _shown(session, found, desk.today())
    note_code_search(desk, (line.value for line in draft.codes), list(found))
    return shown


def doubles_of(
    desk: Desk, household_id: UUID, members: Sequence[MemberLine]
) -> tuple[PossibleDouble, ...]:
    """Other files in which one of these people most likely stands too, each with the reasons."""
    found: dict[UUID, Likeness] = {}
    with desk.read() as session:
        for member in members:
            traits = traits_of(member)
            ids = list(dict.fromkeys(_candidates(desk, session, traits)))
            ids = [one for one in ids if one != household_id][:_LOOKED_AT]
            for one, like in _likeliest(session, ids, traits, set()).items():
                if like.strength is DoubleStrength.LIKELY:
                    found.setdefault(one, like)
        return _shown(session, found, desk.today())


def _by_phone(session: "VaultSession", phone: str) -> set[UUID]:
    if len(digits_of(phone)) < _SHORTEST_PHONE:
        return set()
    return doubles.by_words(session, phone_words(phone, e164(phone)), "phone")


def _candidates(desk: Desk, session: "VaultSession", typed: MemberTraits) -> Iterator[UUID]:
    """Households that share a code, a birth date or the names, exact or nearly."""
    if typed.codes:
        yield from doubles.by_words(session, typed.codes, "code")
    if typed.born is not None and typed.born.is_full:
        yield from doubles.by_birth(session, typed.born.iso)
    whole = f"{typed.surname} {typed.given_name}"
    for names in dict.fromkeys(map(terms, (whole, typed.surname, typed.given_name))):
        for hit in search.find(session, names, _LOOKED_AT, lambda: vocabulary(desk)):
            yield hit.household_id


def _likeliest(
    session: "VaultSession", ids: list[UUID], typed: MemberTraits, by_phone: set[UUID]
) -> dict[UUID, Likeness]:
    """The households of the people most like the one typed, each by its likest person."""
    people = households.member_rows(session, ids)
    codes = doubles.codes_of(session, ids)
    candidates = [(one, row) for one in ids for row in people.get(one, [])]
    traits = [
        MemberTraits(
            surname=row.surname,
            given_name=row.given_name or row.nickname,
            sex=row.sex,
            born=households.known_date(row.born),
            codes=codes.get(row.id, frozenset()),
            phones=typed.phones if household_id in by_phone else frozenset(),
        )
        for household_id, row in candidates
    ]
    found: dict[UUID, Likeness] = {}
    for place, like in likest(typed, traits, limit=len(traits)):
        found.setdefault(candidates[place][0], like)
    return dict(islice(found.items(), _SHOWN))


def _shown(
    session: "VaultSession", found: dict[UUID, Likeness], today: date
) -> tuple[PossibleDouble, ...]:
    ids = list(found)
    heads = households.heads(session, ids)
    names = names_of(session, ids, today)
    return tuple(
        PossibleDouble(
            household_id=household_id,
            names=names[household_id],
            number=heads[household_id].number,
            reasons=tuple(map(str, like.reasons)),
            is_strong=like.strength is DoubleStrength.LIKELY,
        )
        for household_id, like in found.items()
    )
