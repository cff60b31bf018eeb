"""How strongly two fingerprints speak for one person, in bits of evidence.

A bit halves the chance of a coincidence: two strangers share a birth date about once in 2**13
pairs. The weights below are such round chances in communities where few names and one birth place
are shared; they are not trained on any register, so they do not move with the data.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sync.matching.commonness import UNKNOWN_RARITY, Rarity
from sync.matching.fingerprint import Fingerprint
from sync.matching.keys import KeyKind
from sync.matching.person import Birth


class ReasonCode(StrEnum):
    """Why two households look like one, or why one should look twice."""

    __hash__ = str.__hash__
    """As in `KeyKind`."""

    SAME_CODE = "same_code"
    SIMILAR_CODE = "similar_code"
    SAME_NAMES = "same_names"
    SIMILAR_NAMES = "similar_names"
    ONE_NAME = "one_name"
    SAME_BIRTH_DATE = "same_birth_date"
    SIMILAR_BIRTH_DATE = "similar_birth_date"
    SAME_BIRTH_YEAR = "same_birth_year"
    SAME_BIRTH_PLACE = "same_birth_place"
    SEVERAL_MEMBERS = "several_members"
    DIFFERENT_CODE = "different_code"
    DIFFERENT_NAMES = "different_names"
    DIFFERENT_BIRTH_DATE = "different_birth_date"
    DIFFERENT_SEX = "different_sex"
    TIE = "tie"
    PERSON_IN_TWO_HOUSEHOLDS = "person_in_two_households"
    CONFIRMED = "confirmed"


CONTRADICTIONS = frozenset(
    {
        ReasonCode.DIFFERENT_CODE,
        ReasonCode.DIFFERENT_NAMES,
        ReasonCode.DIFFERENT_BIRTH_DATE,
        ReasonCode.DIFFERENT_SEX,
    }
)


_NAMED = frozenset({ReasonCode.SAME_NAMES, ReasonCode.SIMILAR_NAMES, ReasonCode.ONE_NAME})
_DATED = frozenset(
    {ReasonCode.SAME_CODE, ReasonCode.SAME_BIRTH_DATE, ReasonCode.SIMILAR_BIRTH_DATE}
)


@dataclass(frozen=True, slots=True)
class Weight:
    """Evidence that two persons are one: bits, and what they come from.

    Attributes:
        bits: of evidence.
        reasons: what they come from, and what speaks against it.
        is_same_document: whether the code in common tells no birth date, as a codice fiscale does.
    """

    bits: float
    reasons: tuple[ReasonCode, ...]
    is_same_document: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether more than names and places agree: a code, or a birth date at least nearly."""
        return not _DATED.isdisjoint(self.reasons)

    @property
    def is_contradicted(self) -> bool:
        """Whether something speaks plainly against it.

        Beside one code and a name in common another birth date is a slip; beside one document and
        the same birth date other names are a marriage, or another alphabet. Beside a code and
        nothing else the code is perhaps somebody else's.
        """
        against = CONTRADICTIONS.intersection(self.reasons)
        if ReasonCode.SAME_CODE in self.reasons and not _NAMED.isdisjoint(self.reasons):
            against -= {ReasonCode.DIFFERENT_BIRTH_DATE}
        if self.is_same_document and ReasonCode.SAME_BIRTH_DATE in self.reasons:
            against -= {ReasonCode.DIFFERENT_NAMES}
        return bool(against)


_ALONE_BITS = 3.0
"""For names that nobody of another birth date carries in the whole network."""
_FEW_BITS = 2.0
"""For names that few carry: a key of names alone is in use, not retired."""
_ALIKE = 0.5
_VAGUELY_ALIKE = 0.35
_ALIKE_WHOLE = 0.8
_PAIR_KEYS = frozenset(
    {
        KeyKind.NAMES_DATE,
        KeyKind.NAMES_YEAR,
        KeyKind.NAMES_DAY,
        KeyKind.NAMES_PLACE,
        KeyKind.NAMES,
    }
)
_SLIP_KEYS = frozenset({KeyKind.SLIP_DATE, KeyKind.SLIP_YEAR, KeyKind.SLIP_DAY, KeyKind.SLIP_PLACE})

_ORDINARY_PAIR = 15.0
"""Bits that two names of a community say together; what a rarer pair says more, counts more."""
_MOST_FOR_RARE_PAIR = 6.0
_MOST_FOR_RARE_PAIR_UNDATED = 3.0
_ORDINARY_NAME = 4.0
"""Bits of one name that families and communities share anyway; fewer beside the same birth date,
since only twins share both."""
_ORDINARY_NAME_DATED = 2.0
_MOST_FOR_RARE_NAME = 8.0
_ORDINARY_PLACE = 3.0
"""Bits of a birth place that its people's names tell already."""
_MOST_FOR_RARE_PLACE = 8.0
_MOST_FOR_RARE_PLACE_UNDATED = 3.0
_PLACE_HASH_BITS = 8.0
"""More than these a fingerprint cannot say of a place, however rare; a key can."""
_PLACE_KEYS = frozenset(
    {KeyKind.NAMES_PLACE, KeyKind.NAME_PLACE, KeyKind.SLIP_PLACE, KeyKind.DATE_PLACE}
)
_WITH_PLACE = {KeyKind.NAMES: KeyKind.NAMES_PLACE, KeyKind.NAME_DATE: KeyKind.DATE_PLACE}
"""Keys of a town, and the one with the birth place that is made wherever they are."""

