"""Before anything leaves: what is doubtful, and exactly what will leave."""

from collections import Counter
from uuid import UUID

from sqlalchemy import func, select

from app.services.closing.bundles import Bundle, bundles
from app.services.closing.people import (
    consenting_households,
    consenting_people,
    standing_households,
)
from app.services.desk import Desk
from app.services.names import names_of
from app.services.network import network_rules
from app.services.progress import Progress, silent
from models.entities import Aid, Household, IdentityCode, Member, Published, SentAid
from models.records.closing import Doubt, Leaving, LeavingRow
from models.repositories import aid as aids
from models.repositories.households import STANDS
from models.rules.codice_fiscale import recognise_code
from models.rules.partial_date import PartialDate
from models.storage.session import VaultSession
from sync.client.sealing import ENTRIES_A_PERSON

COLUMNS = ("pseudonym", "kind", "quantity", "cents", "given_on")
"""All that is sealed of an aid; no other column exists."""


def doubts(desk: Desk, month: str) -> tuple[Doubt, ...]:
    """Files aided in the month that are worth a look before closing it; all can be skipped.

    Codes: no_register_consent, name_missing, no_birth_date, code_disagrees, aid_without_day.
    """
    with desk.read() as session:
        aided = _aided(session, month)
        found = {
            "no_register_consent": aided - consenting_households(session),
            "name_missing": aided & _without_name(session),
            "no_birth_date": aided & _without_birth_date(session),
            "code_disagrees": aided & _with_wrong_code(session),
            "aid_without_day": _aid_without_day(session),
        }
        concerned = set[UUID]().union(*found.values())
        names = names_of(session, list(concerned), desk.today())
        numbers = dict(session.execute(select(Household.id, Household.number)).all())
    return tuple(
        Doubt(household_id, names[household_id], numbers[household_id], code)
        for code, households in found.items()
        for household_id in sorted(households, key=lambda each: names[each])
    )


def leaving(desk: Desk, month: str, progress: Progress = silent) -> Leaving:
    """What closing a month will send: its own aid, and earlier months not sent yet or corrected."""
    progress("prepare", 0, 1)
    with desk.read() as session:
        present = desk.today().isoformat()[:7]
        households = standing_households(session, present)
        people = consenting_people(session, network_rules(session), present)
        agreement, today = aids.agreement(session), desk.today()
        sent = {
            (row.household_id, row.month): row.digest for row in session.scalars(select(SentAid))
        }
        changed = [
            bundle
            for bundle in bundles(
                session, households, lambda since: agreement.kinds(since, today), month
            )
            if bundle.lines and sent.get((bundle.household_id, bundle.month)) != bundle.digest
        ]
        rows = _rows(session, desk, changed, Counter(each.household_id for each in people))
        every = session.scalar(select(func.count(Household.id)).where(STANDS)) or 0
    return Leaving(
        month=month,
        households=len(households),
        people=len(people),
        entries=len(people) * ENTRIES_A_PERSON,
        aid=len(rows),
        left_out=every - len(households),
        rows=rows,
        columns=COLUMNS,
    )


def _rows(
    session: VaultSession, desk: Desk, changed: list[Bundle], people: Counter[UUID]
) -> tuple[LeavingRow, ...]:
    names = names_of(session, list({bundle.household_id for bundle in changed}), desk.today())
    handles = dict(session.execute(select(Published.household_id, Published.handle)).all())
    rows = [
        LeavingRow(
            names_here=names[bundle.household_id],
            pseudonym=handles.get(bundle.household_id, b"")[:4].hex(),
            entries=people[bundle.household_id] * ENTRIES_A_PERSON,
            kind=line.kind,
            quantity=line.quantity or 1,
            cents=line.cents,
            given_on=PartialDate(int(bundle.month[:4]), int(bundle.month[5:]), line.day),
        )
        for bundle in changed
        for line in bundle.lines
    ]
    return tuple(
        sorted(rows, key=lambda row: (row.names_here, row.given_on.iso if row.given_on else ""))
    )


def _aided(session: VaultSession, month: str) -> set[UUID]:
    return set(
        session.scalars(select(Aid.household_id).where(Aid.given_on.startswith(month)).distinct())
    )


def _without_name(session: VaultSession) -> set[UUID]:
    named = select(Member.household_id).where(
        Member.surname != "", Member.given_name != "", Member.left_on.is_(None)
    )
    return set(session.scalars(select(Household.id).where(Household.id.not_in(named))))


def _without_birth_date(session: VaultSession) -> set[UUID]:
    dated = select(Member.household_id).where(Member.born != "")
    return set(session.scalars(select(Household.id).where(Household.id.not_in(dated))))


def _with_wrong_code(session: VaultSession) -> set[UUID]:
    rows = session.execute(
        select(Member.household_id, IdentityCode.value).join(
            Member, Member.id == IdentityCode.member_id
        )
    )
    return {household_id for household_id, value in rows if recognise_code(value).warnings}


def _aid_without_day(session: VaultSession) -> set[UUID]:
    return set(session.scalars(select(Aid.household_id).where(Aid.given_on == "").distinct()))
