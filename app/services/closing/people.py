"""Who may leave: the members of households that consented to the register."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select

from models.entities import Consent, Household, IdentityCode, Member
from models.rules.partial_date import PartialDate
from models.storage.session import VaultSession
from sync.matching import (
    Fingerprint,
    MatchKey,
    NetworkRules,
    PersonDetails,
    fingerprint,
    match_keys,
)

_GENERATIONS = {
    "reference": "adult",
    "spouse": "adult",
    "partner": "adult",
    "parent": "adult",
    "grandparent": "adult",
    "child": "child",
    "grandchild": "child",
}


@dataclass(frozen=True, slots=True)
class Consenting:
    """A member who may stand at the register: her match keys and her fingerprint."""

    household_id: UUID
    member_id: UUID
    keys: tuple[MatchKey, ...]
    fingerprint: Fingerprint

    @property
    def digest(self) -> bytes:
        """SHA-256 of what her entries are made of: it changes when they must be sent anew."""
        texts = [f"{key.kind}={key.text}" for key in self.keys]
        return sha256("\n".join(texts).encode() + self.fingerprint.pack()).digest()


def key_digest(text: str) -> bytes:
    """Under which a key's token is kept: SHA-256 of its text."""
    return sha256(text.encode()).digest()


def has_consented() -> ColumnElement[bool]:
    """Condition on `Household`: a consent for the register is given and not withdrawn."""
    return exists().where(
        Consent.household_id == Household.id,
        Consent.purpose == "register",
        Consent.withdrawn_on.is_(None),
    )


def consenting_households(session: VaultSession) -> frozenset[UUID]:
    """The households of which something may leave."""
    return frozenset(session.scalars(select(Household.id).where(has_consented())))


def consenting_people(session: VaultSession, rules: NetworkRules) -> list[Consenting]:
    """Every member, present in a consenting household, of whom at least one key can be made."""
    consenting = consenting_households(session)
    people = []
    for member, details, size in _with_details(session):
        if member.household_id in consenting and (keys := match_keys(details, rules)):
            found = Consenting(member.household_id, member.id, keys, fingerprint(details, size))
            people.append(found)
    return people


def fingerprints(session: VaultSession, members: frozenset[UUID]) -> dict[UUID, Fingerprint]:
    """The present fingerprint of each of these members."""
    return {
        member.id: fingerprint(details, size)
        for member, details, size in _with_details(session)
        if member.id in members
    }


def _with_details(session: VaultSession) -> Iterator[tuple[Member, PersonDetails, int]]:
    """Everyone present in a household, with details and the number of people beside them."""
    codes: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    columns = select(IdentityCode.member_id, IdentityCode.kind, IdentityCode.value)
    for member_id, kind, value in session.execute(columns.order_by(IdentityCode.id)):
        codes[member_id].append((kind, value))
    present = session.scalars(select(Member).where(Member.left_on.is_(None))).all()
    sizes = Counter(member.household_id for member in present)
    for member in present:
        details = PersonDetails(
            surname=member.surname,
            given_name=member.given_name,
            sex=member.sex,
            born=PartialDate.from_iso(member.born) if member.born else None,
            birth_place=member.birth_place_code,
            codes=tuple(codes[member.id]),
            generation=_GENERATIONS.get(member.relation, ""),
        )
        yield member, details, sizes[member.household_id]
