"""Joins the people of several centres by equal keys, as the register would, and measures matches.

Plain texts stand in for tokens: the joining is the same, and a thousand times cheaper.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from sync.matching.commonness import Commonness, Rarity
from sync.matching.decision import Evidence, HouseholdMatch, Strength, decide
from sync.matching.fingerprint import fingerprint, unpack
from sync.matching.keys import KeyKind, NetworkRules, match_keys
from sync.matching.person import PersonDetails
from sync.protocol.limits import is_common

_SPACE = UUID(int=0)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person as one centre wrote them; `household` is that centre's own number."""

    centre: str
    household: str
    details: PersonDetails


@dataclass(frozen=True, slots=True)
class Pair:
    """Two households of two centres, in alphabetical order."""

    first: tuple[str, str]
    second: tuple[str, str]

    @classmethod
    def of(cls, one: tuple[str, str], two: tuple[str, str]) -> "Pair":
        return cls(*sorted((one, two)))


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall of both tiers, over (household, other centre's household) pairs."""

    certain_precision: float
    certain_recall: float
    both_precision: float
    both_recall: float
    knowable: int

    def line(self) -> str:
        return (
            f"certain P {self.certain_precision:.4f} R {self.certain_recall:.4f}   "
            f"certain+review P {self.both_precision:.4f} R {self.both_recall:.4f}   "
            f"of {self.knowable}"
        )


def find_matches_locally(
    people: Iterable[ListedPerson], rules: NetworkRules, *, as_one_file: bool = False
) -> dict[str, tuple[HouseholdMatch, ...]]:
    """What each centre would decide on the evidence that a register would give it.

    Households are `uuid5` of centre and number.

    Args:
        people: everyone, in any order.
        rules: those of the network.
        as_one_file: names and places are counted over all centres together.
    """
    index: dict[str, list[tuple[ListedPerson, int, bytes]]] = defaultdict(list)
    kinds = {}
    ordinals: dict[tuple[str, str], int] = defaultdict(int)
    people = list(people)
    sizes = Counter((person.centre, person.household) for person in people)
    listed: dict[str, list[PersonDetails]] = defaultdict(list)
    for person in people:
        ordinal = ordinals[person.centre, person.household]
        ordinals[person.centre, person.household] += 1
        own = fingerprint(person.details, sizes[person.centre, person.household])
        listed[person.centre].append(person.details)
        packed = own.pack()
        for key in match_keys(person.details, rules):
            kinds[key.text] = key.kind
            index[key.text].append((person, ordinal, packed))
    rarities = _rarities(listed, as_one_file=as_one_file)
    evidence: dict[str, list[Evidence]] = defaultdict(list)
    for text, rows in index.items():
        if is_common(len(rows), len({person.centre for person, _, _ in rows})):
            continue
        for mine, own_ordinal, own_packed in rows:
            for other, ordinal, packed in rows:
                if mine.centre != other.centre:
                    rarity = rarities[mine.centre, mine.details]
                    ends = (mine, own_ordinal, own_packed), (other, ordinal, packed)
                    evidence[mine.centre].append(_evidence(*ends, kinds[text], rarity))
    return {c: decide(rows, rules) for c, rows in evidence.items()}


_Entry = tuple[ListedPerson, int, bytes]


def _evidence(mine: _Entry, theirs: _Entry, kind: KeyKind, rarity: Rarity) -> Evidence:
    person, ordinal, packed = mine
    other, other_ordinal, other_packed = theirs
    own_household = household_id(person.centre, person.household)
    return Evidence(
        own_household=own_household,
        own_member=uuid5(own_household, str(ordinal)),
        own_fingerprint=unpack(packed),
        other_centre=other.centre,
        other_household=household_id(other.centre, other.household).bytes,
        other_member=other_ordinal,
        other_fingerprint=unpack(other_packed),
        key_kind=kind,
        own_rarity=rarity,
    )


def _rarities(
    listed: Mapping[str, list[PersonDetails]], *, as_one_file: bool
) -> dict[tuple[str, PersonDetails], Rarity]:
    """How rare each person's details are in the file of her centre, or in all files as one."""
    commonness = {centre: Commonness(own) for centre, own in listed.items()}
    if as_one_file:
        whole = Commonness(details for own in listed.values() for details in own)
        commonness = dict.fromkeys(listed, whole)
    return {
        (centre, details): commonness[centre].rarity(details)
        for centre, own in listed.items()
        for details in own
    }


def household_id(centre: str, number: str) -> UUID:
    """The id of a centre's household, the same at every call."""
    return uuid5(_SPACE, f"{centre}|{number}")


def measure(
    matches: Mapping[str, tuple[HouseholdMatch, ...]],
    people: Iterable[ListedPerson],
    true_pairs: set[Pair],
    knowable: set[Pair],
) -> Figures:
    """Precision against every true pair, recall against those that any method could know."""
    names = {household_id(p.centre, p.household).bytes: (p.centre, p.household) for p in people}
    certain: set[tuple[str, Pair]] = set()
    both: set[tuple[str, Pair]] = set()
    for centre, found in matches.items():
        for match in found:
            pair = Pair.of(names[match.own_household.bytes], names[match.other_household])
            both.add((centre, pair))
            if match.strength is Strength.CERTAIN:
                certain.add((centre, pair))
    wanted = {(end[0], pair) for pair in knowable for end in (pair.first, pair.second)}
    return Figures(
        certain_precision=sum(p in true_pairs for _, p in certain) / max(1, len(certain)),
        certain_recall=len(certain & wanted) / max(1, len(wanted)),
        both_precision=sum(p in true_pairs for _, p in both) / max(1, len(both)),
        both_recall=len(both & wanted) / max(1, len(wanted)),
        knowable=len(wanted),
    )
