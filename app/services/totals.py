"""What a vault holds in all: to be compared with what a centre knows of its own register."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.services.desk import Desk
from models.entities import Aid, Household, Member
from models.repositories.households import STANDS


@dataclass(frozen=True, slots=True)
class VaultTotals:
    """Counts of everything; an entry is one aid, units are its quantities."""

    households: int
    members: int
    food_units: int
    food_entries: int
    clothing_entries: int
    money_entries: int
    cents: int
    """Sum of all amounts."""


def vault_totals(desk: Desk) -> VaultTotals:
    """Count households, people and aid of a vault."""
    by_kind = select(
        Aid.kind, func.count(), func.total(Aid.quantity), func.total(Aid.cents)
    ).group_by(Aid.kind)
    with desk.read() as session:
        kinds = {kind: tuple(map(int, sums)) for kind, *sums in session.execute(by_kind)}
        households = session.scalar(select(func.count(Household.id)).where(STANDS)) or 0
        members = session.scalar(select(func.count()).select_from(Member)) or 0
    nothing = (0, 0, 0)
    food_entries, food_units, _ = kinds.get("food", nothing)
    return VaultTotals(
        households=households,
        members=members,
        food_units=food_units,
        food_entries=food_entries,
        clothing_entries=kinds.get("clothing", nothing)[0],
        money_entries=kinds.get("money", nothing)[0],
        cents=sum(cents for _, _, cents in kinds.values()),
    )