_Found = tuple[float, ReasonCode | None]


def weigh(
    mine: Fingerprint,
    other: Fingerprint,
    shared: Collection[KeyKind],
    *,
    has_namesakes: bool = False,
    rarity: Rarity = UNKNOWN_RARITY,
) -> Weight:
    """Weigh what two persons share.

    Args:
        mine: of the own member.
        other: of the other centre's member.
        shared: the kinds of the keys that the two have in common, one for each key. A key is exact
            where a fingerprint has only a few bits.
        has_namesakes: whether others of another birth date carry these names in the network.
        rarity: how rare the own member's names and birth place are.
    """
    found = (
        _code(mine.code, other.code, shared),
        _names(mine, other, shared, rarity, has_namesakes=has_namesakes),
        _births(mine.births, other.births),
        _sex(mine.sex, other.sex),
        _place(mine, other, shared, rarity),
        _generation(mine.generation, other.generation),
    )
    return Weight(
        sum(bits for bits, _ in found),
        tuple(reason for _, reason in found if reason is not None),
        is_same_document=KeyKind.CODE in shared and not (mine.code and other.code),
    )


def _code(mine: bytes, other: bytes, shared: Collection[KeyKind]) -> _Found:
    if KeyKind.CODE in shared:
        return 24, ReasonCode.SAME_CODE
    if not mine or not other:
        return 0, None
    if mine[0] == other[0] and (mine[1] == other[1] or mine[2] == other[2]):
        return -2, ReasonCode.SIMILAR_CODE
    return -10, ReasonCode.DIFFERENT_CODE


def _names(
    mine: Fingerprint,
    other: Fingerprint,
    shared: Collection[KeyKind],
    rarity: Rarity,
    *,
    has_namesakes: bool,
) -> _Found:
    """Surname against surname and given name against given name, or crosswise if that is better."""
    straight = (
        _likeness(mine.surname, other.surname),
        _likeness(mine.given_name, other.given_name),
    )
    crossed = (_likeness(mine.surname, other.given_name), _likeness(mine.given_name, other.surname))
    lesser, greater = sorted(max(straight, crossed, key=sum))
    if not _PAIR_KEYS.isdisjoint(shared):
        few = _FEW_BITS if has_namesakes else _ALONE_BITS
        bits = _same_names(lesser, shared) + few * (KeyKind.NAMES in shared)
        return bits + _rare_pair(mine, other, rarity), ReasonCode.SAME_NAMES
    if not _SLIP_KEYS.isdisjoint(shared) and lesser >= _VAGUELY_ALIKE:
        return 9 + _rare_pair(mine, other, rarity), ReasonCode.SIMILAR_NAMES
    if lesser >= _ALIKE or _likeness(_whole(mine), _whole(other)) >= _ALIKE_WHOLE:
        bits = 9 if KeyKind.NAME_DATE in shared else 7.5
        return bits + _rare_pair(mine, other, rarity), ReasonCode.SIMILAR_NAMES
    if KeyKind.NAME_DATE in shared or KeyKind.NAME_PLACE in shared or greater >= _ALIKE:
        return _one_name(mine, other, rarity), ReasonCode.ONE_NAME
    return (-8 if _have_both_names(mine, other) else -5), ReasonCode.DIFFERENT_NAMES


def _whole(person: Fingerprint) -> int:
    return person.surname | person.given_name


def _rare_pair(mine: Fingerprint, other: Fingerprint, rarity: Rarity) -> float:
    """Two rare names say more, and little more while a birth date is missing."""
    is_dated = bool(mine.births and other.births)
    most = _MOST_FOR_RARE_PAIR if is_dated else _MOST_FOR_RARE_PAIR_UNDATED
    return _beyond(rarity.surname + rarity.given_name, _ORDINARY_PAIR, most)


def _one_name(mine: Fingerprint, other: Fingerprint, rarity: Rarity) -> float:
    """One whole name agrees: the rarer, the more; the other name disagrees, or is not written."""
    theirs = (other.surname, other.given_name)
    shared = max(
        bits * (max(_likeness(name, their) for their in theirs) >= _ALIKE_WHOLE)
        for name, bits in ((mine.surname, rarity.surname), (mine.given_name, rarity.given_name))
    )
    is_dated = any(birth.is_exact and birth in other.births for birth in mine.births)
    ordinary = _ORDINARY_NAME_DATED if is_dated else _ORDINARY_NAME
    disagreeing = -4 if _have_both_names(mine, other) else 0
    return disagreeing + _beyond(shared, ordinary, _MOST_FOR_RARE_NAME)


