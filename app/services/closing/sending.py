"""The way out: match keys become tokens, what is sealed waits in the outbox, which is emptied."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import func, insert, select, update

from app.services.closing.bundles import bundles
from app.services.closing.people import (
    Consenting,
    consenting_households,
    consenting_people,
    key_digest,
)
from app.services.closing.sealing import Departure, Sealer
from app.services.desk import Desk
from app.services.progress import Progress
from models.entities import Closing, Household, KnownToken, Outbox
from models.storage.session import VaultSession
from sync.client import Outgoing, RegisterClient, TokenClient, encode, plan_pushes
from sync.matching import NetworkRules

_TOKENS_KEPT_AT_ONCE = 20_480
"""Tokens asked between two savings: a cut costs at most these."""


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
        # In the order of their table: a page is then written once.
        rows = [
            {"key_digest": digest, "index": token.index, "seal_key": token.seal_key}
            for digest, token in sorted((sha256(text).digest(), t) for text, t in tokens.items())
        ]
        with desk.work("obtain_tokens", journal=False) as work:
            work.session.execute(insert(KnownToken).prefix_with("OR REPLACE"), rows)
            work.commit()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a closing covers: the network's rules, the kinds compared, the last month, who sends."""

    rules: NetworkRules
    kinds: frozenset[str]
    until: str
    centre: int


def prepare(desk: Desk, scope: Scope, key_holders: TokenClient, progress: Progress) -> None:
    """Lay in the outbox whatever differs from what stands at the register.

    What it counted is kept with it on the month's closing: households, left_out, people,
    entries_sent, entries_removed, bundles_sent. A closing cut after it still tells what it sent.
    """
    progress("prepare", 0, 1)
    with desk.read() as session:
        people = consenting_people(session, scope.rules)
    obtain_tokens(desk, people, key_holders, progress)
    with desk.work("prepare_closing", journal=False) as work:
        session = work.session
        households = consenting_households(session)
        # A consent may have been withdrawn while the key-holders answered.
        present = [person for person in people if person.household_id in households]
        sealer = Sealer(session, scope.centre)
        sealer.members(present)
        sealer.bundles(bundles(session, households, scope.kinds, scope.until), progress)
        sealer.take_down_all_but(households)
        sealer.keep()
        _lay_in_outbox(session, sealer.departure)
        every = session.scalar(select(func.count(Household.id))) or 0
        counts = {
            "households": len(households),
            "left_out": every - len(households),
            "people": len(present),
        }
        _count(session, scope.until, counts, sealer.departure)
        work.commit()


def _count(session: VaultSession, month: str, counts: dict[str, int], departure: Departure) -> None:
    closing = session.get_one(Closing, month)
    before = json.loads(closing.counts)
    sent = {name: rows + before.get(name, 0) for name, rows in departure.counts.items()}
    closing.counts = json.dumps(before | counts | sent)


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
