"""The way out: match keys become tokens, and what is sealed is laid in the outbox."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import func, insert, select

from app.services.closing.bundles import HORIZON_MONTHS, bundles, month_before
from app.services.closing.outbox import lay_in_outbox
from app.services.closing.people import (
    Consenting,
    consenting_people,
    key_digest,
    standing_households,
)
from app.services.closing.sealing import Departure, Sealer
from app.services.desk import Desk
from app.services.network import network_rules
from app.services.progress import Progress
from models.entities import Closing, Household, KnownToken
from models.repositories import aid as aids
from models.repositories.households import STANDS
from models.rules.windows import Agreement
from models.storage.session import VaultSession
from sync.client import EnrolledDevice, ParcelWriter, Token, TokenClient
from sync.matching import NetworkRules

_TOKENS_KEPT_AT_ONCE = 5_120
"""Tokens obtained between two savings: a power cut costs at most these."""


def obtain_tokens(
    desk: Desk,
    people: Iterable[Consenting],
    key_holders: TokenClient | ParcelWriter,
    progress: Progress,
) -> None:
    """Ask the key-holders for the tokens of all keys never asked before, and keep them.

    Under every key epoch in use: when a new one begins, all keys are asked again by themselves.
    Whatever stops the asking, tokens already obtained are kept.
    """
    texts = {key_digest(key.text): key.text.encode() for each in people for key in each.keys}
    for key_epoch in key_holders.key_epochs:
        with desk.read() as session:
            kept = select(KnownToken.key_digest).where(KnownToken.key_epoch == key_epoch)
            known = set(session.scalars(kept))
        wanted = [text for digest, text in texts.items() if digest not in known]
        unkept: dict[bytes, Token] = {}
        try:
            for found in key_holders.ask(wanted, progress, key_epoch=key_epoch):
                unkept |= found
                if len(unkept) >= _TOKENS_KEPT_AT_ONCE:
                    keep_tokens(desk, unkept, key_epoch)
                    unkept = {}
        finally:
            keep_tokens(desk, unkept, key_epoch)


def keep_tokens(desk: Desk, tokens: Mapping[bytes, Token], key_epoch: int) -> None:
    """Keep tokens under the digest of the texts they are of."""
    if not tokens:
        return
    # In the order of their table: a page is then written once.
    rows = [
        {
            "key_digest": digest,
            "key_epoch": key_epoch,
            "index": token.index,
            "seal_key": token.seal_key,
        }
        for digest, token in sorted((sha256(text).digest(), t) for text, t in tokens.items())
    ]
    with desk.work("obtain_tokens", journal=False) as work:
        work.session.execute(insert(KnownToken).prefix_with("OR REPLACE"), rows)
        work.commit()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a closing covers: the network's rules and agreement, the last month, who sends.

    `epoch` is the register's it is sent to; `present` the month ("YYYY-MM") that has come by this
    PC's clock and by the register's.
    """

    rules: NetworkRules
    agreement: Agreement
    today: date
    until: str
    centre: int
    epoch: bytes
    present: str

    def compared(self, since: date) -> frozenset[str]:
        """The kinds that leave of aid given since a day."""
        return self.agreement.kinds(since, self.today)

    @property
    def too_old(self) -> str:
        """Months before this one are taken down; a wrong clock on one side takes none down."""
        return month_before(self.present, HORIZON_MONTHS + 1)

    @property
    def since(self) -> str:
        """The first month that is sent."""
        return max(month_before(self.until, HORIZON_MONTHS), self.too_old)


def scope_of(desk: Desk, month: str, device: EnrolledDevice, present: str) -> Scope:
    """What the closing of a month covers by the agreement as it was last told."""
    with desk.read() as session:
        rules, agreement = network_rules(session), aids.agreement(session)
    return Scope(rules, agreement, desk.today(), month, device.centre, device.epoch, present)


def prepare(
    desk: Desk, scope: Scope, key_holders: TokenClient | ParcelWriter, progress: Progress
) -> None:
    """Lay in the outbox whatever differs from what stands at the register.

    What it counted is kept with it on the month's closing: households, left_out, people,
    entries_sent, entries_removed, bundles_sent. A closing cut after it still tells what it sent.
    """
    progress("prepare", 0, 1)
    with desk.read() as session:
        people = consenting_people(session, scope.rules, scope.present)
    obtain_tokens(desk, people, key_holders, progress)
    with desk.work("prepare_closing", journal=False) as work:
        session = work.session
        households = standing_households(session, scope.present)
        # A consent may have been withdrawn while the key-holders answered.
        present = [person for person in people if person.household_id in households]
        sealer = Sealer(session, scope.centre)
        sealer.begin_anew(households, scope.since)
        sealer.members(present, key_holders.key_epochs)
        wanted = bundles(session, households, scope.compared, scope.until, scope.too_old)
        sealer.bundles(wanted, progress)
        sealer.take_down_all_but(households)
        sealer.take_down_before(scope.too_old)
        sealer.keep()
        lay_in_outbox(session, sealer.departure.outgoing, scope.epoch)
        every = session.scalar(select(func.count(Household.id)).where(STANDS)) or 0
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
