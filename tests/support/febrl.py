"""Matches the FEBRL data sets as the register would, on the fields that the others get.

FEBRL's people are Australian: no sex, no codice fiscale, and a suburb in place of a birth place.
Each record is a household of one; a set matched with itself is as many centres as records, so
that nothing tells which records cannot be one person.
"""

import json
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from models.rules.names import fold_name
from models.rules.partial_date import DateNotUnderstood, PartialDate
from models.rules.skeletons import skeleton
from sync.matching import HouseholdMatch, NetworkRules, PersonDetails, Strength
from tests.support.floors import Reached, best_at_floor
from tests.support.linkage import ListedPerson, find_matches_locally, household_id

FLOOR = 0.999
_OTHERS = Path(__file__).with_name("febrl_others.py")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")

Records = dict[str, dict[str, str]]
Scored = list[tuple[float, str, str]]


@dataclass(frozen=True)
class Draw:
    """One file or two, and what other programs made of them; ids begin with the draw's number."""

    files: tuple[Records, ...]
    scored: dict[str, Scored]

    @property
    def true_pairs(self) -> set[frozenset[str]]:
        """Records of one person, "rec-7-org" and "rec-7-dup-0"; across the files when two."""
        groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for at, file in enumerate(self.files):
            for record in file:
                groups[record.split("-")[1]].append((at, record))
        return {
            frozenset((one, other))
            for group in groups.values()
            for (here, one), (there, other) in combinations(group, 2)
            if len(self.files) == 1 or here != there
        }


@dataclass(frozen=True)
class DataSet:
    """One of FEBRL's sets: one draw, or several that are judged together."""

    name: str
    draws: tuple[Draw, ...]

    @property
    def true_pairs(self) -> set[frozenset[str]]:
        """Those of all draws."""
        return set().union(*(draw.true_pairs for draw in self.draws))

    @property
    def splits(self) -> tuple["DataSet", ...]:
        """Each draw as a set of its own."""
        return tuple(DataSet(self.name, (draw,)) for draw in self.draws)

    def reached_by_others(self, program: str) -> Reached:
        """The best recall of a program, in whichever of its ways, at its best threshold."""
        ways = [True, False] if len(self.draws[0].files) > 1 else [False]
        methods = [method for method in self.draws[0].scored if method.startswith(program)]
        return max(
            (
                best_at_floor(
                    chain.from_iterable(draw.scored[method] for draw in self.draws),
                    self.true_pairs,
                    FLOOR,
                    one_to_one=way,
                )
                for method in methods
                for way in ways
            ),
            key=lambda reached: reached.recall,
        )


@dataclass(frozen=True)
class Ours:
    """What our rules made of a set: recall at the floor, and the certain tier as it stands.

    Attributes:
        at_floor: all draws judged together.
        on_splits: each draw by itself.
        certain: what is used without asking.
        both: with what is asked.
    """

    at_floor: Reached
    on_splits: tuple[Reached, ...]
    certain: Reached
    both: Reached


def load(python: Path) -> list[DataSet]:
    """Ask the environment of the other programs for the records and for their scores."""
    with TemporaryDirectory() as folder:
        target = Path(folder, "febrl.json")
        subprocess.run([python, _OTHERS, target], check=True)
        found = json.loads(target.read_text(encoding="utf-8"))
    draws: dict[str, list[Draw]] = defaultdict(list)
    for at, one in enumerate(found):
        files = [{f"{at}/{record}": row for record, row in file.items()} for file in one["files"]]
        scored = {
            method: [(score, f"{at}/{first}", f"{at}/{second}") for score, first, second in pairs]
            for method, pairs in one["scored"].items()
        }
        draws[one["name"]].append(Draw(tuple(files), scored))
    return [DataSet(name, tuple(together)) for name, together in draws.items()]


def match(data: DataSet, *, with_code: bool = False) -> Ours:
    """Match a set by our rules, its population the larger file.

    Args:
        data: the set.
        with_code: FEBRL's soc_sec_id stands for an identity code.
    """
    found = [_matched(draw, with_code=with_code) for draw in data.draws]
    pairs = {pair: one for each in found for pair, one in each.items()}
    certain = {pair for pair, one in pairs.items() if one.strength is Strength.CERTAIN}
    true = data.true_pairs
    return Ours(
        _at_floor(pairs, true),
        tuple(
            _at_floor(each, draw.true_pairs) for each, draw in zip(found, data.draws, strict=True)
        ),
        _as_it_stands(certain, true),
        _as_it_stands(set(pairs), true),
    )


_Found = dict[frozenset[str], HouseholdMatch]


def _at_floor(pairs: _Found, true: set[frozenset[str]]) -> Reached:
    scored = ((one.bits, min(pair), max(pair)) for pair, one in pairs.items())
    return best_at_floor(scored, true, FLOOR)


def _matched(draw: Draw, *, with_code: bool) -> _Found:
    people = list(_people(draw, with_code=with_code))
    rules = NetworkRules(population=max(map(len, draw.files)), has_loose_keys=True)
    found = find_matches_locally(people, rules, as_one_file=len(draw.files) == 1)
    names = {household_id(p.centre, p.household).bytes: p.household for p in people}
    pairs: _Found = {}
    for matches in found.values():
        for one in matches:
            pair = frozenset((names[one.own_household.bytes], names[one.other_household]))
            kept = pairs.get(pair, one)
            pairs[pair] = max(kept, one, key=lambda m: (m.strength is Strength.CERTAIN, m.bits))
    return pairs


def _as_it_stands(pairs: set[frozenset[str]], true: set[frozenset[str]]) -> Reached:
    right = len(pairs & true)
    return Reached(right / max(1, len(pairs)), right / len(true), 0.0)


def _people(draw: Draw, *, with_code: bool) -> Iterator[ListedPerson]:
    for at, file in enumerate(draw.files):
        for record, row in file.items():
            centre = record if len(draw.files) == 1 else str(at)
            yield ListedPerson(centre, record, _details(row, with_code=with_code))


def _details(row: dict[str, str], *, with_code: bool) -> PersonDetails:
    code = row["soc_sec_id"] if with_code else ""
    return PersonDetails(
        row["surname"],
        row["given_name"],
        born=_born(row["date_of_birth"]),
        # The list of places that forgives slips knows Italian places only.
        birth_place=skeleton(fold_name(row["suburb"]).replace(" ", "")),
        codes=(("passport", code),) if code else (),
    )


def _born(written: str) -> PartialDate | None:
    found = _DAY.fullmatch(written)
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    try:
        return PartialDate(year, month, day)
    except DateNotUnderstood:
        return None
