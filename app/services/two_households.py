"""Members who stand in two households of a centre: shown with both."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from app.services.names import names_of
from models.records.household import AlsoIn, MemberLine
from models.repositories import doubles, households
from models.rules.doubles import MemberTraits, is_one_person
from models.rules.search_terms import code_words

if TYPE_CHECKING:
    from models.storage.session import VaultSession


def also_in(
    session: "VaultSession", household_id: UUID, members: Sequence[MemberLine], today: date
) -> tuple[AlsoIn, ...]:
    """Where the present members of a household stand too, among the open files of this centre."""
    births = {one.born.iso for one in members if one.born is not None and one.born.is_full}
    codes = {code.value for one in members for code in one.codes}
    rows = doubles.living_elsewhere(session, household_id, births, codes)
    if not rows:
        return ()
    ids = list(dict.fromkeys(row.household_id for row in rows))
    kept = doubles.codes_of(session, ids)
    names, heads = names_of(session, ids, today), households.heads(session, ids)
    others = [
        MemberTraits(
            row.surname,
            row.given_name or row.nickname,
            row.sex,
            households.known_date(row.born),
            kept.get(row.id, frozenset()),
        )
        for row in rows
    ]
    found = {
        (member.member_id, row.household_id)
        for member in members
        for row, other in zip(rows, others, strict=True)
        if is_one_person(traits_of(member), other)
    }
    return tuple(
        AlsoIn(member.member_id, other, names[other], heads[other].number)
        for member in members
        for other in ids
        if (member.member_id, other) in found
    )


def traits_of(member: MemberLine) -> MemberTraits:
    """What a member is compared by."""
    return MemberTraits(
        member.surname,
        member.given_name or member.nickname,
        member.sex,
        member.born,
        frozenset(word for code in member.codes for word in code_words(code.value)),
    )
