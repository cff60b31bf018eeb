"""Who may leave: the members of households that consented to the register."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select

from app.services.closing.bundles import HORIZON_MONTHS, month_before
from models.entities import Consent, Household, IdentityCode, Member
from models.rules.partial_date import PartialDate
from models.storage.session import VaultSession
from sync.matching import (
    Commonness,
    Fingerprint,
    MatchKey,
    NetworkRules,
    PersonDetails,
    Rarity,
    fingerprint,
    match_keys,
)

_ENDING_REASONS = ("requested", "deceased", "doubled")
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


def has_purpose(month: str) -> ColumnElement[bool]:
    """Condition on `Household`: its standing at the register in a month still serves somebody.

    A file that was closed at the household's own request, for a death or as a double of another
    serves nobody from that day on. One closed otherwise (moved, followed elsewhere) serves the
    centres that help it now, as long as the aid given here is among the months that are compared.
    """
    return or_(
        Household.closed_on.is_(None),
        and_(
            Household.closing_reason.not_in(_ENDING_REASONS),
            Household.closed_on >= month_before(month, HORIZON_MONTHS),
        ),
    )


def consenting_households(session: VaultSession) -> frozenset[UUID]:
    """The households that consented to the register."""
    return frozenset(session.scalars(select(Household.id).where(has_consented())))


def standing_households(session: VaultSession, month: str) -> frozenset[UUID]:
    """The households of which something may stand at the register in a month ("YYYY-MM")."""
    allowed = select(Household.id).where(has_consented(), has_purpose(month))
    return frozenset(session.scalars(allowed))


def consenting_people(session: VaultSession, rules: NetworkRules, month: str) -> list[Consenting]:
    """Every member, present in a household that may stand, of whom a key can be made."""
    consenting = standing_households(session, month)
    people = []
    for member, details, size in _with_details(session):
        if member.household_id in consenting and (keys := match_keys(details, rules)):
            found = Consenting(member.household_id, member.id, keys, fingerprint(details, size))
            people.append(found)
    return people


@dataclass(frozen=True, slots=True)
class Known:
    """What a member is compared by: her fingerprint, and how rare her names are in this file."""

    fingerprint: Fingerprint
    rarity: Rarity


def known_people(session: VaultSession, members: frozenset[UUID]) -> dict[UUID, Known]:
    """What each of these members is compared by at present."""
    people = list(_with_details(session))
    commonness = Commonness(details for _, details, _ in people)
    return {
        member.id: Known(fingerprint(details, size), commonness.rarity(details))
        for member, details, size in people
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
