"""Returns of made-up centres, whose households are known one by one."""

import random
from collections.abc import Sequence

from models.rules.returns import SHARE, dimensions
from sync.protocol.messages import AidCount, Return

KINDS = ("clothing", "food", "money")


def whole_return(
    dice: random.Random, households: int, *, kept_more: int = 0, month: str = "2026-10"
) -> Return:
    """A centre's month of whole households, each of 1 to 5 people, shared with nobody."""
    people = sum(dice.choice((1, 1, 2, 3, 5)) for _ in range(households))
    bases = {"households": households, "people": people}
    groups = {}
    for each in dimensions():
        habit = [dice.choice((0, 0, 1, 3, 20)) for _ in each.codes]
        chosen = _spread(dice, bases[each.base], habit, is_partition=each.is_partition)
        groups[each.name] = dict(zip(each.codes, chosen, strict=True))
    aid = [(kind, dice.randint(0, households)) for kind in KINDS]
    return Return(
        month=month,
        version=0,
        kept_households=(households + kept_more) * SHARE,
        kept_people=(people + 2 * kept_more) * SHARE,
        households=households * SHARE,
        people=people * SHARE,
        groups=groups,
        aid=tuple(AidCount(kind, n, 2 * n, 0, n * SHARE) for kind, n in aid if n),
        overlaps_found=dice.randint(0, 9) * SHARE,
        overlaps_avoided=dice.randint(0, 9),
    )


def _spread(
    dice: random.Random, total: int, habit: Sequence[int], *, is_partition: bool
) -> list[int]:
    if not is_partition:
        return [SHARE * dice.randint(0, total) for _ in habit]
    if not any(habit):
        habit = [1] * len(habit)
    counts = [0] * len(habit)
    for place in dice.choices(range(len(habit)), habit, k=total):
        counts[place] += SHARE
    return counts
