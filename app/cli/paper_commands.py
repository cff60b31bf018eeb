"""`dapo-admin summary|export`: a household on paper, the centre's lists as spreadsheets."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.cli.console import Console
from app.cli.desk_access import seated
from app.cli.exit_codes import ExitCode
from app.services.exports import export_table
from app.services.papers import household_summary
from app.services.search import household_by_number
from models.errors import DiskFailed, NotFound


def add_summary_options(parser: ArgumentParser) -> None:
    """Options of `summary`."""
    parser.add_argument("number", help="the household's number in the old register")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.pdf")


def add_export_options(parser: ArgumentParser) -> None:
    """Options of `export`."""
    parser.add_argument("what", choices=("households", "members", "aid"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.xlsx|FILE.csv")


def run_summary(arguments: Namespace, console: Console) -> ExitCode:
    """Write the household summary as PDF."""
    with seated(arguments, console) as desk:
        household_id = household_by_number(desk, arguments.number)
        if household_id is None:
            raise NotFound(number=arguments.number)
        pdf = household_summary(desk, household_id, console.language)
    try:
        arguments.output.write_bytes(pdf)
    except OSError as error:
        raise DiskFailed(path=str(arguments.output)) from error
    console.say(f"Scritto: {arguments.output}", f"Written: {arguments.output}")
    console.document({"file": str(arguments.output), "bytes": len(pdf)})
    return ExitCode.DONE


def run_export(arguments: Namespace, console: Console) -> ExitCode:
    """Write a list of the centre."""
    with seated(arguments, console) as desk:
        rows = export_table(desk, arguments.output, arguments.what, console.language)
    console.say(f"{rows} righe: {arguments.output}", f"{rows} rows: {arguments.output}")
    console.document({"file": str(arguments.output), "rows": rows})
    return ExitCode.DONE
