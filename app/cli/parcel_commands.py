"""`dapo-admin parcel join|make|answer|carry`: the exchange by way of a USB stick."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.cli.console import Console
from app.cli.desk_access import seated
from app.cli.exit_codes import ExitCode
from app.cli.network_commands import receipt_item
from app.services.network import network_state
from app.services.parcels import ask_to_join, carry_parcel, make_parcel, take_answer


def add_join_options(parser: ArgumentParser) -> None:
    """Options of `parcel join`."""
    parser.add_argument("folder", type=Path, help="where to write it, on the stick")
    parser.add_argument("--code", required=True, help="the one-time code")


def add_make_options(parser: ArgumentParser) -> None:
    """Options of `parcel make`."""
    parser.add_argument("month", metavar="YYYY-MM")
    parser.add_argument("folder", type=Path, help="where to write it, on the stick")


def add_file_options(parser: ArgumentParser) -> None:
    """Options of `parcel answer` and `parcel carry`."""
    parser.add_argument("file", type=Path, help="the file on the stick (.dapoparcel)")


def run_join(arguments: Namespace, console: Console) -> ExitCode:
    """Write the request to join a network."""
    with seated(arguments, console) as desk:
        path = ask_to_join(desk, arguments.code, arguments.folder)
    console.say(f"Richiesta d’ingresso: {path}", f"Request to join: {path}")
    console.document({"path": str(path)})
    return ExitCode.DONE


def run_make(arguments: Namespace, console: Console) -> ExitCode:
    """Write a parcel with what a month's closing sends and asks."""
    with seated(arguments, console) as desk:
        made = make_parcel(desk, arguments.month, arguments.folder, console.progress)
    console.say(f"Plico {made.number}: {made.path}", f"Parcel {made.number}: {made.path}")
    console.document(
        {
            "number": made.number,
            "path": str(made.path),
            "bytes": made.size,
            "pushes": made.pushes,
            "questions": made.questions,
        }
    )
    return ExitCode.DONE


def run_answer(arguments: Namespace, console: Console) -> ExitCode:
    """Read the answer that came back."""
    with seated(arguments, console) as desk:
        taken = take_answer(desk, arguments.file, console.progress)
        check_text = network_state(desk).check_text
    if taken.receipt is None:
        console.say(
            f"In attesa di conferma. Leggere a chi cura la rete: {check_text}",
            f"Waiting to be confirmed. Read aloud to an administrator: {check_text}",
        )
    elif taken.is_done:
        console.say(f"{taken.receipt.month}: chiuso.", f"{taken.receipt.month}: closed.")
    else:
        console.say("Letto: serve un altro viaggio.", "Read: another trip is needed.")
    console.document(
        {
            "number": taken.number,
            "is_done": taken.is_done,
            "people_waiting": taken.people,
            "matches_waiting": taken.matches,
            "check_text": check_text,
            "receipt": receipt_item(taken.receipt) if taken.receipt else None,
        }
    )
    return ExitCode.DONE


def run_carry(arguments: Namespace, console: Console) -> ExitCode:
    """Deliver the parcel of another centre over this PC's network."""
    with seated(arguments, console) as desk:
        path = carry_parcel(desk, arguments.file, console.progress)
    console.say(f"Risposta: {path}", f"Answer: {path}")
    console.document({"path": str(path)})
    return ExitCode.DONE
