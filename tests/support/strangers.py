"""Strangers: every person is another one, with names as common and places as shared as in life.

So each certain match among them is false.
"""

import random

from models.rules.partial_date import PartialDate
from sync.matching import NetworkRules, PersonDetails, Strength
from tests.support.linkage import ListedPerson, find_matches_locally
from tests.support.mess_names import COMMUNITIES

SEEDS = (1, 2, 3)
"""Chosen before anything was measured with them. The suite tries the first, the bench all."""
PEOPLE = 4_000
CENTRES = 12
POPULATIONS = {
    "town": (NetworkRules.town(), (1940, 2015), 4),
    "region": (NetworkRules.region(), (1980, 1984), 0),
    "nation": (NetworkRules.nation(), (1980, 1984), 0),
}
"""Rules, years of birth, and how many false certain matches a seed may have at most.

Born within five years, four thousand share names and date as 400,000 do in life.
"""


def strangers(seed: int, people: int, birth_years: tuple[int, int]) -> list[ListedPerson]:
    """So many people who are not each other, spread over the centres."""
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
    found = find_matches_locally(strangers(seed, PEOPLE, birth_years), rules)
    return sum(
        match.strength is Strength.CERTAIN for matches in found.values() for match in matches
    )
