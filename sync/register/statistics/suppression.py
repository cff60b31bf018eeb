"""Which counts of a table may be shown, so that no small one can be worked out.

A count is shown only when it is large enough for everybody who reads it: for the public, and for
each centre, which can take away its own part (also one that invents a large part of its own, to
see what is left). Where a group of a table with a known total is withheld, another is withheld with
it, chosen by its place and never by its size: who knows this program learns nothing from the
choice. Nothing tells which was withheld for its own sake; zeros are small counts like others.

Counts are in shares (``models.rules.returns.SHARE``). Cost: groups times centres.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of the network, and the part of it that each centre knows to be its own."""

    whole: int
    parts: tuple[int, ...]

    @classmethod
    def of(cls, parts: Iterable[int]) -> Self:
        """Add up what the centres returned, in the same order for every tally."""
        kept = tuple(parts)
        return cls(sum(kept), kept)

    def __add__(self, other: "Tally") -> "Tally":
        """Count both together."""
        return Tally.of(a + b for a, b in zip(self.parts, other.parts, strict=True))

    def __sub__(self, other: "Tally") -> "Tally":
        """Count what the other leaves."""
        return Tally.of(a - b for a, b in zip(self.parts, other.parts, strict=True))

    def is_at_least(self, least: int) -> bool:
        """Whether it is so for the public and, with its own part taken away, for each centre.

        Where a single centre returned, nobody else has a part to learn of.
        """
        if len(self.parts) == 1:
            return self.whole >= least
        return self.whole - max(self.parts, default=0) >= least


def shown_of_partition(groups: Sequence[Tally], least: Sequence[int]) -> tuple[bool, ...]:
    """Which groups are shown of a table whose groups add up to a total that is shown.

    The group withheld to cover small ones is the last that is not small, so that its choice tells
    nothing of counts; if that is no cover, nothing is shown. A cover lets each small group be
    anything from nothing up to its threshold while the covering one stays above its own.

    Args:
        groups: everybody counted in the total is in exactly one of them.
        least: the threshold of each, in shares.
    """
    small = {at for at, group in enumerate(groups) if not group.is_at_least(least[at])}
    if not small:
        return (True,) * len(groups)
    cover = max((at for at in range(len(groups)) if at not in small), default=0)
    hidden = small | {cover}
    together = Tally.of(map(sum, zip(*(groups[at].parts for at in hidden), strict=True)))
    if not together.is_at_least(2 * max(least[at] for at in hidden)):
        return (False,) * len(groups)
    return tuple(at not in hidden for at in range(len(groups)))


def shown_of_answers(total: Tally, groups: Sequence[Tally], least: Sequence[int]) -> list[bool]:
    """Which groups are shown of a table in which one may be in any number of groups.

    Those outside a group are as good as told by the total, so they must be enough as well.
    """
    return [
        group.is_at_least(threshold) and (total - group).is_at_least(threshold)
        for group, threshold in zip(groups, least, strict=True)
    ]


def shown_of_totals(totals: Sequence[tuple[Tally, Sequence[int]]], least: int) -> tuple[bool, ...]:
    """Which totals are shown, the first being the most wanted.

    Args:
        totals: each with the places of earlier ones of which it says the rest when subtracted.
        least: the threshold, in shares.
    """
    shown: list[bool] = []
    for total, beside in totals:
        rests = [total - totals[at][0] for at in beside if shown[at]]
        shown.append(all(each.is_at_least(least) for each in (total, *rests)))
    return tuple(shown)


def rounded(groups: Sequence[int], unit: int) -> tuple[int, ...]:
    """Whole numbers whose sum is the rounded sum of the groups, each less than one away from it."""
    wholes = [group // unit for group in groups]
    missing = (sum(groups) + unit // 2) // unit - sum(wholes)
    by_rest = sorted(range(len(groups)), key=lambda at: (-(groups[at] % unit), at))
    for at in by_rest[:missing]:
        wholes[at] += 1
    return tuple(wholes)
