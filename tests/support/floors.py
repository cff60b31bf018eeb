"""The best that a method of linkage reaches when a floor is set for its precision."""

from collections.abc import Collection, Iterable
from itertools import groupby
from typing import NamedTuple


class Reached(NamedTuple):
    """Precision, recall and the lowest score taken; recall 0 when the floor was never reached."""

    precision: float
    recall: float
    threshold: float


def best_at_floor(
    scored: Iterable[tuple[float, str, str]],
    true_pairs: Collection[frozenset[str]],
    floor: float,
    *,
    one_to_one: bool = False,
) -> Reached:
    """The highest recall over all thresholds at which the precision is not under the floor.

    Args:
        scored: pairs with their score, each pair once; equal scores are taken together.
        true_pairs: unordered.
        floor: least precision.
        one_to_one: take each record once, the likeliest pair first, as who links two files does.
    """
    best = Reached(1.0, 0.0, float("inf"))
    taken: set[str] = set()
    right = found = 0
    ordered = sorted(scored, key=lambda pair: (-pair[0], pair[1], pair[2]))
    for score, pairs in groupby(ordered, key=lambda pair: pair[0]):
        for _, first, second in pairs:
            if one_to_one and not taken.isdisjoint((first, second)):
                continue
            taken |= {first, second}
            found += 1
            right += frozenset((first, second)) in true_pairs
        if found and right / found >= floor:
            best = Reached(right / found, right / len(true_pairs), score)
    return best
