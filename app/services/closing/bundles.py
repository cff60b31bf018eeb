"""The aid of a household and month, as it is sealed: kind, quantity, amount and day.

Only kinds that the network compares (those with a window) leave; purposes stay, being words about
a person. Every consenting household has a bundle for every month, with aid or without, so that
the register does not see who comes often.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import select

from models.entities import Aid
from models.rules.partial_date import PartialDate
from models.storage.session import VaultSession
from sync.client import SealedAidLine

HORIZON_MONTHS = 24
"""Months before the closed one that are still sent and asked for."""


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
    session: VaultSession, households: frozenset[UUID], kinds: frozenset[str], until: str
) -> Iterator[Bundle]:
    """A bundle for every household and month, from the first aid within the horizon to `until`."""
    earliest = month_before(until, HORIZON_MONTHS)
    given: dict[tuple[UUID, str], list[SealedAidLine]] = defaultdict(list)
    rows = session.execute(
        select(Aid.household_id, Aid.kind, Aid.quantity, Aid.cents, Aid.given_on)
        .where(Aid.given_on >= earliest, Aid.given_on < f"{until}-99")
        .order_by(Aid.household_id, Aid.given_on, Aid.id)
    )
    for household_id, kind, quantity, cents, given_on in rows:
        known = PartialDate.from_iso(given_on)
        if household_id in households and kind in kinds and known.month is not None:
            line = SealedAidLine(kind, quantity, cents, known.day if known.is_full else None)
            given[household_id, given_on[:7]].append(line)
    first = min((month for _, month in given), default=until)
    for household_id in sorted(households):
        for month in months_between(first, until):
            yield Bundle(household_id, month, tuple(given.get((household_id, month), ())))


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
