"""Reading the audit log: one page after another, the newest first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from models.entities import AuditEntry, Household, Operator
from models.repositories.households import family_of
from models.repositories.rows import AnyRow

EARLY = "early"
KNOWINGLY = "knowingly"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries: of these actions (None for all), given early only, by whom, on what, when.

    `since` and `until` are UTC text as the vault writes it, `until` not included.
    """

    actions: Collection[str] | None = None
    is_early: bool = False
    operator_id: UUID | None = None
    household_id: UUID | None = None
    since: str = ""
    until: str = ""


def entries(
    session: Session, wanted: Wanted, before: int | None, limit: int | None
) -> Sequence[AnyRow]:
    """At most `limit` entries with a sequence under `before`, the newest first."""
    chosen = _chosen(session, wanted).order_by(AuditEntry.sequence.desc())
    if before is not None:
        chosen = chosen.where(AuditEntry.sequence < before)
    if limit is not None:
        chosen = chosen.limit(limit)
    return session.connection().execute(chosen).all()


def count_entries(session: Session) -> int:
    """How many entries there are in all."""
    return session.scalar(select(func.count(AuditEntry.sequence))) or 0


def operator_names(session: Session) -> dict[UUID, str]:
    """Everybody who ever worked here, by name."""
    rows = session.execute(select(Operator.id, Operator.name).order_by(Operator.name))
    return {row.id: row.name for row in rows}


def household_numbers(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """The numbers of those of these files that are still kept."""
    rows = session.execute(select(Household.id, Household.number).where(Household.id.in_(ids)))
    return {row.id: row.number for row in rows}


def _chosen(session: Session, wanted: Wanted) -> Select[AnyRow]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.actions is not None:
        conditions.append(AuditEntry.action.in_(wanted.actions))
    if wanted.is_early:
        is_early = AuditEntry.detail.endswith(f"; {EARLY}", autoescape=True)
        conditions.append(or_(is_early, AuditEntry.detail == KNOWINGLY))
    if wanted.operator_id is not None:
        conditions.append(AuditEntry.operator_id == wanted.operator_id.bytes)
    if wanted.household_id is not None:
        family = [one.bytes for one in family_of(session, wanted.household_id)]
        conditions.append(AuditEntry.subject.in_(family))
    if wanted.since:
        conditions.append(AuditEntry.at >= wanted.since)
    if wanted.until:
        conditions.append(AuditEntry.at < wanted.until)
    return select(*AuditEntry.__table__.columns).where(*conditions)
