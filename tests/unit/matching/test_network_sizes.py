"""Strangers must not be taken for one household, whatever the size of the network.

Every person is another one here, with names as common and places as shared as in life, so each
certain match is false. By chance two of a million people share both names and the birth date 27
times; a certain match must ask for more.
"""

import random
from dataclasses import replace

import pytest

from models.rules.partial_date import PartialDate
from sync.matching import NetworkRules, PersonDetails, Strength
from tests.support.linkage import ListedPerson, find_matches_locally
from tests.support.mess_names import COMMUNITIES

PEOPLE = 4_000


def _strangers(seed: int, centres: int, birth_years: tuple[int, int]) -> list[ListedPerson]:
    rng = random.Random(seed)
    shares = [community.share for community in COMMUNITIES]
    people = []
    for number in range(PEOPLE):
        community = rng.choices(COMMUNITIES, shares)[0]
        sex = rng.choice("MF")
        born = PartialDate(rng.randint(*birth_years), rng.randint(1, 12), rng.randint(1, 28))
        details = PersonDetails(
            rng.choice(community.surnames).split("/")[0],
            rng.choice(community.men if sex == "M" else community.women).split("/")[0],
            sex,
            born,
            rng.choice(community.places)[0],
            generation="adult",
        )
        people.append(ListedPerson(f"centre {number % centres}", str(number), details))
    return people


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
    rules: NetworkRules, birth_years: tuple[int, int], most: int
) -> None:
    """Born within five years, four thousand people meet as sixty thousand do in life."""
    people = _strangers(seed=7, centres=12, birth_years=birth_years)
    found = find_matches_locally(people, rules)
    certain = [
        match
        for matches in found.values()
        for match in matches
        if match.strength is Strength.CERTAIN
    ]
    assert len(certain) <= most


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
