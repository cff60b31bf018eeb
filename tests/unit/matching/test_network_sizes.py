"""Strangers must not be taken for one household, whatever the size of the network.

Every person is another one here, with names as common and places as shared as in life, so each
certain match is false. Among a million people 27 pairs share both names and the birth date by
chance; there a certain match must ask for more.
"""

from collections import Counter
from dataclasses import replace

import pytest

from models.rules.partial_date import PartialDate
from sync.matching import KeyKind, NetworkRules, PersonDetails, Strength, match_keys
from tests.support.linkage import ListedPerson, find_matches_locally
from tests.support.strangers import PEOPLE, POPULATIONS, SEEDS, false_certain, strangers

# Millions of comparisons: what is covered is counted where each rule is tried by itself.
pytestmark = pytest.mark.no_cover

BY_CHANCE_IN_LIFE = {10_000: 0.003, 1_000_000: 27, 10_000_000: 2_700}
"""Pairs of strangers who share surname, name and birth date, by the number of people."""
COMMONER = (300, 1_200)
"""How many times commoner such pairs are here: each community has a few dozen names, the first of
them very common, and spellings of one name count as one."""
LIFE_YEARS = 76


@pytest.mark.parametrize("name", POPULATIONS)
def test_strangers_are_not_certain_however_many_they_are(name: str) -> None:
    rules, birth_years, most = POPULATIONS[name]
    assert false_certain(SEEDS[0], rules, birth_years) <= most


def names_and_date_by_chance(seed: int) -> float:
    """Share of all pairs of people who share both names and the birth date, scaled to a life."""
    people = 3 * PEOPLE
    keys = Counter(
        key.text
        for person in strangers(seed, people, (1980, 1980))
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
