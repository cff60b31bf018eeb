"""`dapo-admin search`: households by name, phone, code, card or old number."""

from argparse import ArgumentParser, Namespace

from app.cli.console import Console
from app.cli.desk_access import seated
from app.cli.exit_codes import ExitCode
from app.services.search import search


def add_options(parser: ArgumentParser) -> None:
    """Options of `search`."""
    parser.add_argument("text", nargs="+", help="words in any order")
    parser.add_argument("--limit", type=int, default=20)


def run(arguments: Namespace, console: Console) -> ExitCode:
    """List the households found, the likeliest first."""
    with seated(arguments, console) as desk:
        hits = search(desk, " ".join(arguments.text), arguments.limit)
    for hit in hits:
        found_as = f"({hit.found_as})" if hit.found_as else ""
        console.line(hit.number or "—", hit.names, found_as, hit.street)
    if not hits:
        console.say("Nessun nucleo trovato.", "No household found.")
    console.document(
        [
            {
                "household_number": hit.number,
                "card": hit.card,
                "names": hit.names,
                "found_as": hit.found_as,
                "is_similar": hit.is_similar,
                "street": hit.street,
                "people": hit.composition.people,
                "minors": hit.composition.minors,
                "is_closed": hit.is_closed,
            }
            for hit in hits
        ]
    )
    return ExitCode.DONE
