"""`dapo-admin month-counts|network-month`: what a month counts, here and in the whole network."""

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.cli.console import Console
from app.cli.desk_access import seated
from app.cli.exit_codes import ExitCode
from app.services.statistics import (
    WITHHELD,
    export_figures,
    network_figures,
    network_months,
    own_figures,
    words_of,
)
from models.records.returns import Figure


def add_own_options(parser: ArgumentParser) -> None:
    """Options of `month-counts`."""
    parser.add_argument("month", type=_month, metavar="YYYY-MM")


def add_network_options(parser: ArgumentParser) -> None:
    """Options of `network-month`."""
    parser.add_argument(
        "month", nargs="?", type=_month, metavar="YYYY-MM", help="the latest when left out"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE.xlsx|FILE.csv")


def run_own(arguments: Namespace, console: Console) -> ExitCode:
    """Print what this centre would return of a month, parts of shared households as parts."""
    with seated(arguments, console) as desk:
        figures = own_figures(desk, arguments.month)
    _print(figures, console)
    console.document({"month": arguments.month, "figures": _items(figures)})
    return ExitCode.DONE


def run_network(arguments: Namespace, console: Console) -> ExitCode:
    """Print, and write to a file when asked, the network's counts of a published month."""
    with seated(arguments, console) as desk:
        month = arguments.month or next(iter(network_months(desk)), None)
        if month is None:
            console.say("Nessun mese è ancora pubblicato.", "No month is published yet.")
            console.document({"month": None, "figures": []})
            return ExitCode.DONE
        told = network_figures(desk, month)
        if arguments.output is not None:
            rows = export_figures(desk, arguments.output, told, console.language)
            console.say(f"{rows} righe: {arguments.output}", f"{rows} rows: {arguments.output}")
    _print(told.figures, console)
    console.document(
        {
            "month": told.month,
            "published_on": told.published_on.isoformat(),
            "centres": told.centres,
            "figures": _items(told.figures),
        }
    )
    return ExitCode.DONE


def _month(text: str) -> str:
    if re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", text) is None:
        raise ArgumentTypeError(text)
    return text


def _print(figures: Iterable[Figure], console: Console) -> None:
    for figure in figures:
        if figure.count == 0:
            continue
        table, line, measure = words_of(figure, console.language)
        count: object = WITHHELD[console.language]
        if figure.count is not None:
            count = figure.count / 100 if figure.measure == "cents" else round(figure.count, 2)
        console.line(f"{table}:", f"{line},", measure, count)


def _items(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    return [
        {
            "table": figure.table,
            "code": figure.code,
            "measure": figure.measure,
            "count": figure.count,
        }
        for figure in figures
    ]
