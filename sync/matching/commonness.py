"""How common names and birth places are in one's own file: the rarer, the more a shared one says.

Each centre counts its own people at each closing; nothing of it leaves.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log2

from models.rules.skeletons import skeleton
from sync.matching.person import PersonDetails, complete


@dataclass(frozen=True, slots=True)
class Rarity:
    """Bits that sharing a detail of one person says, 0 where it is missing or nothing is known.

    Attributes:
        surname: of the commonest of the surnames.
        given_name: of the commonest of the given names.
        birth_place: of the birth place; 0 for a state, which its people's names tell already.
    """

    surname: float = 0.0
    given_name: float = 0.0
    birth_place: float = 0.0


_STATE = "Z"
"""Belfiore codes of states begin with it, those of municipalities never."""
UNKNOWN_RARITY = Rarity()
"""Of somebody in a file that was not counted."""


class Commonness:
    """How many people of a file have a name, in whatever spelling, or a birth place."""

    def __init__(self, people: Iterable[PersonDetails]) -> None:
        self._people = 0
        self._names: Counter[str] = Counter()
        self._places: Counter[str] = Counter()
        for person in map(complete, people):
            self._people += 1
            names = {skeleton(atom) for atom in person.surnames + person.given_names}
            self._names.update(names)
            self._places[person.birth_place] += 1

    def rarity(self, person: PersonDetails) -> Rarity:
        """How rare the details of this person are; she is one of those counted."""
        known = complete(person)
        return Rarity(
            surname=self._commonest(known.surnames),
            given_name=self._commonest(known.given_names),
            birth_place=self._place(known.birth_place),
        )

    def _place(self, birth_place: str) -> float:
        if not birth_place or birth_place.startswith(_STATE):
            return 0.0
        return self._bits(self._places[birth_place])

    def _commonest(self, names: tuple[str, ...]) -> float:
        return min((self._bits(self._names[skeleton(name)]) for name in names), default=0.0)

    def _bits(self, count: int) -> float:
        # One more than counted, for what is not in this file may be in the next.
        return log2((self._people + 1) / (count + 1))
