"""`dapo-admin audit verify|export`: whether the audit log is whole, and the log as a list."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.cli.console import Console
from app.cli.desk_access import seated
from app.cli.exit_codes import ExitCode
from app.services.audit_log import export_audit, verify_audit_log
from models.records.audit import AuditFilter, AuditFinding


def run_verify(arguments: Namespace, console: Console) -> ExitCode:
    """Go through the log; one that was changed ends with exit code 4."""
    with seated(arguments, console) as desk:
        found = verify_audit_log(desk, console.progress)
    console.say(*_words(found))
    console.document(
        {
            "lines": found.lines,
            "head": found.head,
            "fault": found.fault,
            "line": found.sequence or None,
            "at": found.at.isoformat() if found.at else None,
        }
    )
    return ExitCode.DONE if found.fault is None else ExitCode.WORLD


def add_export_options(parser: ArgumentParser) -> None:
    """Options of `audit export`."""
    parser.add_argument("output", type=Path, metavar="FILE.xlsx|FILE.csv")


def run_export(arguments: Namespace, console: Console) -> ExitCode:
    """Write the whole log as a list, the newest line first."""
    with seated(arguments, console) as desk:
        rows = export_audit(desk, arguments.output, AuditFilter(), console.language)
    console.say(f"{rows} righe: {arguments.output}", f"{rows} rows: {arguments.output}")
    console.document({"rows": rows, "path": str(arguments.output)})
    return ExitCode.DONE


def _words(found: AuditFinding) -> tuple[str, str]:
    """What was found, in Italian and in English."""
    if found.fault is None:
        return (
            f"Il registro delle attività è intero: {found.lines} righe, impronta {found.head}.",
            f"The activity log is whole: {found.lines} lines, head {found.head}.",
        )
    line = found.sequence
    told = {
        "edited": (
            f"riga {line}, o quella prima: cambiata",
            f"line {line}, or the one before: edited",
        ),
        "deleted": (f"riga {line}: tolta", f"line {line}: deleted"),
        "reordered": (f"riga {line}: spostata", f"line {line}: moved"),
        "cut": (f"tagliato dalla riga {line}", f"cut from line {line}"),
    }
    italian, english = told[found.fault]
    day = f"{found.at.astimezone():%d/%m/%Y}" if found.at else "?"
    return (
        f"Il registro delle attività è stato cambiato: {italian} (intorno al {day}).",
        f"The activity log was changed: {english} (about {day}).",
    )
