"""Which households of a draft are kept already: by fingerprint, or by an adult's code."""

from collections import Counter
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING
from uuid import UUID

from app.services.members import kept_code
from models.ids import new_id
from models.records.household import CodeLine
from models.records.imports import DraftHousehold, DraftMember, ImportDraft
from models.repositories import imports
from models.repositories.erasing import erased_fingerprints
from models.repositories.households import known_date
from models.rules.codice_fiscale import CodeKind
from models.rules.doubles import DoubleReason, MemberTraits, likeness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.repositories.rows import AnyRow
    from models.storage.session import VaultSession

_ADULTS = {"reference", "spouse", "partner"}
_PERSONAL = {CodeKind.CODICE_FISCALE, CodeKind.PROVISIONAL, CodeKind.STP, CodeKind.ENI}

_NOBODY = UUID(int=0)
"""In place of the household of a row that was erased: nothing leads to it."""
_AGREEING = {
    DoubleReason.SAME_NAMES,
    DoubleReason.SAME_SOUND,
    DoubleReason.SIMILAR_NAMES,
    DoubleReason.ONE_NAME,
    DoubleReason.SAME_BIRTH_DATE,
}


class Standing(Enum):
    """What a household of the draft is to the vault."""

    NEW = auto()
    KNOWN = auto()
    """Brought in by an earlier export of the same register."""
    MERGED = auto()
    """Kept already, from elsewhere."""
    ERASED = auto()
    """Brought in once and erased since: it does not come back."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a household of the draft goes."""

    household_id: UUID
    standing: Standing


def recognise(session: "VaultSession", draft: ImportDraft) -> list[Place]:
    """The place of each household of the draft, in its order."""
    fingerprints = {h.fingerprint for h in draft.households}
    known = imports.known_fingerprints(session, fingerprints)
    known.update(dict.fromkeys(erased_fingerprints(session, fingerprints), _NOBODY))
    alive = imports.still_there(session, set(known.values()))
    codes = {
        code
        for household in draft.households
        if household.fingerprint not in known
        for member in household.members
        for code in personal_codes(member)
    }
    adults = imports.adults_by_code(session, codes) if codes else {}
    return [_place(household, known, alive, adults) for household in draft.households]


def personal_codes(member: DraftMember) -> list[str]:
    """The codes of a person that no one else can have, as they are kept."""
    kept = [kept_code(CodeLine(code.kind, code.value)) for code in member.codes]
    return [value for kind, value in kept if kind in _PERSONAL]


def _place(
    household: DraftHousehold,
    known: "Mapping[bytes, UUID]",
    alive: set[UUID],
    adults: "Mapping[str, list[AnyRow]]",
) -> Place:
    before = known.get(household.fingerprint)
    if before is not None:
        return Place(before, Standing.KNOWN if before in alive else Standing.ERASED)
    votes = Counter(
        row.household_id
        for member in household.members
        if member.relation in _ADULTS
        for code in personal_codes(member)
        for row in adults.get(code, ())
        if _is_same_person(member, code, row)
    )
    if votes:
        return Place(votes.most_common(1)[0][0], Standing.MERGED)
    return Place(new_id(), Standing.NEW)


def _is_same_person(member: DraftMember, code: str, row: "AnyRow") -> bool:
    """A code alone never merges two files: it may have been typed into the wrong line."""
    mine = MemberTraits(
        member.surname, member.given_name, member.sex, member.born, frozenset({code})
    )
    kept = MemberTraits(
        row.surname, row.given_name, row.sex, known_date(row.born), frozenset({code})
    )
    like = likeness(mine, kept)
    return like is not None and not _AGREEING.isdisjoint(like.reasons)
