"""Command `dapo-admin`: for those who look after the PCs, and for scripts.

    dapo-admin vault create --vault FILE --centre NAME --operator NAME
    dapo-admin backup|restore --vault FILE …
    dapo-admin vault info|import|search|enrol|close-month|matches|overlaps|summary|export …
    dapo-admin parcel join|make|answer|carry …
    dapo-admin audit verify|export …

Exit codes: 0 done · 2 wrong command line · 3 refused by a rule of the field · 4 disk, file, network
or passphrase failed (nothing saved is lost) · 5 done, some rows listed · 130 cancelled.
"""

import logging
import multiprocessing
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.cli import (
    audit_commands,
    backup_commands,
    findings_commands,
    import_command,
    network_commands,
    paper_commands,
    parcel_commands,
    search_command,
    statistics_commands,
    vault_commands,
)
from app.cli.console import Console
from app.cli.desk_access import PassphraseMissing, add_vault_options, known_vault
from app.cli.exit_codes import ExitCode
from app.cli.words import own_language, told
from app.services.progress import Cancelled
from models.errors import DapoError, WorldError


class Command(NamedTuple):
    """A word of the command line: what it says of itself, what it takes, what it does."""

    words: str
    help: str
    run: Callable[[Namespace, Console], ExitCode]
    add_options: Callable[[ArgumentParser], None] | None = None


COMMANDS = (
    Command(
        "vault create",
        "make a centre's vault",
        vault_commands.create,
        vault_commands.add_create_options,
    ),
    Command("vault info", "counts and settings, no person", vault_commands.info),
    Command(
        "backup",
        "a checked copy beside the vault, and off the PC",
        backup_commands.run_backup,
        backup_commands.add_backup_options,
    ),
    Command(
        "restore",
        "from a backup to a working vault",
        backup_commands.run_restore,
        backup_commands.add_restore_options,
    ),
    Command("import", "bring a register in", import_command.run, import_command.add_options),
    Command("search", "find households", search_command.run, search_command.add_options),
    Command(
        "enrol",
        "join the network",
        network_commands.run_enrol,
        network_commands.add_enrol_options,
    ),
    Command(
        "close-month",
        "close a month",
        network_commands.run_close,
        network_commands.add_close_options,
    ),
    Command(
        "month-counts",
        "what a month counts here for the network's statistics",
        statistics_commands.run_own,
        statistics_commands.add_own_options,
    ),
    Command(
        "network-month",
        "the network's counts of a published month",
        statistics_commands.run_network,
        statistics_commands.add_network_options,
    ),
    Command(
        "parcel join",
        "ask to join, on a USB stick",
        parcel_commands.run_join,
        parcel_commands.add_join_options,
    ),
    Command(
        "parcel make",
        "close a month by way of a USB stick",
        parcel_commands.run_make,
        parcel_commands.add_make_options,
    ),
    Command(
        "parcel answer",
        "read what came back on the stick",
        parcel_commands.run_answer,
        parcel_commands.add_file_options,
    ),
    Command(
        "parcel carry",
        "deliver another centre's parcel",
        parcel_commands.run_carry,
        parcel_commands.add_file_options,
    ),
    Command("matches", "households that others follow too", findings_commands.run_matches),
    Command(
        "overlaps",
        "aid given twice within its window",
        findings_commands.run_overlaps,
        findings_commands.add_overlap_options,
    ),
    Command(
        "summary",
        "a household on paper (PDF)",
        paper_commands.run_summary,
        paper_commands.add_summary_options,
    ),
    Command("audit verify", "whether the activity log is whole", audit_commands.run_verify),
    Command(
        "audit export",
        "the activity log as a spreadsheet",
        audit_commands.run_export,
        audit_commands.add_export_options,
    ),
    Command(
        "export",
        "the centre's lists as spreadsheets",
        paper_commands.run_export,
        paper_commands.add_export_options,
    ),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code tells how it went (see the module's docstring)."""
    multiprocessing.freeze_support()
    # What libraries log is for developers; what the person must know is said by the commands.
    logging.basicConfig(handlers=[logging.NullHandler()])
    parser = make_parser()
    chosen = parser.parse_args(arguments)
    if chosen.vault is None:
        parser.error("which vault? (--vault FILE, or DAPO_VAULT)")
    console = Console(chosen.lang or own_language(), chosen.json)
    run: Callable[[Namespace, Console], ExitCode] = chosen.run
    try:
        return run(chosen, console)
    except (Cancelled, KeyboardInterrupt):
        console.complain(console.pick("Interrotto.", "Cancelled."), "cancelled")
        return ExitCode.CANCELLED
    except DapoError as error:
        console.complain(told(error, console.language), error.code)
        return _exit_code(error)


def make_parser() -> ArgumentParser:
    """The command line."""
    parser = ArgumentParser(
        prog="dapo-admin", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    _add_common_options(parser)
    parser.set_defaults(json=False, lang=None, vault=known_vault(), passphrase_file=None)
    words = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    groups = {
        "vault": words.add_parser("vault", help="make a vault, tell what is in it"),
        "audit": words.add_parser("audit", help="the activity log: verify it, take it out"),
        "parcel": words.add_parser("parcel", help="the exchange by way of a USB stick"),
    }
    inner = {
        name: group.add_subparsers(dest="action", required=True) for name, group in groups.items()
    }
    for command in COMMANDS:
        group, _, word = command.words.rpartition(" ")
        under = inner[group] if group else words
        own = under.add_parser(word, help=command.help, description=command.help)
        _add_common_options(own)
        if command.add_options is not None:
            command.add_options(own)
        own.set_defaults(run=command.run)
    return parser


def _add_common_options(parser: ArgumentParser) -> None:
    """What may stand before the command's word as well as after it."""
    parser.add_argument(
        "--json", action="store_true", default=SUPPRESS, help="one JSON document, for scripts"
    )
    parser.add_argument(
        "--lang", choices=("it", "en"), default=SUPPRESS, help="language of the messages"
    )
    add_vault_options(parser)


def _exit_code(error: DapoError) -> ExitCode:
    if isinstance(error, PassphraseMissing):
        return ExitCode.USAGE
    return ExitCode.WORLD if isinstance(error, WorldError) else ExitCode.REFUSED


if __name__ == "__main__":
    sys.exit(main())
