"""Makes a town of households and lets several centres write them down, each with its own slips.

`mess` multiplies every rate of error: at 1 the registers are about as messy as those in
tests/data. Distinct families share surnames, given names, birth dates and places as in life.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from models.rules.codice_fiscale import check_letter, core, recognise_code
from models.rules.partial_date import PartialDate
from sync.matching.person import PersonDetails
from tests.support.linkage import ListedPerson, Pair
from tests.support.mess_names import COMMUNITIES, Community

_LETTERS = "abcdefghijklmnoprstuvz"
_TOWN = ("C707",) * 9 + ("I690",)


@dataclass(frozen=True, slots=True)
class Habits:
    """How one centre keeps its register."""

    lists_all: bool = True
    has_sex: bool = True
    has_place: bool = True
    splits_names: bool = True
    children_have_surname: bool = True


HABITS = (
    Habits(lists_all=False, has_sex=False, splits_names=False),
    Habits(),
    Habits(),
    Habits(),
    Habits(lists_all=False, has_place=False),
    Habits(children_have_surname=False),
    Habits(lists_all=False, has_sex=False, has_place=False),
)


@dataclass(frozen=True, slots=True)
class _Person:
    surnames: tuple[str, ...]
    given: tuple[str, ...]
    sex: str
    born: PartialDate
    place: str
    has_code: bool
    is_adult: bool


@dataclass(slots=True)
class Town:
    """What the centres wrote, the pairs that are one household, and those one could know."""

    people: list[ListedPerson] = field(default_factory=list)
    true_pairs: set[Pair] = field(default_factory=set)
    knowable: set[Pair] = field(default_factory=set)


def make_town(
    seed: int, mess: float = 1.0, households: int = 2400, habits: tuple[Habits, ...] = HABITS
) -> Town:
    """A town of families, a fifth of them kept by two or three centres."""
    rng = random.Random(seed)
    town = Town()
    for number in range(households):
        family = _family(rng)
        kept_by = rng.choices((1, 2, 3), (80, 16, 4))[0]
        written: list[tuple[tuple[str, str], set[int]]] = []
        for at in rng.sample(range(len(habits)), kept_by):
            key = (f"centre {at}", f"{number:05d}")
            listed = _listed(family, habits[at], mess, rng)
            town.people.extend(
                ListedPerson(*key, _write(family[who], family[0], habits[at], mess, rng))
                for who in listed
            )
            written.append((key, set(listed)))
        for at, (one, listed_one) in enumerate(written):
            for two, listed_two in written[at + 1 :]:
                town.true_pairs.add(Pair.of(one, two))
                if listed_one & listed_two:
                    town.knowable.add(Pair.of(one, two))
    rng.shuffle(town.people)
    return town


def _family(rng: random.Random) -> list[_Person]:
    community = rng.choices(COMMUNITIES, [c.share for c in COMMUNITIES])[0]
    sex = rng.choice("MF")
    age = rng.randint(20, 85) if rng.random() < 0.3 else rng.randint(25, 55)
    adult = _person(community, sex, 2026 - age, rng)
    family = [adult]
    if rng.random() < 0.5:
        other = "F" if sex == "M" else "M"
        family.append(_person(community, other, 2026 - age + rng.randint(-10, 10), rng))
    if age < 60 and rng.random() < 0.6:
        father = next((p for p in family if p.sex == "M"), adult)
        for _ in range(rng.choice((1, 1, 2, 2, 3, 4))):
            child = _person(community, rng.choice("MF"), rng.randint(2008, 2026), rng)
            family.append(
                replace(child, surnames=father.surnames, is_adult=False, place=rng.choice(_TOWN))
            )
    return family


def _person(community: Community, sex: str, year: int, rng: random.Random) -> _Person:
    pool = community.men if sex == "M" else community.women
    given = [rng.choice(pool)] + (
        [rng.choice(pool)] if rng.random() < community.second_name else []
    )
    surnames = [rng.choice(community.surnames)]
    if rng.random() < community.second_surname:
        surnames.append(rng.choice(community.surnames))
    places = [code for code, weight in community.places for _ in range(weight)]
    is_first_of_year = rng.random() < 0.01
    month, day = (1, 1) if is_first_of_year else (rng.randint(1, 12), rng.randint(1, 28))
    return _Person(
        tuple(dict.fromkeys(surnames)),
        tuple(dict.fromkeys(given)),
        sex,
        PartialDate(year, month, day),
        rng.choice(places),
        has_code=rng.random() < 0.9,
        is_adult=True,
    )


def _listed(family: list[_Person], habits: Habits, mess: float, rng: random.Random) -> list[int]:
    adults = [at for at, person in enumerate(family) if person.is_adult]
    if not habits.lists_all:
        return [rng.choices(adults, [3, 1][: len(adults)])[0]]
    kept = [at for at in range(len(family)) if at in adults or rng.random() > 0.06 * mess]
    if len(adults) == 2 and rng.random() < 0.1 * mess:
        kept.remove(rng.choice(adults))
    return kept


def _write(
    person: _Person, head: _Person, habits: Habits, mess: float, rng: random.Random
) -> PersonDetails:
    def happens(rate: float) -> bool:
        return rng.random() < min(0.9, rate * mess)

    surname = " ".join(_spelled(name, happens, rng) for name in _some(person.surnames, happens))
    given = " ".join(_spelled(name, happens, rng) for name in _some(person.given, happens))
    if not habits.children_have_surname and not person.is_adult:
        surname = _spelled(head.surnames[0], happens, rng)
    code = _code(person, happens, rng) if habits.children_have_surname or person.is_adult else ""
    if happens(0.015):
        surname, given = given, surname
    if not habits.splits_names:
        words = f"{surname} {given}" if rng.random() < 0.8 else f"{given} {surname}"
        surname, _, given = words.partition(" ")
    recognised = recognise_code(code) if code else None
    return PersonDetails(
        surname,
        given,
        person.sex if habits.has_sex else "",
        _dated(person.born, happens, rng),
        person.place if habits.has_place else "",
        ((recognised.kind, recognised.value),) if recognised is not None else (),
        "adult" if person.is_adult else "child",
    )


_Happens = Callable[[float], bool]


def _some(names: tuple[str, ...], happens: _Happens) -> tuple[str, ...]:
    return names[:1] if happens(0.15) else names


def _spelled(name: str, happens: _Happens, rng: random.Random) -> str:
    spellings = name.split("/")
    written = rng.choice(spellings) if happens(0.25) else spellings[0]
    if not happens(0.045) or len(written) < 4:
        return written
    at = rng.randrange(1, len(written) - 1)
    slip = rng.randrange(4)
    if slip == 0:
        return written[:at] + rng.choice(_LETTERS) + written[at + 1 :]
    if slip == 1:
        return written[:at] + written[at + 1] + written[at] + written[at + 2 :]
    if slip == 2:
        return written[:at] + written[at + 1 :]
    return written[:at] + written[at] + written[at:]


def _dated(born: PartialDate, happens: _Happens, rng: random.Random) -> PartialDate | None:
    year, month, day = born.year, born.month or 1, born.day or 1
    if happens(0.05):
        return None
    if happens(0.015):
        return PartialDate(year, 1, 1)
    if happens(0.01) and day <= 12:
        return PartialDate(year, day, month)
    if happens(0.012):
        return PartialDate(year + rng.choice((-10, -1, 1, 10)), month, day)
    if happens(0.005):
        return PartialDate(year, month, 1 + (day + rng.choice((0, 9))) % 28)
    return born


def _code(person: _Person, happens: _Happens, rng: random.Random) -> str:
    if not person.has_code or happens(0.28 if person.is_adult else 0.45):
        return ""
    names = [" ".join(n.split("/")[0] for n in part) for part in (person.surnames, person.given)]
    fifteen = core(names[0], names[1], person.sex, person.born, person.place)
    code = fifteen + check_letter(fifteen)
    if not happens(0.04):
        return code
    at = rng.randrange(1, 15)
    return rng.choice(
        (
            code[:at] + code[at + 1] + code[at] + code[at + 2 :],
            code[:at] + code[at + 1 :],
            code[:at] + code[at] + code[at:],
            code.replace("0", "O", 1),
        )
    )
