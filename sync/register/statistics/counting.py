"""Adds up a month's returns and withholds what is too small to be told."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sqlalchemy import Connection, select

from models.rules.returns import SHARE, Dimension, dimensions
from sync.protocol.codec import decode
from sync.protocol.messages import (
    NetworkMonth,
    PublishedAid,
    PublishedGroup,
    PublishedTable,
    Return,
)
from sync.register import tables
from sync.register.agreement import agreement_in_force
from sync.register.statistics.suppression import (
    Tally,
    rounded,
    shown_of_answers,
    shown_of_partition,
    shown_of_totals,
)

_LEAST_SPECIAL: Final = 10
"""Of what tells of health, origin or justice, however low the agreement puts the threshold."""
_TOTALS: Final[tuple[tuple[str, tuple[int, ...]], ...]] = (
    ("households", ()),
    ("people", (0,)),
    ("kept_households", (0,)),
    ("kept_people", (0, 1, 2)),
)
"""The totals, the most wanted first, with the earlier ones that each contains."""


def count_month(connection: Connection, month: str, awaited: tuple[str, ...]) -> NetworkMonth:
    """The network's counts of a month as its returns stand now, not published."""
    table = tables.centre_return
    bodies = connection.scalars(
        select(table.c.body).where(table.c.month == month).order_by(table.c.centre)
    )
    agreed = agreement_in_force(connection, date.fromisoformat(f"{month}-01"))
    returns = [decode(body, Return) for body in bodies]
    return Counting(month, returns, agreed.threshold).counts(awaited)


class Counting:
    """The returns of a month, added up by a threshold."""

    def __init__(self, month: str, returns: Sequence[Return], threshold: int) -> None:
        self._month = month
        self._returns = returns
        self._threshold = threshold
        self._special = max(_LEAST_SPECIAL, 2 * threshold)
        totals = [
            (Tally.of(getattr(each, name) for each in returns), contained)
            for name, contained in _TOTALS
        ]
        shown = shown_of_totals(totals, self._special * SHARE)
        self._totals = {name: tally for (name, _), (tally, _) in zip(_TOTALS, totals, strict=True)}
        self._shown = {name: each for (name, _), each in zip(_TOTALS, shown, strict=True)}

    def counts(self, awaited: tuple[str, ...]) -> NetworkMonth:
        """Everything that may be told, and None for what may not."""
        found = Tally.of(each.overlaps_found for each in self._returns)
        avoided = Tally.of(each.overlaps_avoided * SHARE for each in self._returns)
        return NetworkMonth(
            month=self._month,
            published_at=None,
            centres=len(self._returns),
            awaited=awaited,
            threshold=self._threshold,
            special_threshold=self._special,
            kept_households=self._total("kept_households"),
            kept_people=self._total("kept_people"),
            households=self._total("households"),
            people=self._total("people"),
            tables=tuple(self._table(dimension) for dimension in dimensions()),
            aid=tuple(self._aid()),
            overlaps_found=self._if_enough(found),
            overlaps_avoided=self._if_enough(avoided),
        )

    def _total(self, name: str) -> int | None:
        return _whole(self._totals[name]) if self._shown[name] else None

    def _if_enough(self, tally: Tally) -> int | None:
        return _whole(tally) if tally.is_at_least(self._threshold * SHARE) else None

    def _table(self, dimension: Dimension) -> PublishedTable:
        groups = [
            Tally.of(each.groups[dimension.name][code] for each in self._returns)
            for code in dimension.codes
        ]
        least = [
            SHARE * (self._special if code in dimension.special else self._threshold)
            for code in dimension.codes
        ]
        if dimension.is_partition:
            shown: Sequence[bool] = shown_of_partition(groups, least)
            counts: Sequence[int] = rounded([group.whole for group in groups], SHARE)
        else:
            shown = shown_of_answers(self._totals[dimension.base], groups, least)
            counts = [_whole(group) for group in groups]
        is_told = self._shown[dimension.base]
        return PublishedTable(
            dimension=dimension.name,
            base=dimension.base,
            is_partition=dimension.is_partition,
            groups=tuple(
                PublishedGroup(code=code, count=count if each and is_told else None)
                for code, count, each in zip(dimension.codes, counts, shown, strict=True)
            ),
        )

    def _aid(self) -> Iterable[PublishedAid]:
        """Quantities where enough households were helped, and how many where the rest are too."""
        lines = [{line.kind: line for line in each.aid} for each in self._returns]
        least = self._threshold * SHARE
        for kind in sorted({kind for by_kind in lines for kind in by_kind}):
            given = [by_kind[kind] for by_kind in lines if kind in by_kind]
            helped = Tally.of(
                by_kind[kind].households if kind in by_kind else 0 for by_kind in lines
            )
            is_told = helped.is_at_least(least)
            (is_counted,) = shown_of_answers(self._totals["households"], [helped], [least])
            yield PublishedAid(
                kind=kind,
                times=sum(line.times for line in given) if is_told else None,
                units=sum(line.units for line in given) if is_told else None,
                cents=sum(line.cents for line in given) if is_told else None,
                households=_whole(helped) if is_counted and self._shown["households"] else None,
            )


def _whole(tally: Tally) -> int:
    return (tally.whole + SHARE // 2) // SHARE
