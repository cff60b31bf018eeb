"""What a household file does not show and the copy for the person must: sources, consultations."""

from collections import Counter
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.entities import Aid, AuditEntry, Household, ImportBatch, ImportRow, WithheldAid
from models.records.privacy import BroughtIn, Consultation, Refused
from models.repositories.households import family_of


def declared(session: Session, household_id: UUID) -> tuple[int | None, int | None]:
    """People and minors as an old register counted them."""
    columns = select(Household.declared_people, Household.declared_minors)
    row = session.execute(columns.where(Household.id == household_id)).one()
    return row[0], row[1]


def early_reasons(session: Session, household_id: UUID) -> dict[UUID, str]:
    """By aid, why it was given before the window had passed."""
    columns = select(Aid.id, Aid.override_reason)
    given_early = columns.where(Aid.household_id == household_id, Aid.override_reason != "")
    return dict(session.execute(given_early).all())


def refused(session: Session, household_id: UUID) -> tuple[Refused, ...]:
    """Aid not given, by day."""
    rows = select(WithheldAid).where(WithheldAid.household_id == household_id)
    return tuple(
        Refused(row.kind, date.fromisoformat(row.withheld_on), row.other_centre)
        for row in session.scalars(rows.order_by(WithheldAid.withheld_on))
    )


def brought_in(session: Session, household_id: UUID) -> tuple[BroughtIn, ...]:
    """The imports that took something of the household from a file, oldest first."""
    family = family_of(session, household_id)
    of_household = select(ImportRow.batch_id).where(ImportRow.household_id.in_(family))
    batches = select(ImportBatch).where(ImportBatch.id.in_(of_household)).order_by(ImportBatch.id)
    return tuple(
        BroughtIn(batch.file_name, _local_day(batch.imported_at))
        for batch in session.scalars(batches)
    )


def consultations(session: Session, household_id: UUID) -> tuple[Consultation, ...]:
    """Every reading, change and paper of the file that the audit chain tells, day by day."""
    columns = select(AuditEntry.at, AuditEntry.action)
    family = [one.bytes for one in family_of(session, household_id)]
    entries = session.execute(columns.where(AuditEntry.subject.in_(family)))
    counted = Counter((_local_day(entry.at), _deed(entry.action)) for entry in entries)
    return tuple(Consultation(*what, times) for what, times in sorted(counted.items()))


def _deed(action: str) -> str:
    if action.startswith("print_"):
        return "printed"
    return "read" if action.startswith(("open_", "read_", "search_")) else "changed"


def _local_day(moment: str) -> date:
    return datetime.fromisoformat(moment).astimezone().date()