def _have_both_names(mine: Fingerprint, other: Fingerprint) -> bool:
    return all((mine.surname, mine.given_name, other.surname, other.given_name))


def _beyond(bits: float, ordinary: float, most: float) -> float:
    return min(most, max(0.0, bits - ordinary))


def _same_names(lesser: float, shared: Collection[KeyKind]) -> float:
    """Two equal skeletons; more when further names agree or letters do, and when they are rare."""
    pairs = max(sum(kind is one for kind in shared) for one in _PAIR_KEYS)
    return 10.0 + 2 * (pairs > 1) + (lesser == 1) - 2 * (lesser < _VAGUELY_ALIKE)


def _likeness(mine: int, other: int) -> float:
    """Sørensen-Dice likeness of two sketches, 0 to 1."""
    bits = mine.bit_count() + other.bit_count()
    return 2 * (mine & other).bit_count() / bits if bits else 0.0


def are_apart(mine: Fingerprint, other: Fingerprint) -> bool:
    """Whether two persons have birth dates that cannot be one."""
    return _births(mine.births, other.births)[1] is ReasonCode.DIFFERENT_BIRTH_DATE


def _births(mine: tuple[Birth, ...], other: tuple[Birth, ...]) -> _Found:
    pairs = [(a, b) for a in mine for b in other]
    return max((_birth(a, b) for a, b in pairs), key=lambda found: found[0], default=(0, None))


def _birth(mine: Birth, other: Birth) -> _Found:
    if mine.is_exact and other.is_exact:
        bits = _exact_birth_bits(mine, other)
        if bits < 0:
            return bits, ReasonCode.DIFFERENT_BIRTH_DATE
        is_same = mine == other
        return bits, ReasonCode.SAME_BIRTH_DATE if is_same else ReasonCode.SIMILAR_BIRTH_DATE
    if mine.year == other.year:
        return (7 if mine == other else 5), ReasonCode.SAME_BIRTH_YEAR
    return -6, ReasonCode.DIFFERENT_BIRTH_DATE


def _exact_birth_bits(mine: Birth, other: Birth) -> float:
    if mine.year != other.year:
        return 8 if mine[1:] == other[1:] and _is_slip(mine.year, other.year) else -7
    if mine == other:
        return 13.5
    if mine.unordered_day == other.unordered_day:
        return 12
    if mine.month == other.month and _is_slip(mine.day, other.day):
        return 8
    return 4 if mine.day == other.day else -7


def _is_slip(first: int, second: int) -> bool:
    """Whether two two-digit numbers differ by one digit, by one, or by a swap of digits."""
    a, b = f"{first:02d}", f"{second:02d}"
    return (
        abs(first - second) == 1
        or a == b[::-1]
        or sum(x != y for x, y in zip(a, b, strict=True)) == 1
    )


def _sex(mine: str, other: str) -> _Found:
    if not mine or not other:
        return 0, None
    return (1, None) if mine == other else (-6, ReasonCode.DIFFERENT_SEX)


def _place(
    mine: Fingerprint, other: Fingerprint, shared: Collection[KeyKind], rarity: Rarity
) -> _Found:
    """A place agrees of itself among people who share their names: only a rare one says more.

    Beside a missing birth date little more, and only by a key: kin carry the same names in the
    same village.
    """
    if not mine.birth_place or not other.birth_place:
        return 0, None
    if mine.birth_place != other.birth_place or _is_only_hashed_alike(shared):
        return -3, None
    if rarity.birth_place <= _ORDINARY_PLACE:
        return 0.5, ReasonCode.SAME_BIRTH_PLACE
    is_exact = not _PLACE_KEYS.isdisjoint(shared)
    told = rarity.birth_place if is_exact else min(rarity.birth_place, _PLACE_HASH_BITS)
    is_dated = bool(mine.births and other.births)
    most = _MOST_FOR_RARE_PLACE if is_dated else _MOST_FOR_RARE_PLACE_UNDATED * is_exact
    return max(0.5, _beyond(told, _ORDINARY_PLACE, most)), ReasonCode.SAME_BIRTH_PLACE


def _is_only_hashed_alike(shared: Collection[KeyKind]) -> bool:
    """Whether two places are one byte but not one key: of different places one in 255 is.

    Who shares a key of names, or of a name and a date, shares the one with the place too.
    """
    return any(known in shared and placed not in shared for known, placed in _WITH_PLACE.items())


def _generation(mine: str, other: str) -> _Found:
    """A child grows up and opens a file of its own, but seldom."""
    return (-3 if mine and other and mine != other else 0), None
