"""From a person to match keys: texts that come out equal at two centres for the same person.

Keys only bring two entries together; whether they are one person is weighed afterwards on the
fingerprints (`sync.matching.weighing`). So keys are wide, and each says how common it may be.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from sync.matching.person import Birth, KnownPerson, PersonDetails, complete

KEY_VERSION = 2
"""Raised whenever a rule of skeletons, completion or keys changes: no key of before meets one of
after."""
MOST_KEYS = 40
"""Everyone is padded to this number of entries, so that their number tells nothing."""
LONGEST_KEY = 256
"""No detail of a person makes a longer text; what does is a slip of a paste, and no key."""


class KeyKind(StrEnum):
    """What the fields of a key are. U is an unordered pair of name skeletons."""

    __hash__ = str.__hash__
    """That of an Enum is written in Python, and weighing asks for it all the time."""

    CODE = "C1"
    """A codice fiscale (omocodia undone), or any other code that an authority issued."""
    CORE = "C2"
    """First fifteen characters of a codice fiscale, given or computed."""
    NAMES_DATE = "C3"
    """U, year, day and month in either order."""
    NAME_DATE = "C4"
    """One skeleton, year, day and month in either order."""
    SLIP_DATE = "C5"
    """One name with one letter left out, the other's skeleton, the date."""
    NAMES_YEAR = "R1"
    """U and year; in a region with the month, or the day."""
    NAMES_DAY = "R2"
    """U, day and month in either order."""
    NAMES_PLACE = "R3"
    """U and birth place."""
    NAMES = "R4"
    """U alone."""
    DATE_PLACE = "R5"
    """Full date and birth place."""
    NAME_PLACE = "R9"
    """One skeleton and birth place."""
    SLIP_YEAR = "R6"
    """One name with one letter left out, the other's skeleton, the year."""
    SLIP_DAY = "R7"
    """One name with one letter left out, the other's skeleton, day and month in either order."""
    SLIP_PLACE = "R8"
    """One name with one letter left out, the other's skeleton, the birth place."""


@dataclass(frozen=True, slots=True)
class MatchKey:
    """One key: its kind and its versioned text, the input of the oblivious function."""

    kind: KeyKind
    text: str


@dataclass(frozen=True, slots=True)
class NetworkRules:
    """What a network may use as evidence, by the number of people in its files.

    Attributes:
        population: people kept by all centres together; sets how much evidence is enough.
        has_loose_keys: keys without a full date, or with one name only; useless among millions.
    """

    population: int
    has_loose_keys: bool

    @classmethod
    def town(cls) -> Self:
        """Some ten thousand people."""
        return cls(population=10_000, has_loose_keys=True)

    @classmethod
    def region(cls) -> Self:
        """Some million people."""
        return cls(population=1_000_000, has_loose_keys=False)

    @classmethod
    def nation(cls) -> Self:
        """Some ten million people."""
        return cls(population=10_000_000, has_loose_keys=False)


def match_keys(person: PersonDetails, rules: NetworkRules) -> tuple[MatchKey, ...]:
    """The keys of one person, at most `MOST_KEYS`, the surest first, no two alike.

    A missing detail gives no key, never a placeholder.
    """
    known = complete(person)
    found: dict[str, MatchKey] = {}
    for kind, fields in _fields(known, rules):
        text = "|".join((f"v{KEY_VERSION}", kind, *fields))
        if len(text) <= LONGEST_KEY:
            found.setdefault(text, MatchKey(kind, text))
    return tuple(found.values())[:MOST_KEYS]


_Fields = Iterator[tuple[KeyKind, tuple[str, ...]]]


def _fields(known: KnownPerson, rules: NetworkRules) -> _Fields:
    for code in (known.codice_fiscale, *known.other_codes):
        if code:
            yield KeyKind.CODE, (code,)
    for core in known.cores:
        yield KeyKind.CORE, (core,)
    for birth in known.births:
        for pair in known.name_pairs:
            yield from _dated_pair(pair, birth)
    if rules.has_loose_keys:
        yield from _loose(known)
    else:
        yield from _strict(known)


def _dated_pair(pair: str, birth: Birth) -> _Fields:
    if birth.is_exact:
        yield KeyKind.NAMES_DATE, (pair, f"{birth.year:02d}{birth.unordered_day}")


def _loose(known: KnownPerson) -> _Fields:
    """Keys for a town, where even part of a name and part of a date are shared by few."""
    exact = [birth for birth in known.births if birth.is_exact]
    places = [known.birth_place] if known.birth_place else []
    dates = [(f"{birth.year:02d}{birth.unordered_day}",) for birth in exact]
    days = [(birth.unordered_day,) for birth in exact]
    years = [(f"{birth.year:02d}",) for birth in known.births]
    placed = [(place,) for place in places]
    slips = tuple(_slips(known))
    yield from _crossed(KeyKind.NAME_DATE, known.skeletons, dates)
    yield from ((KeyKind.DATE_PLACE, (*date, place)) for date in dates for place in places)
    yield from _crossed(KeyKind.NAMES, known.name_pairs, [()])
    yield from _crossed(KeyKind.NAMES_PLACE, known.name_pairs, placed)
    yield from _crossed(KeyKind.NAMES_YEAR, known.name_pairs, years)
    yield from _crossed(KeyKind.NAMES_DAY, known.name_pairs, days)
    yield from _crossed(KeyKind.NAME_PLACE, known.skeletons, placed)
    yield from _crossed(KeyKind.SLIP_YEAR, slips, years)
    yield from _crossed(KeyKind.SLIP_DAY, slips, days)
    yield from _crossed(KeyKind.SLIP_PLACE, slips, placed)


def _crossed(kind: KeyKind, names: Iterable[str], others: Collection[tuple[str, ...]]) -> _Fields:
    return ((kind, (name, *other)) for name in names for other in others)


def _strict(known: KnownPerson) -> _Fields:
    place = known.birth_place
    for birth in known.births:
        if not birth.is_exact:
            continue
        date = f"{birth.year:02d}{birth.unordered_day}"
        for pair in known.name_pairs[:1]:
            yield KeyKind.NAMES_YEAR, (pair, f"{birth.year:02d}", f"m{birth.month}")
            yield KeyKind.NAMES_YEAR, (pair, f"{birth.year:02d}", f"d{birth.day}")
            if place:
                yield KeyKind.NAMES_DAY, (pair, birth.unordered_day, place)
        for slip in _slips(known):
            yield KeyKind.SLIP_DATE, (slip, date)


def _slips(known: KnownPerson) -> Iterator[str]:
    """One skeleton with one letter left out beside the other whole, both ways round, or both whole.

    Two spellings that differ by one letter, missing, added or another, meet in one of these.
    """
    names = known.skeletons[:1] + known.skeletons[-1:]
    if len(set(names)) < 2:
        return
    for slipped, whole in (names, names[::-1]):
        if len(slipped) > 2:
            for at in range(len(slipped)):
                yield f"{slipped[:at]}{slipped[at + 1 :]}~{whole}"
        yield f"{slipped}~{whole}"
