"""The people of a household: who comes, who leaves, who stands for it."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select

from app.services.desk import Desk
from app.services.found import found_household, found_member, touch
from models.entities import IdentityCode, Member
from models.errors import NotFound, RuleBroken
from models.ids import new_id
from models.records.household import CodeLine, MemberDraft
from models.rules import codes
from models.rules.codice_fiscale import CodeKind, recognise_code
from models.rules.places import place_code
from models.rules.writing import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.storage.session import VaultSession

_READ_CODES = {CodeKind.CODICE_FISCALE, CodeKind.PROVISIONAL, CodeKind.STP, CodeKind.ENI}
_SEEN_FROM_THE_OTHER = {
    "spouse": "spouse",
    "partner": "partner",
    "child": "parent",
    "parent": "child",
    "sibling": "sibling",
    "grandparent": "grandchild",
    "grandchild": "grandparent",
    "other_relative": "other_relative",
}


def admit_member(desk: Desk, household_id: UUID, draft: MemberDraft) -> UUID:
    """Add a person to a household.

    Raises:
        NotFound: no such household.
        RuleBroken: "name_missing"; "second_reference"; "unknown_code" for the relation.
    """
    with desk.work("admit_member", household_id) as work:
        found_household(work.session, household_id)
        people = _people(work.session, household_id)
        if draft.relation == "reference" and any(m.relation == "reference" for m in people):
            raise RuleBroken(rule="second_reference")
        position = max((member.position for member in people), default=-1) + 1
        member = add_member(work.session, household_id, draft, position)
        touch(desk, work, household_id)
        work.commit()
    return member.id


def amend_member(desk: Desk, household_id: UUID, member_id: UUID, draft: MemberDraft) -> None:
    """Set what is known of a person; codes become those given.

    Raises:
        NotFound: the person is not in that household, or one of the codes is not hers.
        RuleBroken: "name_missing"; "second_reference"; "unknown_code".
    """
    with desk.work("amend_member", household_id) as work:
        member = found_member(work.session, household_id, member_id)
        if (draft.relation == "reference") != (member.relation == "reference"):
            raise RuleBroken(rule="second_reference")
        _fill(member, draft)
        _set_codes(work.session, member_id, draft.codes)
        touch(desk, work, household_id)
        work.commit()


def member_left(desk: Desk, household_id: UUID, member_id: UUID, left_on: date) -> None:
    """Note that a person no longer lives there; if she stood for the household, the next one does.

    Raises:
        NotFound: the person is not in that household.
        RuleBroken: "future_date"; "already_left"; "last_member" (close the file instead).
    """
    if left_on > desk.today():
        raise RuleBroken(rule="future_date")
    with desk.work("member_left", household_id) as work:
        member = found_member(work.session, household_id, member_id)
        if member.left_on is not None:
            raise RuleBroken(rule="already_left")
        leave_place(work.session, member)
        member.left_on = left_on.isoformat()
        touch(desk, work, household_id)
        work.commit()


def make_reference(desk: Desk, household_id: UUID, member_id: UUID) -> None:
    """Let another person stand for the household.

    Raises:
        NotFound: the person is not in that household.
        RuleBroken: "already_left".
    """
    with desk.work("make_reference", household_id) as work:
        member = found_member(work.session, household_id, member_id)
        if member.left_on is not None:
            raise RuleBroken(rule="already_left")
        people = _people(work.session, household_id)
        before = next((m for m in people if m.relation == "reference"), None)
        if member.relation != "reference":
            _stand_for(member, before, people)
        touch(desk, work, household_id)
        work.commit()


def leave_place(session: "VaultSession", member: Member) -> "Sequence[Member]":
    """Let the next person stand for the household; gives who lived there, `member` too.

    Raises:
        RuleBroken: "last_member".
    """
    people = _people(session, member.household_id)
    staying = [person for person in people if person.id != member.id]
    if not staying:
        raise RuleBroken(rule="last_member")
    if member.relation == "reference":
        _stand_for(staying[0], member, staying)
    return people


def add_member(
    session: "VaultSession", household_id: UUID, draft: MemberDraft, position: int
) -> Member:
    """Add a person and her codes to the session; nothing is committed.

    Raises:
        RuleBroken: "name_missing"; "unknown_code" for the relation.
    """
    member = Member(id=new_id(), household_id=household_id, position=position)
    _fill(member, draft)
    session.add(member)
    session.flush()
    _set_codes(session, member.id, draft.codes)
    return member


def kept_code(line: CodeLine) -> tuple[str, str]:
    """Kind and value of a code as they are kept: exactly as issued, without separators."""
    recognised = recognise_code(line.value)
    kind = line.kind or recognised.kind
    value = recognised.value if recognised.kind == kind and kind in _READ_CODES else line.value
    return kind, tidy(value)


def _fill(member: Member, draft: MemberDraft) -> None:
    if not codes.is_known("relations", draft.relation):
        raise RuleBroken(rule="unknown_code", value=draft.relation)
    member.surname = tidy(draft.surname)
    member.given_name = tidy(draft.given_name)
    member.nickname = tidy(draft.nickname)
    if not (member.surname or member.given_name or member.nickname):
        raise RuleBroken(rule="name_missing")
    member.relation = draft.relation
    member.sex = draft.sex
    member.born = draft.born.iso if draft.born else ""
    member.birth_place = tidy(draft.birth_place)
    member.birth_place_code = place_code(member.birth_place) if member.birth_place else ""
    member.citizenship = tidy(draft.citizenship)
    member.is_disabled = draft.is_disabled
    member.notes = tidy(draft.notes)


def _set_codes(session: "VaultSession", member_id: UUID, lines: "Sequence[CodeLine]") -> None:
    rows = session.scalars(select(IdentityCode).where(IdentityCode.member_id == member_id))
    kept = {row.id: row for row in rows}
    for line in lines:
        kind, value = kept_code(line)
        if not value:
            continue
        if line.code_id is None:
            row = IdentityCode(id=new_id(), member_id=member_id)
            session.add(row)
        else:
            if line.code_id not in kept:
                raise NotFound(code_id=line.code_id)
            row = kept.pop(line.code_id)
        row.kind, row.value = kind, value
        row.issued_on = line.issued_on.iso if line.issued_on else ""
        row.expires_on = line.expires_on.iso if line.expires_on else ""
    for gone in kept.values():
        session.delete(gone)


def _people(session: "VaultSession", household_id: UUID) -> "Sequence[Member]":
    """Those who live in the household now, in the order of the screen."""
    living_there = select(Member).where(
        Member.household_id == household_id, Member.left_on.is_(None)
    )
    return session.scalars(living_there.order_by(Member.position, Member.id)).all()


def _stand_for(member: Member, before: Member | None, people: "Sequence[Member]") -> None:
    """Make `member` the reference person; the one before her is seen from her side."""
    if before is not None:
        before.relation = _SEEN_FROM_THE_OTHER.get(member.relation, "other")
    member.relation = "reference"
    others = [person for person in people if person is not member]
    for position, person in enumerate([member, *others]):
        person.position = position
