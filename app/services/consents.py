"""Consents: separate by purpose, dated, and withdrawn as easily as given."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from app.services.desk import Desk
from app.services.found import found_household, touch
from models.entities import Consent
from models.errors import NotFound, RuleBroken
from models.ids import new_id
from models.rules import codes
from models.rules.partial_date import PartialDate

if TYPE_CHECKING:
    from models.storage.session import VaultSession


def give_consent(
    desk: Desk, household_id: UUID, purpose: str, given_on: PartialDate | None = None
) -> UUID:
    """Note a consent signed on `given_on`, today when None.

    Raises:
        NotFound: no such household.
        RuleBroken: "unknown_code", "future_date", or "consent_in_force" when there is one already.
    """
    signed = given_on or PartialDate.from_date(desk.today())
    if signed.earliest > desk.today():
        raise RuleBroken(rule="future_date")
    with desk.work("give_consent", household_id) as work:
        found_household(work.session, household_id)
        if _in_force(work.session, household_id, purpose):
            raise RuleBroken(rule="consent_in_force")
        consent = add_consent(work.session, household_id, purpose, signed)
        touch(desk, work, household_id)
        work.audit("give_consent", household_id, purpose)
        work.commit()
    return consent.id


def withdraw_consent(desk: Desk, household_id: UUID, purpose: str, on: date | None = None) -> None:
    """End the consent in force for a purpose, today when `on` is None.

    Raises:
        NotFound: there is no consent in force for it.
        RuleBroken: "future_date".
    """
    withdrawn_on = on or desk.today()
    if withdrawn_on > desk.today():
        raise RuleBroken(rule="future_date")
    with desk.work("withdraw_consent", household_id) as work:
        consents = _in_force(work.session, household_id, purpose)
        if not consents:
            raise NotFound(household_id=household_id, purpose=purpose)
        for consent in consents:
            consent.withdrawn_on = withdrawn_on.isoformat()
        touch(desk, work, household_id)
        work.audit("withdraw_consent", household_id, purpose)
        work.commit()


def add_consent(
    session: "VaultSession", household_id: UUID, purpose: str, given_on: PartialDate
) -> Consent:
    """Add a consent to the session; nothing is committed.

    Raises:
        RuleBroken: "unknown_code" for a purpose that is not one of ours.
    """
    if not codes.is_known("purposes", purpose):
        raise RuleBroken(rule="unknown_code", value=purpose)
    consent = Consent(
        id=new_id(), household_id=household_id, purpose=purpose, given_on=given_on.iso
    )
    session.add(consent)
    return consent


def _in_force(session: "VaultSession", household_id: UUID, purpose: str) -> list[Consent]:
    in_force = select(Consent).where(
        Consent.household_id == household_id,
        Consent.purpose == purpose,
        Consent.withdrawn_on.is_(None),
    )
    return list(session.scalars(in_force))
