"""Possible doubles while a member is being typed: who of those already kept may be the same person.

Everything here is the centre's own plain data; what other centres keep is matched in sealed form
elsewhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import DamerauLevenshtein

from models.rules.codice_fiscale import is_valid, without_omocodia
from models.rules.names import atoms
from models.rules.partial_date import PartialDate
from models.rules.skeletons import skeleton

_SLIP_PER_LETTERS = 5


class DoubleReason(StrEnum):
    """What a draft and a kept member have in common, or what tells them apart."""

    SAME_CODE = "same_code"
    SAME_NAMES = "same_names"
    SIMILAR_NAMES = "similar_names"
    SAME_SOUND = "same_sound"
    ONE_NAME = "one_name"
    SAME_BIRTH_DATE = "same_birth_date"
    SAME_BIRTH_YEAR = "same_birth_year"
    SAME_PHONE = "same_phone"
    DIFFERENT_BIRTH_DATE = "different_birth_date"
    DIFFERENT_SEX = "different_sex"


class DoubleStrength(StrEnum):
    """How loudly to warn: almost surely the same person, or worth a look."""

    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class MemberTraits:
    """What is compared of a member; everything may be missing while it is being typed.

    Attributes:
        surname: as written.
        given_name: as written; a nickname may stand alone in either field.
        sex: "M", "F" or "".
        born: the birth date as far as known.
        codes: identity codes of any kind, without separators.
        phones: numbers in one form (E.164), those of the household included.
    """

    surname: str = ""
    given_name: str = ""
    sex: str = ""
    born: PartialDate | None = None
    codes: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a kept member looks like the draft."""

    strength: DoubleStrength
    reasons: tuple[DoubleReason, ...]


_NAME_POINTS = {
    DoubleReason.SAME_NAMES: 4,
    DoubleReason.SAME_SOUND: 3,
    DoubleReason.SIMILAR_NAMES: 3,
    DoubleReason.ONE_NAME: 1,
}
_POINTS = _NAME_POINTS | {
    DoubleReason.SAME_CODE: 9,
    DoubleReason.SAME_BIRTH_DATE: 4,
    DoubleReason.SAME_BIRTH_YEAR: 1,
    DoubleReason.SAME_PHONE: 2,
    DoubleReason.DIFFERENT_BIRTH_DATE: -2,
    DoubleReason.DIFFERENT_SEX: -2,
}
_LIKELY = 7
_POSSIBLE = 3


def likeness(draft: MemberTraits, kept: MemberTraits) -> Likeness | None:
    """Compare a draft with one kept member; None when nothing calls for a look."""
    reasons = (
        *_code_reason(draft, kept),
        *_name_reason(draft, kept),
        *_birth_reason(draft.born, kept.born),
        *((DoubleReason.SAME_PHONE,) if draft.phones & kept.phones else ()),
        *_sex_reason(draft.sex, kept.sex),
    )
    points = sum(_POINTS[reason] for reason in reasons)
    if points < _POSSIBLE:
        return None
    strength = DoubleStrength.LIKELY if points >= _LIKELY else DoubleStrength.POSSIBLE
    return Likeness(strength, reasons)


def possible_doubles(
    draft: MemberTraits, candidates: Iterable[MemberTraits], limit: int = 5
) -> tuple[tuple[int, Likeness], ...]:
    """The candidates that look like the draft, by their position, the likeliest first."""
    found = [
        (position, like)
        for position, kept in enumerate(candidates)
        if (like := likeness(draft, kept)) is not None
    ]
    found.sort(key=lambda item: (-sum(_POINTS[r] for r in item[1].reasons), item[0]))
    return tuple(found[:limit])


def is_one_person(one: MemberTraits, other: MemberTraits) -> bool:
    """Whether two kept members are surely one person, who then lives in two households.

    The same code, or the same names and full birth date; and nothing that speaks against it.
    """
    found = likeness(one, other)
    reasons = frozenset(found.reasons if found else ())
    if reasons & {DoubleReason.DIFFERENT_SEX, DoubleReason.DIFFERENT_BIRTH_DATE}:
        return False
    if DoubleReason.SAME_CODE in reasons:
        return True
    is_named = bool(reasons & {DoubleReason.SAME_NAMES, DoubleReason.SAME_SOUND})
    both_coded = all(any(map(is_valid, person.codes)) for person in (one, other))
    return is_named and DoubleReason.SAME_BIRTH_DATE in reasons and not both_coded


def _code_reason(draft: MemberTraits, kept: MemberTraits) -> tuple[DoubleReason, ...]:
    mine = {_plain(code) for code in draft.codes}
    return (DoubleReason.SAME_CODE,) if mine & {_plain(code) for code in kept.codes} else ()


def _plain(code: str) -> str:
    upper = code.upper()
    return without_omocodia(upper) if is_valid(upper) else upper


def _name_reason(draft: MemberTraits, kept: MemberTraits) -> tuple[DoubleReason, ...]:
    mine = atoms(draft.surname) + atoms(draft.given_name)
    theirs = atoms(kept.surname) + atoms(kept.given_name)
    fewer, more = sorted((mine, theirs), key=len)
    if not fewer:
        return ()
    if set(fewer) <= set(more):
        same = len(fewer) > 1 or len(more) == 1
        return (DoubleReason.SAME_NAMES if same else DoubleReason.ONE_NAME,)
    sounds = {skeleton(atom) for atom in more}
    if len(fewer) > 1 and all(skeleton(atom) in sounds for atom in fewer):
        return (DoubleReason.SAME_SOUND,)
    alike = sum(any(_is_alike(atom, other) for other in more) for atom in fewer)
    if alike == len(fewer) and (len(fewer) > 1 or len(more) == 1):
        return (DoubleReason.SIMILAR_NAMES,)
    return (DoubleReason.ONE_NAME,) if alike else ()


def _is_alike(one: str, other: str) -> bool:
    slips = 1 + max(len(one), len(other)) // (2 * _SLIP_PER_LETTERS)
    if min(len(one), len(other)) < _SLIP_PER_LETTERS - 1:
        return one == other
    return skeleton(one) == skeleton(other) or (
        DamerauLevenshtein.distance(one, other, score_cutoff=slips) <= slips
    )


def _birth_reason(mine: PartialDate | None, other: PartialDate | None) -> tuple[DoubleReason, ...]:
    if mine is None or other is None:
        return ()
    if mine.is_full and other.is_full:
        same = mine == other
        return (DoubleReason.SAME_BIRTH_DATE if same else DoubleReason.DIFFERENT_BIRTH_DATE,)
    return (DoubleReason.SAME_BIRTH_YEAR,) if mine.year == other.year else ()


def _sex_reason(mine: str, other: str) -> tuple[DoubleReason, ...]:
    return (DoubleReason.DIFFERENT_SEX,) if mine and other and mine != other else ()
