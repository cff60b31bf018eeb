"""The course of a closing, from the first key to the last aid elsewhere; it resumes where cut."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from app.services.closing.aid_elsewhere import fetch_aid
from app.services.closing.findings import overlaps, receipt_of
from app.services.closing.heads import is_log_changed, told_of_log
from app.services.closing.judging import judge
from app.services.closing.meeting import Meeting, healing, meet
from app.services.closing.outbox import deliver
from app.services.closing.receiving import receive, withheld_names
from app.services.closing.returns import send_returns
from app.services.closing.sending import Scope, prepare, scope_of
from app.services.desk import Desk
from app.services.network import enrolled_device, naming_failures
from app.services.progress import Progress, silent
from models.entities import Closing
from models.errors import NotFound, RuleBroken
from models.records.closing import ClosingReceipt
from models.rules.partial_date import DateNotUnderstood, PartialDate
from models.storage.audit import utc_text
from sync.client import RegisterClient, TokenClient


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
    check_month(desk, month)
    with desk.read() as session:
        device = enrolled_device(session)
    begin(desk, month)
    with (
        naming_failures(),
        healing(desk),
        RegisterClient(device, clock=desk.clock) as register,
    ):
        meeting = meet(desk, device, register, progress)
        # Only now: the meeting brought the agreement as it stands.
        scope = scope_of(desk, month, meeting.device, meeting.present)
        counts, digest = _Exchange(desk, register, meeting, scope, progress).run()
    finish(desk, month, counts, digest)
    told_of_log(desk)
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
    register: RegisterClient
    meeting: Meeting
    scope: Scope
    progress: Progress

    def run(self) -> tuple[dict[str, int], bytes]:
        """All steps in order; gives the counts for the receipt and the digest of what was sent."""
        network, until = self.meeting.network, self.scope.until
        deliver(self.desk, self.register, self.progress)
        with TokenClient(self.meeting.device, clock=self.desk.clock) as key_holders:
            prepare(self.desk, self.scope, key_holders, self.progress)
        digest = deliver(self.desk, self.register, self.progress)
        if self.meeting.is_reconciling:
            self.register.reconciling(is_done=True)
        counts = {}
        counts["received"] = receive(self.desk, self.register, network, self.progress)
        self.progress("compare", 0, 1)
        verdicts = judge(self.desk, self.scope.rules)
        fetch_aid(self.desk, self.register, until, self.progress, withheld_names(network))
        counts["matches_certain"] = verdicts.certain
        counts["matches_review"] = verdicts.review
        counts["returns"] = send_returns(self.desk, self.register, until)
        counts["overlaps"] = len(overlaps(self.desk, until))
        counts["log_changed"] = int(is_log_changed(self.desk))
        return counts, digest


def check_month(desk: Desk, month: str) -> None:
    """Raise ``RuleBroken`` unless it is a month that has begun."""
    try:
        known = PartialDate.from_iso(month)
    except DateNotUnderstood as error:
        raise RuleBroken(rule="no_month", month=month) from error
    if known.iso != month or len(month) != len("2026-11"):
        raise RuleBroken(rule="no_month", month=month)
    if known.earliest > desk.today():
        raise RuleBroken(rule="month_in_future", month=month)


def begin(desk: Desk, month: str) -> None:
    """Note that a month's closing has begun."""

    def note(closing: Closing) -> None:
        closing.phase = "begun"
        closing.done_at = None

    _note(desk, month, note)


def finish(desk: Desk, month: str, counts: dict[str, int], digest: bytes) -> None:
    """Note that a month's closing is done: counts for its receipt, digest of what was confirmed."""

    def note(closing: Closing) -> None:
        closing.phase = "done"
        closing.done_at = utc_text(desk.clock())
        closing.counts = json.dumps(json.loads(closing.counts) | counts)
        closing.digest = digest.hex()

    _note(desk, month, note)


def _note(desk: Desk, month: str, change: Callable[[Closing], None]) -> None:
    with desk.work("close_month", journal=False) as work:
        closing = work.session.get(Closing, month)
        if closing is None:
            closing = Closing(month=month, begun_at=utc_text(desk.clock()), counts="{}", digest="")
            work.session.add(closing)
        change(closing)
        work.audit("close_month", None, f"{month} {closing.phase}")
        work.commit()
