"""Whether somebody being typed resembles somebody already kept, and why.

A surname alone never suffices: half a village shares it.
"""

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from models.rules.names import atoms, skeleton
from models.rules.partial_date import PartialDate

STRONG_FROM = 4
_SHOWN_FROM = 2
_WEIGHTS = {
    "same_code": 4,
    "same_names": 2,
    "similar_names": 1,
    "same_birth_date": 2,
    "similar_birth_date": 1,
    "same_phone": 2,
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A person as far as the form is filled; `codes` in capitals without separators."""

    surname: str
    given_name: str
    born: PartialDate | None = None
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Codes of the reasons, and how much they weigh together."""

    reasons: tuple[str, ...]
    weight: int

    @property
    def is_strong(self) -> bool:
        """Whether it is most likely the same person."""
        return self.weight >= STRONG_FROM


def resemblance(typed: Typed, kept: Typed, shares_phone: bool) -> Resemblance | None:
    """What two people have in common; None when it is too little to be shown."""
    reasons = [
        reason
        for reason in (
            "same_code" if typed.codes & kept.codes else "",
            _names(typed, kept),
            _births(typed.born, kept.born),
            "same_phone" if shares_phone else "",
        )
        if reason
    ]
    weight = sum(_WEIGHTS[reason] for reason in reasons)
    return Resemblance(tuple(reasons), weight) if weight >= _SHOWN_FROM else None


def _names(typed: Typed, kept: Typed) -> str:
    """Names are compared whole, in either order, as surname and name are often swapped."""
    mine = sorted({*atoms(typed.surname), *atoms(typed.given_name)})
    theirs = {*atoms(kept.surname), *atoms(kept.given_name)}
    if len(mine) < 2 or len(theirs) < 2:
        return "similar_names" if mine and set(mine) <= theirs else ""
    if set(mine) <= theirs or theirs <= set(mine):
        return "same_names"
    alike = sum(any(_alike(atom, other) for other in theirs) for atom in mine)
    return "similar_names" if alike >= 2 else ""


def _alike(first: str, second: str) -> bool:
    if first == second or skeleton(first) == skeleton(second):
        return True
    return min(len(first), len(second)) > 3 and OSA.distance(first, second, score_cutoff=1) <= 1


def _births(first: PartialDate | None, second: PartialDate | None) -> str:
    if first is None or second is None:
        return ""
    if first == second and first.is_full:
        return "same_birth_date"
    swapped = (first.year, first.month, first.day) == (second.year, second.day, second.month)
    same_month = first.month == second.month and (first.day is None or second.day is None)
    return "similar_birth_date" if first.year == second.year and (swapped or same_month) else ""
