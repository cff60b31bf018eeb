"""What a centre has given in all, or in a year or month: those erased since count as they did."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from app.services.desk import Desk
from app.services.past_figures import figures_kept
from models.entities import Aid, Household, Member
from models.repositories.households import STANDS

if TYPE_CHECKING:
    from models.storage.session import VaultSession


_MEASURES: Final = ("times", "units", "cents", "households")


@dataclass(frozen=True, slots=True)
class VaultTotals:
    """Counts of everything; an entry is one aid, units are its quantities.

    Of who was erased, the people that the household had then.
    """

    households: int
    members: int
    food_units: int
    food_entries: int
    clothing_entries: int
    money_entries: int
    cents: int
    """Sum of all amounts."""


@dataclass(frozen=True, slots=True)
class KindTotals:
    """Aid of one kind."""

    times: int = 0
    units: int = 0
    cents: int = 0
    households: int = 0


@dataclass(frozen=True, slots=True)
class PeriodTotals:
    """Aid of a period: to how many households, and by kind."""

    households: int
    kinds: Mapping[str, KindTotals]

    @property
    def times(self) -> int:
        """How many aids there were."""
        return sum(kind.times for kind in self.kinds.values())


def vault_totals(desk: Desk) -> VaultTotals:
    """Count households, people and aid of a vault: to compare with a centre's own register."""
    with desk.read() as session:
        given = _totals(session, "").kinds
        households = session.scalars(select(func.count(Household.id)).where(STANDS)).one()
        members = session.scalars(select(func.count(Member.id))).one()
        past = _past(session, "")
    nothing = KindTotals()
    food = given.get("food", nothing)
    return VaultTotals(
        households=households + past["kept_households", "households"],
        members=members + past["kept_people", "people"],
        food_units=food.units,
        food_entries=food.times,
        clothing_entries=given.get("clothing", nothing).times,
        money_entries=given.get("money", nothing).times,
        cents=sum(kind.cents for kind in given.values()),
    )


def period_totals(desk: Desk, period: str) -> PeriodTotals:
    """The aid of a month ("2026-11"), of a year ("2026"), or of all time (""), erased or not."""
    with desk.read() as session:
        return _totals(session, period)


def _totals(session: "VaultSession", period: str) -> PeriodTotals:
    day = func.ltrim(Aid.given_on, "~")
    is_within = day.between(period, f"{period}~")
    by_kind = select(
        Aid.kind,
        func.count(),
        func.total(Aid.quantity),
        func.total(Aid.cents),
        func.count(Aid.household_id.distinct()),
    )
    found = Counter[tuple[str, str]]()
    for kind, *sums in session.execute(by_kind.where(is_within).group_by(Aid.kind)):
        found.update(_named(kind, map(int, sums)))
    helped = select(func.count(Aid.household_id.distinct())).where(is_within)
    found["households", "households"] = session.scalars(helped).one()
    found += _past(session, period)
    kinds = {kind for kind, measure in found if measure == "times"}
    return PeriodTotals(
        households=found["households", "households"],
        kinds={
            kind: KindTotals(**{name: found[kind, name] for name in _MEASURES})
            for kind in sorted(kinds)
        },
    )


def _named(kind: str, sums: Iterable[int]) -> dict[tuple[str, str], int]:
    return {(kind, name): count for name, count in zip(_MEASURES, sums, strict=True)}


def _past(session: "VaultSession", period: str) -> Counter[tuple[str, str]]:
    """What erased households counted, by code (or kind of aid) and measure."""
    return Counter(
        {
            (figure.code, figure.measure): int(figure.count or 0)
            for figure in figures_kept(session, period)
            if figure.table in {"aid", "total"}
        }
    )
