"""The record of processing (GDPR art. 30), made from the settings and from what the vault holds."""

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.services.backups import backup_state
from app.services.desk import Desk
from app.services.network import network_state
from app.services.operators import operators
from app.services.privacy import privacy_terms
from models.entities import Consent, Document, Household, Member
from models.records.privacy import ProcessingRecord
from models.repositories.households import STANDS

if TYPE_CHECKING:
    from models.storage.session import VaultSession


def processing_record(desk: Desk) -> ProcessingRecord:
    """What is processed here as of today.

    Raises:
        NotAllowed: only the coordinator may.
    """
    desk.require("print_processing_record")
    people = [entry for entry in operators(desk) if entry.operator.left_on is None]
    network, backups = network_state(desk), backup_state(desk)
    with desk.read() as session:
        households = session.scalars(select(func.count(Household.id)).where(STANDS)).one()
        members = session.scalars(select(func.count(Member.id))).one()
        documents = session.scalars(select(func.count(Document.id))).one()
        consents = _consents(session)
    return ProcessingRecord(
        centre=desk.centre,
        made_on=desk.today(),
        terms=privacy_terms(desk),
        households=households,
        people=members,
        documents=documents,
        consents=consents,
        operators=Counter(entry.operator.role for entry in people),
        cleared=sum(entry.has_clearance for entry in people),
        register_url=network.register_url,
        key_holders=network.key_holders,
        backup_on=_day(backups.here.made_at if backups.here else None),
        backup_elsewhere_on=_day(backups.elsewhere),
    )


def processing_record_paper(desk: Desk, language: str = "it") -> bytes:
    """The record as PDF.

    Raises:
        NotAllowed: only the coordinator may.
    """
    from app.reports.processing_record import processing_record_pdf  # ReportLab

    pdf = processing_record_pdf(processing_record(desk), language)
    with desk.work("print_processing_record") as work:
        work.commit()
    return pdf


def _consents(session: "VaultSession") -> dict[str, int]:
    in_force = (
        select(Consent.purpose, func.count(Consent.household_id.distinct()))
        .where(Consent.withdrawn_on.is_(None))
        .group_by(Consent.purpose)
    )
    return dict(session.execute(in_force).all())


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
