"""The activity log with 100,000 lines: its first page, its choices, and a verification."""

from __future__ import annotations

import json
import random
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from sqlalchemy import insert, text, update

from app.services.audit_log import audit_page, verify_audit_log
from models.entities import AuditEntry, Setting
from models.records.audit import AuditFilter
from models.storage.audit import AUDIT_HEAD, digest_of, read_head, utc_text
from tests.benchmarks.row import Row
from tests.support.vaults import NOW, make_vault, open_a_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from sqlalchemy import TextClause

    from app.services.desk import Desk

LINES = 100_000
RAW = text("SELECT * FROM audit_entry ORDER BY sequence DESC LIMIT 200")
ALL = text("SELECT * FROM audit_entry ORDER BY sequence")
ACTIONS = ("open_file", "open_file", "record_aid", "amend_member", "search_code", "print_summary")


def measure() -> list[Row]:
    """The best of five, beside a bare select of the same rows."""
    with tempfile.TemporaryDirectory() as folder:
        desk = make_vault(Path(folder)).open()
        family = open_a_file(desk)
        _write(desk, family)
        rows = _rows(desk, family)
        desk.close()
    return rows


def _write(desk: Desk, family: UUID) -> None:
    """A hundred thousand lines, one in a thousand about the family, chained as they would be."""
    dice = random.Random(7)
    with desk.work("open_file", journal=False) as work:
        before, digest = read_head(work.session)
        lines = []
        for number in range(before + 1, LINES):
            line = {
                "sequence": number,
                "at": utc_text(NOW - timedelta(minutes=LINES - number)),
                "operator_id": desk.operator.operator_id.bytes,
                "action": dice.choice(ACTIONS),
                "subject": family.bytes if number % 1000 == 0 else dice.randbytes(16),
                "detail": "",
            }
            digest = digest_of(digest, *line.values())
            lines.append(line | {"digest": digest})
        work.session.execute(insert(AuditEntry), lines)
        head = json.dumps([LINES - 1, digest.hex()])
        work.session.execute(update(Setting).where(Setting.name == AUDIT_HEAD).values(value=head))
        work.commit()


def _rows(desk: Desk, family: UUID) -> list[Row]:
    raw, whole = _best(lambda: _select(desk, RAW)), _best(lambda: _select(desk, ALL))
    seldom = AuditFilter(kind="people")
    day = AuditFilter(first=NOW.date() - timedelta(days=40), last=NOW.date() - timedelta(days=40))
    reads = (
        ("first page of 100,000 lines", AuditFilter(), 100.0),
        ("one household of 100,000 lines", AuditFilter(household_id=family), 200.0),
        ("a kind that hardly is, of 100,000 lines", seldom, 200.0),
        ("one day of 100,000 lines", day, 200.0),
    )
    found = []
    for name, wanted, goal in reads:
        ours = _best(partial(audit_page, desk, wanted))
        words = f"<= {goal:.0f} ms"
        found.append(Row(f"activity log: {name}", ours, raw, "ms", ours / raw, words, ours <= goal))
    began = perf_counter()
    verify_audit_log(desk)
    ours = (perf_counter() - began) * 1e3
    name = "activity log: verifying 100,000 lines"
    times = ours / whole
    found.append(Row(name, ours, whole, "ms", times, "<= 6 x reading them", times <= 6))
    return found


def _best(read: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        began = perf_counter()
        read()
        times.append(perf_counter() - began)
    return min(times) * 1e3


def _select(desk: Desk, statement: TextClause) -> object:
    with desk.read() as session:
        return session.connection().execute(statement).all()
