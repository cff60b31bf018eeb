"""`dapo-admin enrol|close-month`: join the network, close a month."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import Any

from app.cli.console import Console
from app.cli.desk_access import seated
from app.cli.exit_codes import ExitCode
from app.services.closing import close_month, go_on_knowingly, join_again
from app.services.network import enrol
from app.services.overview import latest_month_with_aid
from models.records.closing import ClosingReceipt


def add_enrol_options(parser: ArgumentParser) -> None:
    """Options of `enrol`."""
    parser.add_argument("url", help="the register's address")
    parser.add_argument("--code", required=True, help="the one-time code")
    parser.add_argument(
        "--again", action="store_true", help="in place of the device that spoke for the centre"
    )


def add_close_options(parser: ArgumentParser) -> None:
    """Options of `close-month`."""
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("month", nargs="?", metavar="YYYY-MM")
    which.add_argument(
        "--all", action="store_true", help="up to the latest month with aid, all at once"
    )
    parser.add_argument(
        "--knowingly", action="store_true", help="go on though a later vault was used after this"
    )


def run_enrol(arguments: Namespace, console: Console) -> ExitCode:
    """Join the network with a one-time code."""
    with seated(arguments, console) as desk:
        join = join_again if arguments.again else enrol
        state = join(desk, arguments.url, arguments.code)
    console.say(
        f"{state.centre}: in attesa di conferma. Leggere a chi cura la rete: {state.check_text}",
        f"{state.centre}: waiting to be confirmed. Read aloud to an administrator:"
        f" {state.check_text}",
    )
    console.document(
        {
            "centre": state.centre,
            "check_text": state.check_text,
            "register_url": state.register_url,
            "key_holders": list(state.key_holders),
            "windows": dict(state.windows),
        }
    )
    return ExitCode.DONE


def run_close(arguments: Namespace, console: Console) -> ExitCode:
    """Close a month; aid of earlier months never sent goes along."""
    with seated(arguments, console) as desk:
        month = latest_month_with_aid(desk) if arguments.all else arguments.month
        if arguments.knowingly:
            go_on_knowingly(desk)
        receipt = close_month(desk, month, console.progress)
    console.say(f"{receipt.month}: chiusura terminata.", f"{receipt.month}: closed.")
    for name, value in receipt_item(receipt).items():
        console.line(f"{name}:", value)
    console.document(receipt_item(receipt))
    return ExitCode.DONE


def receipt_item(receipt: ClosingReceipt) -> dict[str, Any]:
    """A closing's receipt as scripts read it; moments in ISO 8601."""
    done = receipt.done_at.isoformat() if receipt.done_at else None
    return asdict(receipt) | {"begun_at": receipt.begun_at.isoformat(), "done_at": done}
