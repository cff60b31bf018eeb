"""`dapo-admin import`: bring a register in, or only tell what it would bring."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from app.cli.console import Console
from app.cli.desk_access import read_text, seated
from app.cli.exit_codes import ExitCode
from app.services.imports.drafting import draft
from app.services.imports.mappings import lay_over, load_mapping, save_mapping
from app.services.imports.reading import read_workbook
from app.services.imports.take import take
from app.services.imports.understanding import understand
from models.errors import DiskFailed, RuleBroken
from models.records.imports import ImportDraft, Mapping, Notice, RowOutcome, Workbook
from models.records.taking import ConsentAnswer, ImportOutcome
from models.rules.partial_date import DateNotUnderstood, PartialDate, parse_partial_date


def add_options(parser: ArgumentParser) -> None:
    """Options of `import`."""
    parser.add_argument("file", type=Path, help="xlsx, xls, ods, csv, tsv")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="how the columns are read")
    parser.add_argument(
        "--save-mapping", type=Path, metavar="FILE", help="write how the columns were read"
    )
    parser.add_argument(
        "--consent-register",
        choices=("yes", "no"),
        default="no",
        help="have these households signed the consent for the register? (no: nothing leaves)",
    )
    parser.add_argument("--consent-on", metavar="DATE", help="when they signed")
    parser.add_argument("--dry-run", action="store_true", help="only tell what it would bring")


def run(arguments: Namespace, console: Console) -> ExitCode:
    """Import a file as one undoable batch; every row is taken, merged or listed."""
    with seated(arguments, console) as desk:
        today = desk.today()
        consent = _consent(arguments, today)
        workbook = read_workbook(arguments.file)
        mapping = _mapping(arguments, workbook, today)
        prepared = draft(workbook, mapping, today)
        outcome = None
        if not arguments.dry_run:
            outcome = take(desk, prepared, consent, console.progress, file_name=arguments.file.name)
    _tell(console, prepared, outcome)
    is_partial = prepared.count_of(RowOutcome.LISTED) > 0
    return ExitCode.PARTLY if is_partial else ExitCode.DONE


def notice_item(notice: Notice) -> dict[str, Any]:
    """A value that could not be taken: where, what, why."""
    return asdict(notice)


def _consent(arguments: Namespace, today: date) -> ConsentAnswer:
    signed: PartialDate | None = None
    if arguments.consent_on is not None:
        try:
            signed = parse_partial_date(arguments.consent_on, today)
        except DateNotUnderstood as error:
            raise RuleBroken(rule="date_not_understood", text=arguments.consent_on) from error
    return ConsentAnswer(arguments.consent_register == "yes", signed)


def _mapping(arguments: Namespace, workbook: Workbook, today: date) -> Mapping:
    """The saved mapping, or the guessed one; written where `--save-mapping` tells."""
    mapping = understand(workbook, today)
    if arguments.mapping is not None:
        mapping = lay_over(load_mapping(read_text(arguments.mapping)), mapping, workbook)
    if arguments.save_mapping is not None:
        try:
            arguments.save_mapping.write_text(save_mapping(mapping), encoding="utf-8")
        except OSError as error:
            raise DiskFailed(path=str(arguments.save_mapping)) from error
    return mapping


def _tell(console: Console, prepared: ImportDraft, outcome: ImportOutcome | None) -> None:
    totals = asdict(prepared.totals)
    rows = {str(kind): prepared.count_of(kind) for kind in RowOutcome}
    for name, value in (totals | rows).items():
        console.line(f"{name}:", value)
    for notice in prepared.notices:
        console.line("!", notice.sheet, notice.row, notice.column, notice.value, notice.code)
    if outcome is None:
        console.say("Prova soltanto: niente è stato importato.", "Dry run: nothing was imported.")
    elif outcome.batch_id is None:
        console.say("Niente di nuovo in questo file.", "Nothing new in this file.")
    else:
        console.say("Importato: si può annullare.", "Imported: it can be undone.")
    console.document(
        {
            "totals": totals,
            "rows": rows,
            "outcome": None if outcome is None else asdict(outcome) | {"batch_id": _id(outcome)},
            "notices": [notice_item(notice) for notice in prepared.notices],
        }
    )


def _id(outcome: ImportOutcome) -> str | None:
    return None if outcome.batch_id is None else str(outcome.batch_id)
