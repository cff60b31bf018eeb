"""Households that may be the one being typed: shown beside the form, never in the way."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from app.services.desk import Desk
from app.services.members import kept_code
from app.services.names import names_of
from app.services.words import vocabulary
from models.records.household import MemberDraft, PossibleDouble
from models.repositories import doubles, households, search
from models.rules.phones import digits_of, e164
from models.rules.resemblance import Resemblance, Typed, resemblance
from models.rules.search_terms import code_words, phone_words, terms

if TYPE_CHECKING:
    from models.repositories.rows import AnyRow
    from models.storage.session import VaultSession

_SHOWN = 5
_LOOKED_AT = 60
_SHORTEST_PHONE = 6


def possible_doubles(desk: Desk, draft: MemberDraft, phone: str = "") -> tuple[PossibleDouble, ...]:
    """The households most like the person typed, with the reasons; strong ones first.

    Half a form is enough: it is asked at every keystroke.
    """
    typed = Typed(
        surname=draft.surname,
        given_name=draft.given_name or draft.nickname,
        born=draft.born,
        codes=frozenset(word for line in draft.codes for word in code_words(kept_code(line)[1])),
    )
    with desk.read() as session:
        by_phone = _by_phone(session, phone)
        ids = dict.fromkeys([*by_phone, *_candidates(desk, session, typed)])
        found = _found(session, list(ids)[:_LOOKED_AT], typed, by_phone)
        ranked = sorted(found.items(), key=lambda item: -item[1].weight)[:_SHOWN]
        return _shown(session, ranked, desk.today())


def _by_phone(session: "VaultSession", phone: str) -> set[UUID]:
    if len(digits_of(phone)) < _SHORTEST_PHONE:
        return set()
    return doubles.by_words(session, phone_words(phone, e164(phone)), "phone")


def _candidates(desk: Desk, session: "VaultSession", typed: Typed) -> Iterator[UUID]:
    """Households that share a code, a birth date or the names, exact or nearly."""
    if typed.codes:
        yield from doubles.by_words(session, typed.codes, "code")
    if typed.born is not None and typed.born.is_full:
        yield from doubles.by_birth(session, typed.born.iso)
    whole = f"{typed.surname} {typed.given_name}"
    for names in dict.fromkeys(map(terms, (whole, typed.surname, typed.given_name))):
        for hit in search.find(session, names, _LOOKED_AT, lambda: vocabulary(desk)):
            yield hit.household_id


def _found(
    session: "VaultSession", ids: list[UUID], typed: Typed, by_phone: set[UUID]
) -> dict[UUID, Resemblance]:
    """The best resemblance of each household that has one."""
    found: dict[UUID, Resemblance] = {}
    people = households.member_rows(session, ids)
    codes = doubles.codes_of(session, ids)
    for household_id in ids:
        shares_phone = household_id in by_phone
        alike = [
            resemblance(typed, _kept(row, codes.get(row.id, frozenset())), shares_phone)
            for row in people.get(household_id, [])
        ]
        best = max((one for one in alike if one), key=lambda one: one.weight, default=None)
        if best is not None:
            found[household_id] = best
    return found


def _kept(row: "AnyRow", codes: frozenset[str]) -> Typed:
    return Typed(
        surname=row.surname,
        given_name=row.given_name or row.nickname,
        born=households.known_date(row.born),
        codes=codes,
    )


def _shown(
    session: "VaultSession", ranked: list[tuple[UUID, Resemblance]], today: date
) -> tuple[PossibleDouble, ...]:
    ids = [household_id for household_id, _ in ranked]
    heads = households.heads(session, ids)
    names = names_of(session, ids, today)
    return tuple(
        PossibleDouble(
            household_id=household_id,
            names=names[household_id],
            number=heads[household_id].number,
            reasons=alike.reasons,
            is_strong=alike.is_strong,
        )
        for household_id, alike in ranked
    )
