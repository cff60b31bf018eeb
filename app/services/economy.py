"""ISEE certificates: a household may hold two of different types at once."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from app.services.desk import Desk
from app.services.found import found_household, touch
from models.entities import Isee
from models.errors import NotFound, RuleBroken
from models.ids import new_id
from models.records.household import IseeLine
from models.rules import codes
from models.rules.partial_date import PartialDate

if TYPE_CHECKING:
    from models.storage.session import VaultSession


def record_isee(desk: Desk, household_id: UUID, line: IseeLine) -> UUID:
    """Note a certificate, or amend the one with `line.isee_id`.

    Without an expiry it is 31 December of the year of its DSU (D.P.C.M. 159/2013, art. 10), of
    this year when that is unknown too.

    Raises:
        NotFound: no such household, or it has no such certificate.
        RuleBroken: "unknown_code" for the kind; "negative_amount".
    """
    with desk.work("record_isee", household_id) as work:
        found_household(work.session, household_id)
        if line.isee_id is None:
            isee = add_isee(desk, work.session, household_id, line)
        else:
            isee = _found(work.session.get(Isee, line.isee_id), household_id)
            _fill(desk, isee, line)
        touch(desk, work, household_id)
        work.commit()
    return isee.id


def add_isee(desk: Desk, session: "VaultSession", household_id: UUID, line: IseeLine) -> Isee:
    """Add a certificate to the session; nothing is committed.

    Raises:
        RuleBroken: "unknown_code" for the kind; "negative_amount".
    """
    isee = Isee(id=new_id(), household_id=household_id)
    _fill(desk, isee, line)
    session.add(isee)
    return isee


def remove_isee(desk: Desk, household_id: UUID, isee_id: UUID) -> None:
    """Take away a certificate noted by mistake.

    Raises:
        NotFound: the household has no such certificate.
    """
    with desk.work("remove_isee", household_id) as work:
        isee = _found(work.session.get(Isee, isee_id), household_id)
        work.session.delete(isee)
        touch(desk, work, household_id)
        work.commit()


def isee_expiry(dsu_on: PartialDate | None, today: date) -> PartialDate:
    """The last day of a certificate whose expiry is not written."""
    return PartialDate(dsu_on.year if dsu_on else today.year, 12, 31)


def _fill(desk: Desk, isee: Isee, line: IseeLine) -> None:
    if not codes.is_known("isee_kinds", line.kind):
        raise RuleBroken(rule="unknown_code", value=line.kind)
    if line.cents < 0:
        raise RuleBroken(rule="negative_amount")
    isee.kind = line.kind
    isee.cents = line.cents
    isee.dsu_on = line.dsu_on.iso if line.dsu_on else ""
    isee.expires_on = (line.expires_on or isee_expiry(line.dsu_on, desk.today())).iso


def _found(isee: Isee | None, household_id: UUID) -> Isee:
    if isee is None or isee.household_id != household_id:
        raise NotFound(household_id=household_id)
    return isee
