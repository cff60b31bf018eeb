"""The details of one person, completed so that two hands write the same person alike."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from models.rules.codice_fiscale import (
    CodeKind,
    check_letter,
    core,
    identifying,
    is_valid,
    mended_by_names,
    parts,
    without_omocodia,
)
from models.rules.names import atoms, joined_atoms, mend_split
from models.rules.partial_date import PartialDate
from models.rules.skeletons import skeleton

_MOST_ATOMS = 2
_LONGEST_JOINED = 4
_LONGEST_JOINED_GIVEN = 6
_MOST_SLIPS = 1


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What a centre wrote about one person; everything but a name may be missing.

    Attributes:
        surname: as written; may hold the whole name when nobody split it.
        given_name: as written.
        sex: "M", "F" or "".
        born: the birth date, as far as known.
        birth_place: a Belfiore code such as "C707", or "".
        codes: pairs of code kind (`CodeKind` value) and value without separators.
        generation: "adult" for the reference person, spouse, partner, parent and grandparent,
            "child" for child and grandchild, "" for others.
    """

    surname: str
    given_name: str
    sex: str = ""
    born: PartialDate | None = None
    birth_place: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    generation: str = ""


class Birth(NamedTuple):
    """A birth date with a two-digit year (as a codice fiscale has it); 0 for what is not known."""

    year: int
    month: int
    day: int

    @property
    def is_exact(self) -> bool:
        """Whether it tells a day; 1 January does not, being the usual word for "unknown"."""
        return self.day > 0 and (self.month, self.day) != (1, 1)

    @property
    def unordered_day(self) -> str:
        """Day and month in numerical order, so that a swap of the two does not show."""
        low, high = sorted((self.month, self.day))
        return f"{low:02d}{high:02d}"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person ready for keys and fingerprint.

    Attributes:
        surnames: at most two atoms of the surname.
        given_names: at most two atoms of the given name.
        joined: forms written as one word of names that are in two.
        sex: "M", "F" or "".
        births: one or two birth dates: the one written, and the one in a valid codice fiscale when
            it differs.
        birth_place: Belfiore code or "".
        codice_fiscale: omocodia undone, or "".
        cores: the first fifteen characters, of the code and as computed; none, one or two.
        other_codes: every other code of hers, as "kind:value". Health cards are dated: she may have
            had several, so one in common is evidence and two that differ say nothing.
    """

    surnames: tuple[str, ...]
    given_names: tuple[str, ...]
    joined: tuple[str, ...]
    sex: str
    births: tuple[Birth, ...]
    birth_place: str
    codice_fiscale: str
    cores: tuple[str, ...]
    other_codes: tuple[str, ...]

    @property
    def skeletons(self) -> tuple[str, ...]:
        """The skeletons of all names, each once, surname first."""
        names = self.surnames + self.given_names + self.joined
        return tuple(dict.fromkeys(skeleton(atom) for atom in names))

    @property
    def name_pairs(self) -> tuple[str, ...]:
        """Unordered pairs of skeletons across surname and given name, the likeliest pair first.

        Within one field when the other is empty, since the whole name may stand there.
        """
        surnames = [skeleton(atom) for atom in self.surnames]
        given = [skeleton(atom) for atom in self.given_names + self.joined]
        if not surnames or not given:
            pairs = list(combinations(surnames + given, 2))
        else:
            pairs = [(a, b) for b in given for a in surnames]
        return tuple(dict.fromkeys("+".join(sorted(pair)) for pair in pairs if pair[0] != pair[1]))


@lru_cache(maxsize=16384)
def complete(details: PersonDetails) -> KnownPerson:
    """Fold the names and fill sex, birth and place from a valid codice fiscale."""
    code = next((value for kind, value in details.codes if kind == CodeKind.CODICE_FISCALE), "")
    surname, given_name = mend_split(details.surname, details.given_name)
    if code and not is_valid(code):
        code = mended_by_names(code, surname, given_name) or code
    told = parts(code)
    sex, place, births = details.sex, details.birth_place, _births(details.born)
    if told is not None:
        sex, place = sex or told.sex, place or told.birth_place
        births = _with_told(births, Birth(told.year, told.month, told.day))
        code = without_omocodia(code)
    computed = core(surname, given_name, sex, _exact(details.born), place)
    if told is None:
        code = computed + check_letter(computed) if _is_slip_of(code, computed) else ""
    surnames, given = atoms(surname), atoms(given_name)
    joined = joined_atoms(surnames, _LONGEST_JOINED) + joined_atoms(given, _LONGEST_JOINED_GIVEN)
    return KnownPerson(
        surnames=surnames[:_MOST_ATOMS],
        given_names=given[:_MOST_ATOMS],
        joined=joined[:1],
        sex=sex,
        births=births,
        birth_place=place,
        codice_fiscale=code,
        cores=tuple(dict.fromkeys(text for text in (code[:15], computed) if text)),
        other_codes=tuple(
            f"{kind}:{value}"
            for kind, value in ((kind, identifying(kind, code)) for kind, code in details.codes)
            if value
        ),
    )


def _births(born: PartialDate | None) -> tuple[Birth, ...]:
    if born is None or born.is_approximate:
        return ()
    return (Birth(born.year % 100, born.month or 0, born.day or 0),)


def _with_told(births: tuple[Birth, ...], told: Birth) -> tuple[Birth, ...]:
    """The code's date alone when the written one is missing or vague, beside it when it differs."""
    if not births or (births[0].year == told.year and not births[0].is_exact):
        return (told,)
    return births if births[0] == told else (births[0], told)


def _exact(born: PartialDate | None) -> PartialDate | None:
    return born if born is not None and born.is_full and born.iso[5:] != "01-01" else None


def _is_slip_of(code: str, computed: str) -> bool:
    """Whether a code that fails its check letter is the computed one but for a slip or two."""
    if not code or not computed:
        return False
    whole = computed + check_letter(computed)
    return DamerauLevenshtein.distance(code, whole, score_cutoff=_MOST_SLIPS) <= _MOST_SLIPS
