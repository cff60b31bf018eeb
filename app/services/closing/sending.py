"""The way out: match keys become tokens, entries and bundles are sealed, the outbox is emptied."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update

from app.services.closing.bundles import Bundle, bundles
from app.services.closing.people import Consenting, consenting_households, consenting_people
from app.services.desk import Desk
from app.services.progress import Progress
from models.entities import (
    Household,
    KnownToken,
    Outbox,
    Published,
    SentAid,
    SentIndex,
    SentMember,
    SharedKey,
)
from models.storage.session import VaultSession
from sync.client import (
    AidRow,
    EntryRow,
    HouseholdSecrets,
    Outgoing,
    Person,
    RegisterClient,
    Token,
    TokenClient,
    aid_address,
    encode,
    entry_tags,
    plan_pushes,
    seal_aid,
    seal_person,
)
from sync.matching import NetworkRules

_TOKENS_KEPT_AT_ONCE = 20_480
"""Tokens asked between two savings: a cut costs at most these."""


@dataclass
class Departure:
    """What is being made ready to leave, and the counts that the receipt will tell."""

    entries: list[EntryRow] = field(default_factory=list)
    erased_entries: list[bytes] = field(default_factory=list)
    aid: list[AidRow] = field(default_factory=list)
    erased_aid: list[bytes] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """Rows of each kind."""
        return {
            "entries_sent": len(self.entries),
            "entries_removed": len(self.erased_entries),
            "bundles_sent": len(self.aid),
        }


def obtain_tokens(
    desk: Desk, people: Iterable[Consenting], key_holders: TokenClient, progress: Progress
) -> None:
    """Ask the key-holders for the tokens of all keys never asked before, and keep them."""
    texts = {key_digest(key.text): key.text.encode() for each in people for key in each.keys}
    with desk.read() as session:
        known = set(session.scalars(select(KnownToken.key_digest)))
    wanted = [text for digest, text in texts.items() if digest not in known]
    for behind in range(0, len(wanted), _TOKENS_KEPT_AT_ONCE):
        part = wanted[behind : behind + _TOKENS_KEPT_AT_ONCE]

        def told(phase: str, now: int, _total: int, behind: int = behind) -> None:
            progress(phase, behind + now, len(wanted))

        tokens = key_holders.tokens(part, told)
        rows = [
            {"key_digest": sha256(text).digest(), "index": t.index, "seal_key": t.seal_key}
            for text, t in tokens.items()
        ]
        with desk.work("obtain_tokens", journal=False) as work:
            work.session.execute(insert(KnownToken).prefix_with("OR REPLACE"), rows)
            work.commit()


def key_digest(text: str) -> bytes:
    """Under which a key's token is kept: SHA-256 of its text."""
    return sha256(text.encode()).digest()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a closing covers: the network's rules, the kinds compared, the last month, who sends."""

    rules: NetworkRules
    kinds: frozenset[str]
    until: str
    centre: int


def prepare(
    desk: Desk, scope: Scope, key_holders: TokenClient, progress: Progress
) -> dict[str, int]:
    """Lay in the outbox whatever differs from what stands at the register.

    Returns:
        Counts: households, left_out, people, entries_sent, entries_removed, bundles_sent.
    """
    progress("prepare", 0, 1)
    with desk.read() as session:
        people = consenting_people(session, scope.rules)
        every = session.scalar(select(func.count(Household.id))) or 0
    obtain_tokens(desk, people, key_holders, progress)
    with desk.work("prepare_closing", journal=False) as work:
        households = consenting_households(work.session)
        sealer = _Sealer(work.session, scope.centre, households)
        sealer.members(people)
        sealer.bundles(bundles(work.session, households, scope.kinds, scope.until), progress)
        sealer.take_down_withdrawn()
        departure = sealer.departure
        _lay_in_outbox(work.session, departure)
        work.commit()
    return {
        "households": len(households),
        "left_out": every - len(households),
        "people": len(people),
        **departure.counts,
    }


def deliver(desk: Desk, register: RegisterClient, progress: Progress) -> bytes:
    """Send what waits in the outbox, keeping each receipt before the next push.

    Returns:
        SHA-256 over the digests of all that was acknowledged in this and earlier closings.
    """
    with desk.read() as session:
        waiting = list(
            session.scalars(
                select(Outbox.sequence).where(Outbox.receipt.is_(None)).order_by(Outbox.sequence)
            )
        )
    for number, sequence in enumerate(waiting):
        progress("push", number, len(waiting))
        with desk.read() as session:
            body = session.scalars(select(Outbox.body).where(Outbox.sequence == sequence)).one()
        receipt = encode(register.push(body))
        with desk.work("keep_receipt", journal=False) as work:
            kept = update(Outbox).where(Outbox.sequence == sequence)
            work.session.execute(kept.values(receipt=receipt, body=b""))
            work.commit()
    progress("push", len(waiting), len(waiting))
    with desk.read() as session:
        receipts = session.scalars(select(Outbox.receipt).order_by(Outbox.sequence))
        return sha256(b"".join(sha256(each or b"").digest() for each in receipts)).digest()


