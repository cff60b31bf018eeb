"""Sealing: what may leave is compared with what was sent, and the difference is sealed.

Notes of what was sent are written in bulk when all is sealed: a first closing has a hundred
thousand of them.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, field
from typing import TypeVar
from uuid import UUID

from sqlalchemy import delete, insert, select

from app.services.closing.bundles import Bundle
from app.services.closing.people import Consenting, key_digest
from app.services.progress import Progress
from models.entities import Base, Farewell, KnownToken, Published, SentAid, SentMember, SharedKey
from models.storage.session import VaultSession
from sync.client import (
    INDEX_LENGTH,
    AidRow,
    EntryRow,
    HouseholdSecrets,
    Outgoing,
    Person,
    Token,
    aid_address,
    entry_tags,
    farewell_address,
    seal_aid,
    seal_person,
)

_ItemT = TypeVar("_ItemT")
_NAMED_AT_ONCE = 5_000
"""Values in one statement; SQLite takes some thirty thousand."""
_TOLD_EVERY = 1_000
_GENERATIONS = 2**48


@dataclass
class Departure:
    """What is being made ready to leave."""

    entries: list[EntryRow] = field(default_factory=list)
    erased_entries: list[bytes] = field(default_factory=list)
    aid: list[AidRow] = field(default_factory=list)
    erased_aid: list[bytes] = field(default_factory=list)
    farewells: list[bytes] = field(default_factory=list)

    @property
    def outgoing(self) -> Outgoing:
        """The same, to be cut into pushes."""
        return Outgoing(**vars(self))

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
    key_epoch: int
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
    members: dict[tuple[UUID, int], _Standing] = field(default_factory=dict)
    aid: list[dict[str, object]] = field(default_factory=list)
    farewells: list[dict[str, object]] = field(default_factory=list)
    forgotten: list[UUID] = field(default_factory=list)
    taken_down: dict[int, list[UUID]] = field(default_factory=lambda: defaultdict(list))


class Sealer:
    """Seals the difference into `departure`; `keep` notes it in the vault."""

    def __init__(self, session: VaultSession, centre: int) -> None:
        self.departure = Departure()
        self.waiting: set[UUID] = set()
        self._session = session
        self._centre = centre
        self._notes = _Notes()
        published = select(Published.household_id, Published.handle, Published.content_key)
        self._secrets = {
            household_id: HouseholdSecrets(handle, content_key)
            for household_id, handle, content_key in session.execute(published)
        }
        standing = select(
            SentMember.member_id,
            SentMember.key_epoch,
            SentMember.household_id,
            SentMember.ordinal,
            SentMember.generation,
            SentMember.indexes,
            SentMember.digest,
        )
        self._sent = {row[:2]: _Standing(*row) for row in session.execute(standing)}
        self._ordinals: defaultdict[UUID, int] = defaultdict(int)
        self._member_ordinals: dict[tuple[UUID, UUID], int] = {}
        for sent in self._sent.values():
            following = max(self._ordinals[sent.household_id], sent.ordinal + 1)
            self._ordinals[sent.household_id] = following
            self._member_ordinals[sent.household_id, sent.member_id] = sent.ordinal
        bundle = select(SentAid.household_id, SentAid.month, SentAid.version, SentAid.digest)
        self._sent_aid = {
            (household_id, month): (version, digest)
            for household_id, month, version, digest in session.execute(bundle)
        }

    def members(self, people: Sequence[Consenting], key_epochs: Iterable[int]) -> None:
        """Seal the members who are new or changed, under the keys of every epoch in use.

        What stands for members no longer here, or under keys no longer used, is taken down.
        """
        in_use = tuple(key_epochs)
        for key_epoch in in_use:
            tokens = self._tokens(key_epoch)
            for person in people:
                sent = self._standing(person, key_epoch)
                has_moved = sent.household_id != person.household_id
                if sent.digest == person.digest and not has_moved:
                    continue
                if any(key_digest(key.text) not in tokens for key in person.keys):
                    # Her tokens come with a parcel: what stands of her stays till then.
                    self.waiting.add(person.member_id)
                    continue
                self._take_down(sent)
                if has_moved:
                    sent = self._begin_standing(person, key_epoch)
                self._seal(person, sent, tokens)
        staying = {(person.member_id, epoch) for person in people for epoch in in_use}
        for place, sent in self._sent.items():
            if place not in staying:
                self._take_down(sent)
        for entity in (KnownToken, SharedKey):
            self._session.execute(delete(entity).where(entity.key_epoch.not_in(in_use)))

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

    def begin_anew(self, households: frozenset[UUID], since: str) -> None:
        """Households of which a month from `since` on was taken down stand under new secrets.

        It happens after a wrong clock: what was erased at an address is never taken there again.
        """
        months = self._sent_aid.items()
        gone = {place[0] for place, (_, digest) in months if not digest and place[1] >= since}
        self._forget(gone & households)

    def take_down_all_but(self, households: frozenset[UUID]) -> None:
        """Take down households that withdrew consent, were erased or closed, and say farewell.

        Their secrets are forgotten: should they consent again, nobody can tell that they came back.
        """
        leaving = self._secrets.keys() - households
        for household_id in leaving:
            address = farewell_address(self._secrets[household_id].content_key)
            self.departure.farewells.append(address)
            self._notes.farewells.append(
                {"address": address, "household_id": household_id, "is_learnt": False}
            )
        self._forget(leaving)

    def take_down_before(self, month: str) -> None:
        """Take down the months that are nobody's business any more."""
        for (household_id, sent_month), (version, digest) in self._sent_aid.items():
            if digest and sent_month < month:
                key = self._secret(household_id).content_key
                self.departure.erased_aid.append(aid_address(key, sent_month))
                self._note_aid(household_id, sent_month, version, b"")

    def _forget(self, households: AbstractSet[UUID]) -> None:
        """Take down all that stands of these households, and forget that they ever stood."""
        for place, sent in list(self._sent.items()):
            if sent.household_id in households:
                self._take_down(sent)
                del self._sent[place]
                self._notes.members.pop(place, None)
        for (household_id, month), (_, digest) in list(self._sent_aid.items()):
            if household_id in households:
                key = self._secret(household_id).content_key
                self.departure.erased_aid += [aid_address(key, month)] if digest else []
                del self._sent_aid[household_id, month]
        for household_id in households:
            self._secrets.pop(household_id, None)
        self._notes.forgotten += households

    def keep(self) -> None:
        """Write in the vault what stands at the register once all this is delivered."""
        notes = self._notes
        for key_epoch, members_gone in notes.taken_down.items():
            for part in _in_parts(members_gone):
                evidence = delete(SharedKey).where(SharedKey.key_epoch == key_epoch)
                self._session.execute(evidence.where(SharedKey.member_id.in_(part)))
        for households in _in_parts(notes.forgotten):
            for forgotten in (Published, SentMember, SentAid):
                gone = delete(forgotten).where(forgotten.household_id.in_(households))
                self._session.execute(gone)
        members = [asdict(standing) for standing in notes.members.values()]
        written: tuple[tuple[type[Base], list[dict[str, object]]], ...] = (
            (Farewell, notes.farewells),
            (Published, notes.published),
            (SentMember, members),
            (SentAid, notes.aid),
        )
        for entity, rows in written:
            if rows:
                self._session.execute(insert(entity).prefix_with("OR REPLACE"), rows)

    def _tokens(self, key_epoch: int) -> dict[bytes, Token]:
        columns = select(KnownToken.key_digest, KnownToken.index, KnownToken.seal_key)
        rows = self._session.execute(columns.where(KnownToken.key_epoch == key_epoch))
        return {digest: Token(index, seal_key) for digest, index, seal_key in rows}

    def _standing(self, person: Consenting, key_epoch: int) -> _Standing:
        """What stands of her, with the household she was sent with: two files may be merged."""
        sent = self._sent.get((person.member_id, key_epoch))
        return sent or self._begin_standing(person, key_epoch)

    def _begin_standing(self, person: Consenting, key_epoch: int) -> _Standing:
        place = person.member_id, key_epoch
        ordinal = self._member_ordinal(person.member_id, person.household_id)
        self._sent[place] = _Standing(*place, person.household_id, ordinal)
        return self._sent[place]

    def _member_ordinal(self, member_id: UUID, household_id: UUID) -> int:
        """The member's number in the household, one for all key epochs."""
        place = household_id, member_id
        if place not in self._member_ordinals:
            self._member_ordinals[place] = self._ordinals[household_id]
            self._ordinals[household_id] += 1
        return self._member_ordinals[place]

    def _seal(self, person: Consenting, sent: _Standing, tokens: dict[bytes, Token]) -> None:
        # Random: an older copy of this vault, put back, never comes upon a tag used meanwhile.
        sent.generation = secrets.randbelow(_GENERATIONS)
        keys = [(str(key.kind), tokens[key_digest(key.text)]) for key in person.keys]
        self.departure.entries += seal_person(
            self._person(sent), keys, person.fingerprint.pack(), self._centre
        )
        sent.indexes, sent.digest = b"".join(token.index for _, token in keys), person.digest
        self._note_member(sent)

    def _take_down(self, sent: _Standing) -> None:
        if not sent.indexes:
            return
        self.departure.erased_entries += entry_tags(self._person(sent), sent.keys)
        sent.indexes, sent.digest = b"", b""
        self._note_member(sent)
        self._notes.taken_down[sent.key_epoch].append(sent.member_id)

    def _person(self, sent: _Standing) -> Person:
        return Person(self._secret(sent.household_id), sent.ordinal, sent.generation)

    def _secret(self, household_id: UUID) -> HouseholdSecrets:
        if household_id not in self._secrets:
            made = HouseholdSecrets.generate()
            self._secrets[household_id] = made
            row = {"handle": made.handle, "content_key": made.content_key}
            self._notes.published.append({"household_id": household_id, **row})
        return self._secrets[household_id]

    def _note_member(self, sent: _Standing) -> None:
        self._notes.members[sent.member_id, sent.key_epoch] = sent

    def _note_aid(self, household_id: UUID, month: str, version: int, digest: bytes) -> None:
        row = {"month": month, "version": version, "digest": digest}
        self._notes.aid.append({"household_id": household_id, **row})


def _in_parts(items: Sequence[_ItemT]) -> Iterator[Sequence[_ItemT]]:
    for start in range(0, len(items), _NAMED_AT_ONCE):
        yield items[start : start + _NAMED_AT_ONCE]
