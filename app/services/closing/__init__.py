"""The month closing: what is doubtful, what leaves, the exchange itself, what came back.

A closing goes through these steps, each kept in the vault before the next, so that a closing cut
anywhere goes on from there when it is begun again:

1. `sending.prepare`: match keys of consenting households become tokens (asked once a key), sealed
   entries and monthly bundles, laid in the outbox in one transaction with the note of what is sent;
2. `sending.deliver`: the outbox goes to the register, push by push, until each has its receipt;
3. `receiving.receive`: what other centres sealed under our indexes, page by page, is evidence;
4. `receiving.judge`: the evidence is decided here, and only here;
5. `aid_elsewhere.fetch_aid`: the aid elsewhere of the households that matched.
"""

from app.services.closing.course import close_month, reopen_month
from app.services.closing.findings import answer_match, matches, overlaps, receipts
from app.services.closing.heads import VaultBehind, go_on_knowingly
from app.services.closing.months import closing_months
from app.services.closing.preview import doubts, leaving
from app.services.closing.rejoining import join_again
from app.services.closing.withdrawals import (
    held_back,
    reconciliations,
    register_standing,
    send_withdrawals,
)

__all__ = [
    "VaultBehind",
    "answer_match",
    "close_month",
    "closing_months",
    "doubts",
    "go_on_knowingly",
    "held_back",
    "join_again",
    "leaving",
    "matches",
    "overlaps",
    "receipts",
    "reconciliations",
    "register_standing",
    "reopen_month",
    "send_withdrawals",
]
