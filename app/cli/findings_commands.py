"""`dapo-admin matches|overlaps`: what other centres' sealed entries told this centre."""

from argparse import ArgumentParser, Namespace
from typing import Any

from app.cli.console import Console
from app.cli.desk_access import seated
from app.cli.exit_codes import ExitCode
from app.services.closing import matches, overlaps
from models.records.closing import MatchLine, Overlap
from models.rules.codes import label


def add_overlap_options(parser: ArgumentParser) -> None:
    """Options of `overlaps`."""
    parser.add_argument("--month", metavar="YYYY-MM", help="only aid given here in this month")


def match_item(match: MatchLine | Overlap) -> dict[str, Any]:
    """A household of ours that another centre follows too, as scripts read it."""
    return {
        "household_number": match.household_number,
        "other_centre": match.other_centre,
        "strength": match.strength,
        "reasons": list(match.reasons),
    }


def overlap_item(overlap: Overlap) -> dict[str, Any]:
    """Two aids closer than their window; dates as ISO 8601 cut to what is known."""
    return match_item(overlap) | {
        "kind": overlap.kind,
        "given_on": overlap.given_on.iso,
        "other_given_on": overlap.other_given_on.iso,
    }


def run_matches(arguments: Namespace, console: Console) -> ExitCode:
    """List the households that other centres follow too."""
    with seated(arguments, console) as desk:
        found = matches(desk)
    for match in found:
        console.line(
            match.household_number or "—",
            match.names,
            match.other_centre,
            _strength(console, match.strength),
            ", ".join(label("reasons", reason, console.language) for reason in match.reasons),
        )
    console.say(f"{len(found)} in comune.", f"{len(found)} in common.")
    console.document([match_item(match) for match in found])
    return ExitCode.DONE


def run_overlaps(arguments: Namespace, console: Console) -> ExitCode:
    """List aid of one kind given twice within its window."""
    with seated(arguments, console) as desk:
        found = overlaps(desk, arguments.month)
    for overlap in found:
        console.line(
            overlap.household_number or "—",
            overlap.names,
            label("aid_kinds", overlap.kind, console.language),
            f"{overlap.given_on.iso} / {overlap.other_given_on.iso}",
            overlap.other_centre,
            _strength(console, overlap.strength),
        )
    console.say(f"{len(found)} aiuti doppi.", f"{len(found)} doubled aids.")
    console.document([overlap_item(overlap) for overlap in found])
    return ExitCode.DONE


def _strength(console: Console, strength: str) -> str:
    if strength == "certain":
        return console.pick("certo", "certain")
    return console.pick("da riconoscere", "to review")
