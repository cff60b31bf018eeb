"""The course of a closing, from the first key to the last aid elsewhere; it resumes where cut."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from app.services.closing.aid_elsewhere import fetch_aid
from app.services.closing.findings import overlaps, receipt_of
from app.services.closing.receiving import judge, receive
from app.services.closing.sending import Scope, deliver, prepare
from app.services.desk import Desk
from app.services.network import enrolled_device, naming_failures, network_rules
from app.services.progress import Progress, silent
from models.entities import Closing
from models.errors import NotFound, RuleBroken
from models.records.closing import ClosingReceipt
from models.repositories import aid as aids
from models.rules.partial_date import DateNotUnderstood, PartialDate
from models.storage.audit import utc_text
from sync.client import EnrolledDevice, RegisterClient, TokenClient


def close_month(desk: Desk, month: str, progress: Progress = silent) -> ClosingReceipt:
    """Send what the month's closing sends and read what other centres sent.

    Aid of earlier months that was never sent, or was corrected, goes along. Closing a month again
    sends only what changed since. Cut at any point (power, network, Cancel), begin it again: what
    waits in the outbox goes first and nothing goes twice.

    Args:
        desk: who closes, at which vault.
        month: "YYYY-MM", not in the future.
        progress: told the phases prepare, tokens, seal, push, pull_entries, compare, pull_aid.

    Raises:
        NotEnrolled: the centre has not joined a network.
        RuleBroken: the month is in the future, or is none.
        NetworkFailed: the exchange failed; begin again later.
        Cancelled: raised by `progress`.
    """
    _check(desk, month)
    with desk.read() as session:
        device = enrolled_device(session)
        rules = network_rules(session)
        windows = aids.windows(session)
    kinds = frozenset(kind for kind, days in windows.items() if days)
    _begin(desk, month)
    with naming_failures(), RegisterClient(device, clock=desk.clock) as register:
        exchange = _Exchange(
            desk, device, register, Scope(rules, kinds, month, device.centre), progress
        )
        counts, digest = exchange.run()
    _finish(desk, month, counts, digest)
    return receipt_of(desk, month)


def reopen_month(desk: Desk, month: str) -> None:
    """Open a closed month again; what was sent stays until the next closing corrects it.

    Raises:
        NotFound: the month was never closed.
    """
    with desk.work("reopen_month", journal=False) as work:
        closing = work.session.get(Closing, month)
        if closing is None:
            raise NotFound(month=month)
        closing.phase = "begun"
        closing.done_at = None
        work.audit("reopen_month", None, month)
        work.commit()


@dataclass(frozen=True)
class _Exchange:
    """One run of a closing: whose, with whom, by which rules."""

    desk: Desk
    device: EnrolledDevice
    register: RegisterClient
    scope: Scope
    progress: Progress

    def run(self) -> tuple[dict[str, int], bytes]:
        """All steps in order; gives the counts for the receipt and the digest of what was sent."""
        network = self.register.network()
        device = self.device.renewed(network)
        centres = {centre.centre: centre.name for centre in network.centres}
        deliver(self.desk, self.register, self.progress)
        with TokenClient(device, clock=self.desk.clock) as key_holders:
            prepare(self.desk, self.scope, key_holders, self.progress)
        digest = deliver(self.desk, self.register, self.progress)
        counts = {}
        counts["received"] = receive(self.desk, self.register, centres, self.progress)
        self.progress("compare", 0, 1)
        verdicts = judge(self.desk, self.scope.rules)
        fetch_aid(self.desk, self.register, self.scope.until, self.progress)
        counts["matches_certain"] = verdicts.certain
        counts["matches_review"] = verdicts.review
        counts["overlaps"] = len(overlaps(self.desk, self.scope.until))
        return counts, digest


def _check(desk: Desk, month: str) -> None:
    try:
        known = PartialDate.from_iso(month)
    except DateNotUnderstood as error:
        raise RuleBroken(rule="no_month", month=month) from error
    if known.iso != month or len(month) != len("2026-11"):
        raise RuleBroken(rule="no_month", month=month)
    if known.earliest > desk.today():
        raise RuleBroken(rule="month_in_future", month=month)


def _begin(desk: Desk, month: str) -> None:
    def begin(closing: Closing) -> None:
        closing.phase = "begun"
        closing.done_at = None

    _note(desk, month, begin)


def _finish(desk: Desk, month: str, counts: dict[str, int], digest: bytes) -> None:
    def finish(closing: Closing) -> None:
        closing.phase = "done"
        closing.done_at = utc_text(desk.clock())
        closing.counts = json.dumps(json.loads(closing.counts) | counts)
        closing.digest = digest.hex()

    _note(desk, month, finish)


def _note(desk: Desk, month: str, change: Callable[[Closing], None]) -> None:
    with desk.work("close_month", journal=False) as work:
        closing = work.session.get(Closing, month)
        if closing is None:
            closing = Closing(month=month, begun_at=utc_text(desk.clock()), counts="{}", digest="")
            work.session.add(closing)
        change(closing)
        work.audit("close_month", None, f"{month} {closing.phase}")
        work.commit()
