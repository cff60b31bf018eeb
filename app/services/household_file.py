"""The household file: everything a centre knows about one household, read in one go."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import update

from app.services.desk import Desk
from app.services.eligibility import judge
from app.services.two_households import also_in
from models.entities import Household
from models.errors import NotFound
from models.records.aid import AidLine, ElsewhereLine
from models.records.household import Composition, HouseholdFile, MemberLine, MonthBar
from models.repositories import aid as aids
from models.repositories import households
from models.repositories.aid import Elsewhere, Neighbours
from models.repositories.file_parts import FileParts, file_parts
from models.repositories.rows import AnyRow
from models.rules.completeness import Completeness, missing
from models.rules.household_names import household_names
from models.rules.typology import Person, compose
from models.storage.audit import utc_text

if TYPE_CHECKING:
    from models.storage.session import VaultSession

AID_SHOWN = 60
MONTHS_SHOWN = 12


def household_file(desk: Desk, household_id: UUID) -> HouseholdFile:
    """Open a household's file; the opening is written in the audit chain.

    Raises:
        NotFound: there is no such household.
    """
    file = read_file(desk, household_id)
    with desk.work("open_file", file.household_id) as work:
        opened = update(Household).where(Household.id == file.household_id)
        now = utc_text(desk.clock())
        work.session.connection().execute(opened.values(last_opened_at=now))
        work.commit()
    return file


def read_file(desk: Desk, household_id: UUID) -> HouseholdFile:
    """The file as it stands, without telling that it was opened: for papers made in bulk.

    Of a file that was merged into another, that other one.
    """
    with desk.read() as session:
        household_id = households.surviving(session, household_id)
        return _Reading(session, household_id, desk.today()).file()


def aid_lines(
    household_id: UUID, rows: Sequence[AnyRow], operators: Mapping[UUID, str]
) -> tuple[AidLine, ...]:
    """Rows of aid as they are shown; `operators` are names of those who recorded it."""
    return tuple(
        AidLine(
            aid_id=row.id,
            household_id=household_id,
            kind=row.kind,
            quantity=row.quantity,
            cents=row.cents,
            purpose=row.purpose,
            given_on=households.known_date(row.given_on),
            member_id=row.member_id,
            operator=operators.get(row.operator_id, ""),
            recorded_at=datetime.fromisoformat(row.recorded_at),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of a file: what it reads from, whose file, and on which day."""

    session: "VaultSession"
    household_id: UUID
    today: date

    def file(self) -> HouseholdFile:
        session, household_id, today = self.session, self.household_id, self.today
        head = households.heads(session, [household_id]).get(household_id)
        if head is None:
            raise NotFound(household_id=household_id)
        people = households.member_lines(session, household_id, today)
        members = tuple(member for member in people if member.left_on is None)
        given = aids.all_of(session, household_id)
        neighbours = aids.neighbours(session, [household_id]).get(household_id, Neighbours())
        parts = file_parts(session, household_id, today)
        food = [households.known_date(row.given_on) for row in given if row.kind == "food"]
        window = aids.windows(session, today).get("food", 0)
        return HouseholdFile(
            household_id=household_id,
            revision=head.revision,
            number=head.number,
            card=head.card,
            label=head.label,
            names=household_names([(m.name, m.age, m.relation) for m in members], head.label),
            opened_on=date.fromisoformat(head.opened_on),
            closed_on=households.day_of(head.closed_on),
            closing_reason=head.closing_reason,
            is_homeless=head.is_homeless,
            notes=head.notes,
            composition=composition(members, head.declared_people, head.declared_minors),
            members=members,
            former_members=tuple(member for member in people if member.left_on is not None),
            addresses=parts.addresses,
            phones=parts.phones,
            isee=parts.isee,
            needs=parts.needs,
            consents=parts.consents,
            aid=aid_lines(household_id, given[:AID_SHOWN], aids.operators(session)),
            aid_count=len(given),
            elsewhere=tuple(_elsewhere_line(line) for line in neighbours.aid),
            also_at=neighbours.centres,
            months=_months(given, neighbours.aid, today),
            food=judge("food", [day for day in food if day], neighbours.aid, window, today),
            missing=_missing(head, members, parts, today),
            read_on=today,
            last_opened_at=datetime.fromisoformat(head.last_opened_at)
            if head.last_opened_at
            else None,
            also_in=also_in(session, household_id, members, today),
            form_language=head.form_language or "",
        )


def composition(
    members: Sequence[MemberLine], declared_people: int | None, declared_minors: int | None
) -> Composition:
    """The counts and typology of the people who live in the household."""
    persons = [Person(m.relation, m.age, m.is_disabled) for m in members]
    found = compose(persons, declared_people, declared_minors)
    return Composition(found.people, found.minors, found.typology)


def _elsewhere_line(aid: Elsewhere) -> ElsewhereLine:
    return ElsewhereLine(
        centre=aid.centre,
        kind=aid.kind,
        quantity=aid.quantity,
        cents=aid.cents,
        given_on=aid.given_on,
        is_certain=aid.is_certain,
    )


def _months(
    given: Sequence[AnyRow], elsewhere: Sequence[Elsewhere], today: date
) -> tuple[MonthBar, ...]:
    """Food by month; what is dated by its year only stands in no month."""
    here: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for row in given:
        if row.kind == "food":
            here[row.given_on.lstrip("~")[:7]] += row.quantity
    for aid in elsewhere:
        if aid.kind == "food" and aid.given_on is not None:
            there[aid.given_on.iso.lstrip("~")[:7]] += aid.quantity
    first = today.year * 12 + today.month - MONTHS_SHOWN
    months = (divmod(first + step, 12) for step in range(MONTHS_SHOWN))
    names = [f"{year:04d}-{month + 1:02d}" for year, month in months]
    return tuple(MonthBar(name, here[name], there[name]) for name in names)


def _missing(
    head: AnyRow, members: Sequence[MemberLine], parts: FileParts, today: date
) -> tuple[str, ...]:
    facts = Completeness(
        has_full_name=bool(members) and all(m.surname and m.given_name for m in members),
        has_birth_date=bool(members) and all(m.born is not None for m in members),
        has_code=bool(members) and any(m.codes for m in members),
        has_address=any(address.until is None and address.street for address in parts.addresses),
        has_phone=bool(parts.phones),
        is_homeless=head.is_homeless,
        isee_until=max(
            (line.expires_on for line in parts.isee if line.expires_on is not None),
            key=lambda expires: expires.latest,
            default=None,
        ),
        purposes=[line.purpose for line in parts.consents if line.withdrawn_on is None],
    )
    return missing(facts, today)
