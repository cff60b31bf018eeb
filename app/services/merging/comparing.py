"""Two files side by side: who is surely whom, and what they tell differently."""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from app.services.desk import Desk
from app.services.household_file import read_file
from app.services.two_households import traits_of
from models.errors import RuleBroken
from models.records.household import AddressLine, HouseholdFile, MemberLine
from models.records.merging import Comparison, Difference
from models.repositories.documents import count_documents, count_notes
from models.rules.doubles import is_one_person

PERSONAL: Final = (
    "surname",
    "given_name",
    "nickname",
    "sex",
    "born",
    "birth_place",
    "citizenship",
    "left_on",
)
"""What is told of a person once; of codes, needs and aid all are kept."""


def compare(desk: Desk, kept_id: UUID, merged_id: UUID) -> Comparison:
    """Two files as they would be merged into the first.

    Raises:
        NotFound: one of them is not there.
        RuleBroken: "same_file" (also when one is in the other already).
    """
    kept, merged = read_file(desk, kept_id), read_file(desk, merged_id)
    if kept.household_id == merged.household_id:
        raise RuleBroken(rule="same_file")
    with desk.read() as session:
        documents = [
            count_documents(session, file.household_id) + count_notes(session, file.household_id)
            for file in (kept, merged)
        ]
    return Comparison(
        kept,
        merged,
        differences=tuple(_differences(kept, merged)),
        same=tuple(_same_people(kept.everybody, merged.everybody)),
        documents=(documents[0], documents[1]),
    )


def differences_of(kept: MemberLine, merged: MemberLine) -> tuple[Difference, ...]:
    """What two lines tell differently of one person; what only one knows is no difference."""
    return tuple(
        Difference(field, mine, theirs, kept.member_id)
        for field in PERSONAL
        if (mine := told(kept, field)) != (theirs := told(merged, field))
        and (field == "left_on" or (mine and theirs))
    )


def told(member: MemberLine, field: str) -> str:
    """A detail of a person as it is kept: text, `PartialDate.iso` or an ISO day."""
    value = getattr(member, field)
    if field == "born":
        return value.iso if value else ""
    if field == "left_on":
        return value.isoformat() if value else ""
    return str(value)


def present_address(file: HouseholdFile) -> AddressLine | None:
    """Where a household lives."""
    return next((line for line in file.addresses if line.until is None), None)


def address_words(line: AddressLine) -> str:
    """An address in one line, as it is compared."""
    return ", ".join(filter(None, (line.street, line.municipality)))


def _differences(kept: HouseholdFile, merged: HouseholdFile) -> Iterator[Difference]:
    for field in ("number", "card", "label"):
        mine, theirs = getattr(kept, field), getattr(merged, field)
        if mine and theirs and mine != theirs:
            yield Difference(field, mine, theirs)
    here, there = present_address(kept), present_address(merged)
    if here and there and address_words(here).casefold() != address_words(there).casefold():
        yield Difference("address", address_words(here), address_words(there))


def _same_people(
    kept: Sequence[MemberLine], merged: Sequence[MemberLine]
) -> Iterator[tuple[UUID, UUID]]:
    """Each person of one file with the one she surely is in the other, nobody twice."""
    free = list(kept)
    for member in merged:
        found = next(
            (one for one in free if is_one_person(traits_of(one), traits_of(member))), None
        )
        if found is not None:
            free.remove(found)
            yield member.member_id, found.member_id
