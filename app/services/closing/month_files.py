"""The files that a month's return counts, read from the vault in a few questions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, LargeBinary, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from app.services.closing.people import consenting_households
from models.entities import (
    Aid,
    AidElsewhere,
    Household,
    Isee,
    Member,
    Need,
    SentMember,
    SharedKey,
    Sighting,
)
from models.repositories.aid import IS_SAME
from models.rules.returns import share_of
from models.storage.session import VaultSession

Centres = frozenset[str]
_NOBODY: Centres = frozenset()
LAST_OF_MONTH = "-99"
"""After a month ("2026-11"), it is later than all its days as they are written."""


@dataclass(frozen=True, slots=True)
class Living:
    """A person of a household, as the vault writes her."""

    relation: str
    born: str
    sex: str
    citizenship: str
    is_disabled: bool
    listed_at: Centres | None
    """The other centres whose file lists her too; None when no match key can tell."""

    def share(self, centres: Centres) -> int:
        """This centre's part of her, `centres` being the others that count her household."""
        listed = centres if self.listed_at is None else centres & self.listed_at
        return share_of(1 + len(listed))


@dataclass(frozen=True, slots=True)
class Given:
    """One aid given here in the month."""

    kind: str
    quantity: int
    cents: int


@dataclass(frozen=True, slots=True)
class CountedFile:
    """A household that consented: its people, what it got in the month, who else keeps it."""

    people: tuple[Living, ...]
    declared_people: int
    declared_minors: int
    is_homeless: bool
    kept_at: Centres
    helped_at: Mapping[str, Centres]
    """By kind, the other centres seen to have given it in the month."""
    given: tuple[Given, ...]
    needs: frozenset[str]
    isee_cents: int | None

    @property
    def uncounted_people(self) -> int:
        """People that the old register counted and nobody wrote by name."""
        return max(0, self.declared_people - len(self.people))


def counted_files(session: VaultSession, month: str) -> list[CountedFile]:
    """Every household that consented, as it was in the month as far as dates tell."""
    consenting = {household.bytes for household in consenting_households(session)}
    matched = _matched(session)
    kept_at = {one: frozenset(c for c, _ in pairs) for one, pairs in matched.items()}
    helped_at = _helped_at(session, month, matched)
    given = _given(session, month)
    people = _people(session, month, matched)
    needs = _needs(session, month)
    isee = _isee(session, month)
    columns = select(
        _raw(Household.id).label("id"),
        Household.declared_people,
        Household.declared_minors,
        Household.is_homeless,
    )
    return [
        CountedFile(
            people=tuple(people.get(row.id, ())),
            declared_people=row.declared_people or 0,
            declared_minors=row.declared_minors or 0,
            is_homeless=row.is_homeless,
            kept_at=kept_at.get(row.id, _NOBODY),
            helped_at=helped_at.get(row.id, {}),
            given=tuple(given.get(row.id, ())),
            needs=frozenset(needs.get(row.id, ())),
            isee_cents=isee.get(row.id),
        )
        for row in session.execute(columns)
        if row.id in consenting
    ]


_Matched = Mapping[bytes, set[tuple[str, bytes]]]
"""By our household, the centres and handles it is known as elsewhere."""


def _raw(identity: InstrumentedAttribute[UUID]) -> ColumnElement[bytes]:
    """An id as its sixteen bytes: thousands are read, to be compared only."""
    return type_coerce(identity, LargeBinary)


def _matched(session: VaultSession) -> _Matched:
    found: dict[bytes, set[tuple[str, bytes]]] = defaultdict(set)
    rows = select(_raw(Sighting.household_id), Sighting.other_centre, Sighting.other_handle)
    for household_id, centre, handle in session.execute(rows.where(IS_SAME)):
        found[household_id].add((centre, handle))
    return found


def _helped_at(
    session: VaultSession, month: str, matched: _Matched
) -> dict[bytes, dict[str, Centres]]:
    kinds: dict[bytes, set[str]] = defaultdict(set)
    rows = select(AidElsewhere.other_handle, AidElsewhere.kind).where(AidElsewhere.month == month)
    for handle, kind in session.execute(rows.distinct()):
        kinds[handle].add(kind)
    found: dict[bytes, dict[str, Centres]] = defaultdict(dict)
    for household_id, pairs in matched.items():
        for centre, handle in pairs:
            for kind in kinds.get(handle, ()):
                known = found[household_id].get(kind, _NOBODY)
                found[household_id][kind] = known | {centre}
    return found


def _given(session: VaultSession, month: str) -> dict[bytes, list[Given]]:
    found: dict[bytes, list[Given]] = defaultdict(list)
    rows = select(_raw(Aid.household_id), Aid.kind, Aid.quantity, Aid.cents).where(
        Aid.given_on >= month, Aid.given_on <= month + LAST_OF_MONTH
    )
    for household_id, kind, quantity, cents in session.execute(rows):
        found[household_id].append(Given(kind, quantity, cents or 0))
    return found


def _people(session: VaultSession, month: str, matched: _Matched) -> dict[bytes, list[Living]]:
    shared: dict[bytes, set[tuple[str, bytes]]] = defaultdict(set)
    keys = select(_raw(SharedKey.member_id), SharedKey.other_centre, SharedKey.other_handle)
    for member_id, centre, handle in session.execute(keys.distinct()):
        shared[member_id].add((centre, handle))
    sent = set(session.scalars(select(_raw(SentMember.member_id)).where(SentMember.indexes != b"")))
    rows = session.execute(
        select(
            _raw(Member.id).label("id"),
            _raw(Member.household_id).label("household_id"),
            Member.relation,
            Member.born,
            Member.sex,
            Member.citizenship,
            Member.is_disabled,
        ).where(Member.left_on.is_(None) | (Member.left_on > month + LAST_OF_MONTH))
    )
    found: dict[bytes, list[Living]] = defaultdict(list)
    for row in rows:
        listed_at = None
        if row.id in sent:
            pairs = shared.get(row.id, set()) & matched.get(row.household_id, set())
            listed_at = frozenset(centre for centre, _ in pairs)
        living = Living(*row[2:], listed_at)
        found[row.household_id].append(living)
    return found


def _needs(session: VaultSession, month: str) -> dict[bytes, set[str]]:
    """Codes of needs that were open on some day of the month."""
    rows = select(_raw(Need.household_id), Need.code).where(
        Need.since <= month + LAST_OF_MONTH, Need.until.is_(None) | (Need.until >= month)
    )
    found: dict[bytes, set[str]] = defaultdict(set)
    for household_id, code in session.execute(rows):
        found[household_id].add(code)
    return found


def _isee(session: VaultSession, month: str) -> dict[bytes, int]:
    """The lowest certificate that was valid in the month: a household may hold two."""
    rows = session.execute(
        select(_raw(Isee.household_id), func.min(Isee.cents))
        .where(Isee.expires_on >= month, Isee.dsu_on <= month + LAST_OF_MONTH)
        .group_by(Isee.household_id)
    )
    return dict(rows.all())
