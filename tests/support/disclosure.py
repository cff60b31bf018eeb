"""What somebody who reads a published month can work out of it, by linear programming.

The unknowns are all counts of the month, of the whole network or, for a centre, of the others. What
is published is equations between them; that nobody is counted less than never, and that helped ones
are among those kept, is inequalities. An unknown's least and greatest value is what the reader
learns of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scipy.optimize import linprog

from models.rules.returns import SHARE, dimensions
from sync.protocol.messages import NetworkMonth, Return

TOTALS = ("households", "people", "kept_households", "kept_people")
AMONG = (
    ("households", "people"),
    ("households", "kept_households"),
    ("people", "kept_people"),
    ("kept_households", "kept_people"),
)


@dataclass(frozen=True)
class Learnt:
    """An unknown, and the least and greatest value it can have (None: no limit)."""

    name: str
    least: float
    greatest: float | None

    @property
    def width(self) -> float:
        return float("inf") if self.greatest is None else self.greatest - self.least


def learnt_by(reader: Return | None, month: NetworkMonth) -> Iterator[Learnt]:
    """What the public, or the centre that returned `reader`, learns of what is withheld."""
    puzzle = _Puzzle()
    own = {} if reader is None else _counts(reader)
    published = dict(_published(month))
    for name, count in published.items():
        if count is not None:
            puzzle.know({name: 1}, count - own.get(name, 0))
    for table in month.tables:
        groups = [f"{table.dimension}.{group.code}" for group in table.groups]
        if table.is_partition:
            puzzle.know({**dict.fromkeys(groups, 1), table.base: -1}, 0)
        else:
            for group in groups:
                puzzle.among(group, table.base)
    for aid in month.aid:
        puzzle.among(f"aid.{aid.kind}", "households")
    for lesser, greater in AMONG:
        puzzle.among(lesser, greater)
    for name, count in published.items():
        if count is None:
            yield puzzle.learn(name)


def _published(month: NetworkMonth) -> Iterator[tuple[str, int | None]]:
    for name in TOTALS:
        yield name, getattr(month, name)
    for table in month.tables:
        for group in table.groups:
            yield f"{table.dimension}.{group.code}", group.count
    for aid in month.aid:
        yield f"aid.{aid.kind}", aid.households


def _counts(counted: Return) -> dict[str, float]:
    found = {name: getattr(counted, name) / SHARE for name in TOTALS}
    for dimension in dimensions():
        for code, shares in counted.groups[dimension.name].items():
            found[f"{dimension.name}.{code}"] = shares / SHARE
    return found | {f"aid.{line.kind}": line.households / SHARE for line in counted.aid}


@dataclass
class _Puzzle:
    places: dict[str, int] = field(default_factory=dict)
    equations: list[tuple[dict[str, int], float]] = field(default_factory=list)
    below: list[tuple[str, str]] = field(default_factory=list)

    def know(self, terms: dict[str, int], value: float) -> None:
        for name in terms:
            self.places.setdefault(name, len(self.places))
        self.equations.append((terms, value))

    def among(self, lesser: str, greater: str) -> None:
        for name in (lesser, greater):
            self.places.setdefault(name, len(self.places))
        self.below.append((lesser, greater))

    def learn(self, name: str) -> Learnt:
        least = self._extreme(name, 1)
        greatest = self._extreme(name, -1)
        assert least is not None
        return Learnt(name, least, greatest)

    def _extreme(self, name: str, sign: int) -> float | None:
        goal = self._row({name: sign})
        solved = linprog(
            goal,
            A_ub=[self._row({lesser: 1, greater: -1}) for lesser, greater in self.below],
            b_ub=[0.0] * len(self.below),
            A_eq=[self._row(terms) for terms, _ in self.equations],
            b_eq=[value for _, value in self.equations],
            bounds=(0, None),
        )
        if solved.status == 3:
            return None
        assert solved.status == 0, solved.message
        return float(sign * solved.fun)

    def _row(self, terms: dict[str, int]) -> Sequence[float]:
        row = [0.0] * len(self.places)
        for name, factor in terms.items():
            row[self.places[name]] = factor
        return row
