"""What a centre counts of a month for the network's statistics, and what the network told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReturnedAid:
    """Aid of a kind given here in the month; `households` in shares."""

    kind: str
    times: int
    units: int
    cents: int
    households: int


@dataclass(frozen=True, slots=True)
class MonthReturn:
    """The counts of a month, as they leave; households and people in shares of one.

    `households` and `people` were helped in the month; the kept are all whose file stands at the
    register. `left_out` stays here: households helped that did not consent, counted nowhere.
    """

    month: str
    kept_households: int
    kept_people: int
    households: int
    people: int
    groups: Mapping[str, Mapping[str, int]]
    """By grouping and group (`models.rules.returns.dimensions`), in shares."""
    aid: tuple[ReturnedAid, ...]
    overlaps_found: int
    """In shares: half of one that two centres cannot tell apart."""
    overlaps_avoided: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of statistics.

    `table` is "total", "aid" or a grouping of `models.rules.returns.dimensions`; `code` a total
    ("households", "people", "kept_households", "kept_people", "overlaps_found",
    "overlaps_avoided"), a kind of aid or a group.
    """

    table: str
    code: str
    measure: str
    """What is counted: households, people, times, units, cents, overlaps."""
    count: float | None
    """None where it is withheld, so that nobody is recognised."""


@dataclass(frozen=True, slots=True)
class NetworkFigures:
    """The network's counts of a month, as published for good."""

    month: str
    published_on: date
    centres: int
    figures: tuple[Figure, ...]