def _lay_in_outbox(session: VaultSession, departure: Departure) -> None:
    outgoing = Outgoing(
        departure.entries, departure.aid, departure.erased_entries, departure.erased_aid
    )
    last = session.scalar(select(func.max(Outbox.sequence))) or 0
    for push in plan_pushes(outgoing, last + 1):
        session.add(Outbox(sequence=push.sequence, body=encode(push), receipt=None))
    session.flush()


class _Sealer:
    """Compares what may leave with what was sent, and seals the difference."""

    def __init__(self, session: VaultSession, centre: int, households: frozenset[UUID]) -> None:
        self._session = session
        self._centre = centre
        self._households = households
        self.departure = Departure()
        self._secrets = {
            row.household_id: HouseholdSecrets(row.handle, row.content_key)
            for row in session.scalars(select(Published))
        }
        self._sent = {row.member_id: row for row in session.scalars(select(SentMember))}
        self._tokens: dict[bytes, Token] = {}

    def members(self, people: Iterable[Consenting]) -> None:
        """Seal the members who are new or changed; take down those no longer here."""
        present = list(people)
        self._load_tokens()
        for person in present:
            sent = self._sent.get(person.member_id)
            if sent is None or not sent.keys or sent.digest != person.digest:
                self._seal(person, sent)
        staying = {person.member_id for person in present}
        for sent in self._sent.values():
            if sent.member_id not in staying:
                self._take_down(sent)

    def _load_tokens(self) -> None:
        rows = self._session.execute(
            select(KnownToken.key_digest, KnownToken.index, KnownToken.seal_key)
        )
        self._tokens = {digest: Token(index, seal_key) for digest, index, seal_key in rows}

    def _seal(self, person: Consenting, sent: SentMember | None) -> None:
        if sent is None:
            sent = SentMember(
                member_id=person.member_id,
                household_id=person.household_id,
                ordinal=self._next_ordinal(person.household_id),
                generation=0,
                keys=0,
                digest=b"",
            )
            self._session.add(sent)
            self._sent[person.member_id] = sent
        self._take_down(sent)
        sent.generation += 1
        sent.keys, sent.digest = len(person.keys), person.digest
        keys = [(str(key.kind), self._tokens[key_digest(key.text)]) for key in person.keys]
        self.departure.entries += seal_person(
            self._person(sent), keys, person.fingerprint.pack(), self._centre
        )
        rows = [{"index": t.index, "member_id": person.member_id} for _, t in keys]
        self._session.execute(insert(SentIndex).prefix_with("OR IGNORE"), rows)

    def _take_down(self, sent: SentMember) -> None:
        if not sent.keys:
            return
        self.departure.erased_entries += entry_tags(self._person(sent), sent.keys)
        sent.keys, sent.digest = 0, b""
        for table in (SentIndex, SharedKey):
            self._session.execute(delete(table).where(table.member_id == sent.member_id))

    def _next_ordinal(self, household_id: UUID) -> int:
        taken = [s.ordinal for s in self._sent.values() if s.household_id == household_id]
        return max(taken, default=-1) + 1

    def _person(self, sent: SentMember) -> Person:
        return Person(self._secret(sent.household_id), sent.ordinal, sent.generation)

    def _secret(self, household_id: UUID) -> HouseholdSecrets:
        if household_id not in self._secrets:
            made = HouseholdSecrets.generate()
            self._secrets[household_id] = made
            row = Published(
                household_id=household_id, handle=made.handle, content_key=made.content_key
            )
            self._session.add(row)
        return self._secrets[household_id]

    def bundles(self, wanted: Iterable[Bundle], progress: Progress) -> None:
        """Seal the months that are new or were corrected."""
        sent = {
            (row.household_id, row.month): row for row in self._session.scalars(select(SentAid))
        }
        for number, bundle in enumerate(wanted):
            if number % 1000 == 0:
                progress("seal", number, number + 1000)
            row = sent.get((bundle.household_id, bundle.month))
            if row is None:
                row = SentAid(
                    household_id=bundle.household_id, month=bundle.month, version=0, digest=b""
                )
                self._session.add(row)
            if row.digest != bundle.digest:
                row.version, row.digest = row.version + 1, bundle.digest
                key = self._secret(bundle.household_id).content_key
                self.departure.aid.append(seal_aid(key, bundle.month, row.version, bundle.lines))

    def take_down_withdrawn(self) -> None:
        """Take down the months of households that withdrew consent or were erased."""
        for row in self._session.scalars(select(SentAid).where(SentAid.digest != b"")):
            if row.household_id not in self._households:
                key = self._secret(row.household_id).content_key
                self.departure.erased_aid.append(aid_address(key, row.month))
                row.digest = b""
