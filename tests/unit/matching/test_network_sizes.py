"""Strangers must not be taken for one household, whatever the size of the network.

Every person is another one here, with names as common and places as shared as in life, so each
certain match is false. Among a million people 27 pairs share both names and the birth date by
chance; there a certain match must ask for more.
"""

import random
from collections import Counter
from dataclasses import replace

import pytest

from models.rules.partial_date import PartialDate
from sync.matching import KeyKind, NetworkRules, PersonDetails, Strength, match_keys
from tests.support.linkage import ListedPerson, find_matches_locally
from tests.support.mess_names import COMMUNITIES

SEEDS = (1, 2, 3)
"""Chosen before anything was measured with them."""
PEOPLE = 4_000
CENTRES = 12
BY_CHANCE_IN_LIFE = {10_000: 0.003, 1_000_000: 27, 10_000_000: 2_700}
"""Pairs of strangers who share surname, name and birth date, by the number of people."""
COMMONER = (300, 1_200)
"""How many times commoner such pairs are here: each community has a few dozen names, the first of
them very common, and spellings of one name count as one."""
LIFE_YEARS = 76


def _strangers(seed: int, people: int, birth_years: tuple[int, int]) -> list[ListedPerson]:
    rng = random.Random(seed)
    return [
        ListedPerson(f"centre {number % CENTRES}", str(number), _stranger(rng, birth_years))
        for number in range(people)
    ]


def _stranger(rng: random.Random, birth_years: tuple[int, int]) -> PersonDetails:
    (community,) = rng.choices(COMMUNITIES, [each.share for each in COMMUNITIES])
    sex = rng.choice("MF")
    places, shares = zip(*community.places, strict=True)
    return PersonDetails(
        _common(rng, community.surnames),
        _common(rng, community.men if sex == "M" else community.women),
        sex,
        PartialDate(rng.randint(*birth_years), rng.randint(1, 12), rng.randint(1, 28)),
        rng.choices(places, shares)[0],
        generation="adult",
    )


def _common(rng: random.Random, names: tuple[str, ...]) -> str:
    """A name of a list that begins with the commonest, the n-th one n times rarer or nearly."""
    weights = [1 / (place + 3) for place in range(len(names))]
    return rng.choices(names, weights)[0].split("/")[0]


def false_certain(seed: int, rules: NetworkRules, birth_years: tuple[int, int]) -> int:
    """How many strangers are taken for one household, each seen from both centres."""
    found = find_matches_locally(_strangers(seed, PEOPLE, birth_years), rules)
    return sum(
        match.strength is Strength.CERTAIN for matches in found.values() for match in matches
    )


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    ("rules", "birth_years", "most"),
    [
        (NetworkRules.town(), (1940, 2015), 4),
        (NetworkRules.region(), (1980, 1984), 0),
        (NetworkRules.nation(), (1980, 1984), 0),
    ],
    ids=["town", "region", "nation"],
)
def test_strangers_are_not_certain_however_many_they_are(
    seed: int, rules: NetworkRules, birth_years: tuple[int, int], most: int
) -> None:
    """Born within five years, these four thousand share names and date as 400,000 do in life."""
    assert false_certain(seed, rules, birth_years) <= most


def names_and_date_by_chance(seed: int) -> float:
    """Share of all pairs of people who share both names and the birth date, scaled to a life."""
    people = 3 * PEOPLE
    keys = Counter(
        key.text
        for person in _strangers(seed, people, (1980, 1980))
        for key in match_keys(person.details, NetworkRules.nation())
        if key.kind is KeyKind.NAMES_DATE
    )
    return sum(map(_pairs, keys.values())) / _pairs(people) / LIFE_YEARS


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def test_names_and_dates_meet_by_chance_as_often_as_arithmetic_says() -> None:
    """So what the rules of a region and a nation refuse to call certain is what it must refuse."""
    share = sum(map(names_and_date_by_chance, SEEDS)) / len(SEEDS)
    for people, in_life in BY_CHANCE_IN_LIFE.items():
        least, most = (times * in_life for times in COMMONER)
        assert least < share * _pairs(people) < most


@pytest.mark.parametrize("rules", [NetworkRules.region(), NetworkRules.nation()])
def test_names_and_date_alone_are_certain_in_a_town_only(rules: NetworkRules) -> None:
    details = PersonDetails("El Masry", "Omar", born=PartialDate(1998, 8, 6))
    both = [ListedPerson("A", "1", details), ListedPerson("B", "2", details)]
    (town,) = find_matches_locally(both, NetworkRules.town())["A"]
    larger = find_matches_locally(both, rules)["A"]
    assert town.strength is Strength.CERTAIN
    assert all(match.strength is Strength.REVIEW for match in larger)


def test_a_household_kept_by_twelve_of_twenty_centres_is_found_by_each_of_them() -> None:
    details = PersonDetails("El Masry", "Omar", "M", PartialDate(1998, 8, 6), "Z336")
    everywhere = [ListedPerson(f"centre {at}", str(at), details) for at in range(12)]
    others = [
        ListedPerson(f"centre {at % 20}", f"stranger {at}", replace(details, born=born))
        for at, born in enumerate([PartialDate(1950 + at, 3, 4) for at in range(8)])
    ]
    found = find_matches_locally(everywhere + others, NetworkRules.town())
    for centre in {person.centre for person in everywhere}:
        certain = [m for m in found[centre] if m.strength is Strength.CERTAIN]
        assert len(certain) == 11
