"""The aid of a household and month, as it is sealed: kind, quantity, amount and day.

Only kinds that the network compares leave (those with a window, the day it was given or since);
purposes stay, being words about a person. Every consenting household has a bundle for every month,
with aid or without, so that the register does not see who comes often.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, select

from models.entities import Aid, SentAid
from models.rules.partial_date import PartialDate
from models.storage.session import VaultSession
from sync.client import SealedAidLine

HORIZON_MONTHS = 24
"""Months before the closed one that are still sent and asked for."""
MOST_LINES = 400
"""Lines of a household and month sent one by one; what the largest sealed size surely holds."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is sealed of one household and month ("YYYY-MM")."""

    household_id: UUID
    month: str
    lines: tuple[SealedAidLine, ...]

    @property
    def digest(self) -> bytes:
        """SHA-256 of the lines, by which a correction is noticed; never empty."""
        return sha256(repr(self.lines).encode()).digest()


def bundles(
    session: VaultSession,
    households: frozenset[UUID],
    compared: Callable[[date], frozenset[str]],
    until: str,
    since: str = "",
) -> Iterator[Bundle]:
    """A bundle for every household and month within the horizon, from `since` up to `until`.

    They begin at the first month with aid, or with a bundle sent before: aid that was removed is
    corrected even where no other is left. `compared` gives the kinds that leave of aid given since
    a day.
    """
    kinds = lru_cache(maxsize=None)(compared)
    earliest = max(since, month_before(until, HORIZON_MONTHS))
    given: dict[tuple[UUID, str], list[SealedAidLine]] = defaultdict(list)
    rows = session.execute(
        select(Aid.household_id, Aid.kind, Aid.quantity, Aid.cents, Aid.given_on)
        .where(Aid.given_on >= earliest, Aid.given_on < f"{until}-99")
        .order_by(Aid.household_id, Aid.given_on, Aid.id)
    )
    for household_id, kind, quantity, cents, given_on in rows:
        known = PartialDate.from_iso(given_on)
        if household_id not in households or known.month is None:
            continue
        if kind in kinds(known.earliest):
            line = SealedAidLine(kind, quantity, cents, known.day if known.is_full else None)
            given[household_id, given_on[:7]].append(line)
    sent = session.scalar(select(func.min(SentAid.month)).where(SentAid.month >= earliest))
    first = min((month for _, month in given), default=until)
    for household_id in sorted(households):
        for month in months_between(max(earliest, min(first, sent or first)), until):
            lines = tuple(given.get((household_id, month), ()))
            yield Bundle(household_id, month, lines if len(lines) <= MOST_LINES else _summed(lines))


def _summed(lines: tuple[SealedAidLine, ...]) -> tuple[SealedAidLine, ...]:
    """One line a kind and day, where no household can truly have been helped so often."""
    totals: dict[tuple[str, int | None], tuple[int, int | None]] = {}
    for line in lines:
        quantity, cents = totals.get((line.kind, line.day), (0, None))
        if line.cents is not None:
            cents = (cents or 0) + line.cents
        totals[line.kind, line.day] = quantity + (line.quantity or 1), cents
    return tuple(
        SealedAidLine(kind, quantity, cents, day)
        for (kind, day), (quantity, cents) in totals.items()
    )


def months_between(first: str, last: str) -> Iterator[str]:
    """Each month from the first to the last, both included."""
    month = first
    while month <= last:
        yield month
        month = month_before(month, -1)


def month_before(month: str, count: int) -> str:
    """The month `count` months earlier."""
    ordinal = int(month[:4]) * 12 + int(month[5:]) - 1 - count
    return f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"
