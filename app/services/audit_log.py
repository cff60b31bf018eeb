"""The audit log for the coordinator: read page by page, taken out as a list, verified."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from app.services.desk import Desk
from app.services.exports import Value, telling, write_table
from app.services.progress import Progress, silent
from models.records.audit import AuditFilter, AuditFinding, AuditLine
from models.repositories import audit
from models.rules import codes
from models.storage.audit import utc_text
from models.storage.audit_check import verify_audit

if TYPE_CHECKING:
    from models.repositories.rows import AnyRow
    from models.storage.session import VaultSession

PAGE: Final = 200
_EARLY: Final = "early"
_SHOWN_OF_HEAD: Final = 16
_FILE_NAMES: Final = frozenset({"import_register", "undo_import"})
"""Actions whose detail is the name of a file."""
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TABLES: Final = (
    "audit_words",
    "deeds",
    "aid_kinds",
    "purposes",
    "document_kinds",
    "erasure_reasons",
    "keeping_reasons",
)
_TITLES: Final = (
    ("Riga", "Line"),
    ("Quando", "When"),
    ("Chi", "Who"),
    ("Cosa", "What"),
    ("Di più", "Detail"),
    ("Nucleo", "Household"),
)


def audit_page(
    desk: Desk, wanted: AuditFilter, before: int | None = None, limit: int = PAGE
) -> tuple[AuditLine, ...]:
    """Entries with a sequence under `before` (from the last one when None), the newest first.

    Raises:
        NotAllowed: only the coordinator may.
    """
    desk.require("read_audit")
    with desk.read() as session:
        rows = audit.entries(session, _wanted(wanted), before, limit)
        return _lines(session, rows)


def count_audit(desk: Desk) -> int:
    """How many entries the log has in all.

    Raises:
        NotAllowed: only the coordinator may.
    """
    desk.require("read_audit")
    with desk.read() as session:
        return audit.count_entries(session)


def audit_operators(desk: Desk) -> tuple[tuple[UUID, str], ...]:
    """Everybody whose deeds the log may tell, who left too, by name.

    Raises:
        NotAllowed: only the coordinator may.
    """
    desk.require("read_audit")
    with desk.read() as session:
        return tuple(audit.operator_names(session).items())


def export_audit(desk: Desk, path: Path, wanted: AuditFilter, language: str = "it") -> int:
    """Write the entries chosen to `path` (.xlsx or .csv), the newest first; tells how many.

    Raises:
        NotAllowed: only the coordinator may.
        RuleBroken: the file's ending is neither .xlsx nor .csv.
        DiskFull, DiskFailed: nothing was written.
    """
    tell = telling(desk, "export_audit")
    with desk.read() as session:
        lines = _lines(session, audit.entries(session, _wanted(wanted), None, None))
    titles = [italian if language == "it" else english for italian, english in _TITLES]
    return write_table(path, titles, _rows(lines, language), tell)


def verify_audit_log(desk: Desk, progress: Progress = silent) -> AuditFinding:
    """Go through the whole log; that it was verified, and what was found, is an entry of it too.

    `progress` is told "audit" with entries done and in all; what it raises ends the reading.

    Raises:
        NotAllowed: only the coordinator may.
    """
    desk.require("verify_audit")
    with desk.read() as session:
        verdict = verify_audit(session, lambda done, every: progress("audit", done, every))
    head, fault = verdict.head.digest.hex()[:_SHOWN_OF_HEAD], verdict.fault
    finding = AuditFinding(verdict.lines, head)
    if fault is not None:
        finding = AuditFinding(verdict.lines, head, fault.kind, fault.sequence, fault.at)
    with desk.work("verify_audit") as work:
        told = f"{fault.kind} {fault.sequence}" if fault else f"whole {verdict.lines}"
        work.audit("verify_audit", None, told)
        work.commit()
    return finding


def detail_words(line: AuditLine, language: str = "it") -> str:
    """What a line tells besides its action, in words where it is a code."""
    if line.action in _FILE_NAMES:
        return line.detail
    parts = (
        " ".join(_word(one, language) for one in part.split() if not _UUID.fullmatch(one))
        for part in line.detail.split(";")
    )
    return ", ".join(filter(None, parts))


def _word(code: str, language: str) -> str:
    table = next((each for each in _TABLES if codes.is_known(each, code)), _TABLES[0])
    return codes.label(table, code, language)


def _wanted(chosen: AuditFilter) -> audit.Wanted:
    is_early = chosen.kind == _EARLY
    actions = None
    if chosen.kind and not is_early:
        actions = [code.code for code in codes.codes("deeds") if code.macro == chosen.kind]
    after_last = chosen.last + timedelta(days=1) if chosen.last else None
    return audit.Wanted(
        actions,
        is_early,
        chosen.operator_id,
        chosen.household_id,
        _begin(chosen.first),
        _begin(after_last),
    )


def _begin(day: date | None) -> str:
    """The first moment of a local day, as the vault writes moments; "" for none."""
    return utc_text(datetime.combine(day, datetime.min.time()).astimezone()) if day else ""


def _lines(session: "VaultSession", rows: "Sequence[AnyRow]") -> tuple[AuditLine, ...]:
    names = audit.operator_names(session)
    subjects = {UUID(bytes=row.subject) for row in rows if row.subject}
    numbers = audit.household_numbers(session, subjects)
    return tuple(_line(row, names, numbers) for row in rows)


def _line(row: "AnyRow", names: dict[UUID, str], numbers: dict[UUID, str]) -> AuditLine:
    subject = UUID(bytes=row.subject) if row.subject else None
    household_id = subject if subject in numbers else None
    return AuditLine(
        row.sequence,
        datetime.fromisoformat(row.at),
        names.get(UUID(bytes=row.operator_id), "") if row.operator_id else "",
        row.action,
        row.detail,
        household_id,
        numbers[household_id] if household_id else "",
    )


def _rows(lines: Sequence[AuditLine], language: str) -> Iterator[Sequence[Value]]:
    for line in lines:
        yield (
            line.sequence,
            f"{line.at.astimezone():%d/%m/%Y %H:%M}",
            line.operator,
            codes.label("deeds", line.action, language),
            detail_words(line, language),
            line.number,
        )
