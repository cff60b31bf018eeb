"""Sealing: what may leave is compared with what was sent, and the difference is sealed.

Notes of what was sent are written in bulk when all is sealed: a first closing has a hundred
thousand of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import TypeVar
from uuid import UUID

from sqlalchemy import delete, insert, select

from app.services.closing.bundles import Bundle
from app.services.closing.people import Consenting, key_digest
from app.services.progress import Progress
from models.entities import KnownToken, Published, SentAid, SentMember, SharedKey
from models.storage.session import VaultSession
from sync.client import (
    INDEX_LENGTH,
    AidRow,
    EntryRow,
    HouseholdSecrets,
    Person,
    Token,
    aid_address,
    entry_tags,
    seal_aid,
    seal_person,
)

_ItemT = TypeVar("_ItemT")
_NAMED_AT_ONCE = 5_000
"""Values in one statement; SQLite takes some thirty thousand."""
_TOLD_EVERY = 1_000


@dataclass
class Departure:
    """What is being made ready to leave."""

    entries: list[EntryRow] = field(default_factory=list)
    erased_entries: list[bytes] = field(default_factory=list)
    aid: list[AidRow] = field(default_factory=list)
    erased_aid: list[bytes] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Rows of each kind, as the receipt will tell them."""
        return {
            "entries_sent": len(self.entries),
            "entries_removed": len(self.erased_entries),
            "bundles_sent": len(self.aid),
        }


@dataclass(slots=True)
class _Standing:
    """A row of `SentMember`."""

    member_id: UUID
    household_id: UUID
    ordinal: int
    generation: int = 0
    indexes: bytes = b""
    digest: bytes = b""

    @property
    def keys(self) -> int:
        """How many match keys the entries were made of."""
        return len(self.indexes) // INDEX_LENGTH


@dataclass
class _Notes:
    """Rows to be written when all is sealed."""

    published: list[dict[str, object]] = field(default_factory=list)
    members: dict[UUID, _Standing] = field(default_factory=dict)
    aid: list[dict[str, object]] = field(default_factory=list)
    taken_down: list[UUID] = field(default_factory=list)


class Sealer:
    """Seals the difference into `departure`; `keep` notes it in the vault."""

    def __init__(self, session: VaultSession, centre: int) -> None:
        self.departure = Departure()
        self._session = session
        self._centre = centre
        self._notes = _Notes()
        secrets = select(Published.household_id, Published.handle, Published.content_key)
        self._secrets = {
            household_id: HouseholdSecrets(handle, content_key)
            for household_id, handle, content_key in session.execute(secrets)
        }
        standing = select(
            SentMember.member_id,
            SentMember.household_id,
            SentMember.ordinal,
            SentMember.generation,
            SentMember.indexes,
            SentMember.digest,
        )
        self._sent = {row[0]: _Standing(*row) for row in session.execute(standing)}
        self._ordinals: defaultdict[UUID, int] = defaultdict(int)
        for sent in self._sent.values():
            following = max(self._ordinals[sent.household_id], sent.ordinal + 1)
            self._ordinals[sent.household_id] = following
        bundle = select(SentAid.household_id, SentAid.month, SentAid.version, SentAid.digest)
        self._sent_aid = {
            (household_id, month): (version, digest)
            for household_id, month, version, digest in session.execute(bundle)
        }

    def members(self, people: Sequence[Consenting]) -> None:
        """Seal the members who are new or changed; take down those no longer here."""
        rows = select(KnownToken.key_digest, KnownToken.index, KnownToken.seal_key)
        tokens = {
            digest: Token(index, seal_key)
            for digest, index, seal_key in self._session.execute(rows)
        }
        for person in people:
            sent = self._standing(person)
            if sent.digest != person.digest:
                self._take_down(sent)
                self._seal(person, sent, tokens)
        staying = {person.member_id for person in people}
        for sent in self._sent.values():
            if sent.member_id not in staying:
                self._take_down(sent)

    def bundles(self, wanted: Iterable[Bundle], progress: Progress) -> None:
        """Seal the months that are new or were corrected."""
        for number, bundle in enumerate(wanted):
            if number % _TOLD_EVERY == 0:
                progress("seal", number, number + _TOLD_EVERY)
            version, digest = self._sent_aid.get((bundle.household_id, bundle.month), (0, b""))
            if digest != bundle.digest:
                key = self._secret(bundle.household_id).content_key
                self.departure.aid.append(seal_aid(key, bundle.month, version + 1, bundle.lines))
                self._note_aid(bundle.household_id, bundle.month, version + 1, bundle.digest)

    def take_down_all_but(self, households: frozenset[UUID]) -> None:
        """Take down the months of households that withdrew consent or were erased."""
        for (household_id, month), (version, digest) in self._sent_aid.items():
            if digest and household_id not in households:
                key = self._secret(household_id).content_key
                self.departure.erased_aid.append(aid_address(key, month))
                self._note_aid(household_id, month, version, b"")

    def keep(self) -> None:
        """Write in the vault what stands at the register once all this is delivered."""
        notes = self._notes
        for gone in _in_parts(notes.taken_down):
            self._session.execute(delete(SharedKey).where(SharedKey.member_id.in_(gone)))
        members = [asdict(standing) for standing in notes.members.values()]
        for entity, rows in (
            (Published, notes.published),
            (SentMember, members),
            (SentAid, notes.aid),
        ):
            if rows:
                self._session.execute(insert(entity).prefix_with("OR REPLACE"), rows)

    def _standing(self, person: Consenting) -> _Standing:
        sent = self._sent.get(person.member_id)
        if sent is None:
            household_id = person.household_id
            sent = _Standing(person.member_id, household_id, self._ordinals[household_id])
            self._ordinals[household_id] += 1
            self._sent[person.member_id] = sent
        return sent

    def _seal(self, person: Consenting, sent: _Standing, tokens: dict[bytes, Token]) -> None:
        sent.generation += 1
        keys = [(str(key.kind), tokens[key_digest(key.text)]) for key in person.keys]
        self.departure.entries += seal_person(
            self._person(sent), keys, person.fingerprint.pack(), self._centre
        )
        sent.indexes, sent.digest = b"".join(token.index for _, token in keys), person.digest
        self._notes.members[sent.member_id] = sent

    def _take_down(self, sent: _Standing) -> None:
        if not sent.indexes:
            return
        self.departure.erased_entries += entry_tags(self._person(sent), sent.keys)
        sent.indexes, sent.digest = b"", b""
        self._notes.members[sent.member_id] = sent
        self._notes.taken_down.append(sent.member_id)

    def _person(self, sent: _Standing) -> Person:
        return Person(self._secret(sent.household_id), sent.ordinal, sent.generation)

    def _secret(self, household_id: UUID) -> HouseholdSecrets:
        if household_id not in self._secrets:
            made = HouseholdSecrets.generate()
            self._secrets[household_id] = made
            row = {"handle": made.handle, "content_key": made.content_key}
            self._notes.published.append({"household_id": household_id, **row})
        return self._secrets[household_id]

    def _note_aid(self, household_id: UUID, month: str, version: int, digest: bytes) -> None:
        row = {"month": month, "version": version, "digest": digest}
        self._notes.aid.append({"household_id": household_id, **row})


def _in_parts(items: Sequence[_ItemT]) -> Iterator[Sequence[_ItemT]]:
    for start in range(0, len(items), _NAMED_AT_ONCE):
        yield items[start : start + _NAMED_AT_ONCE]
