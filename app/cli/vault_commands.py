"""`dapo-admin vault create|info`: make a centre's vault, tell what is in it."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.cli.console import Console
from app.cli.desk_access import read_passphrase, seated
from app.cli.exit_codes import ExitCode
from app.services import papers
from app.services.vaults import create_vault, vault_info, warn_of_place
from models.records.vault import CreateVault


def add_create_options(parser: ArgumentParser) -> None:
    """Options of `vault create`."""
    parser.add_argument("--centre", required=True, help="the centre's name")
    parser.add_argument("--operator", required=True, help="the first coordinator's name")
    parser.add_argument("--trial", action="store_true", help="trial data, for no real register")
    parser.add_argument(
        "--recovery-sheet", type=Path, metavar="FILE.pdf", help="write the sheet to print"
    )


def create(arguments: Namespace, console: Console) -> ExitCode:
    """Make the vault and tell its recovery key, once."""
    command = CreateVault(
        path=arguments.vault,
        centre=arguments.centre,
        operator=arguments.operator,
        passphrase=read_passphrase(arguments, console, twice=True),
        is_trial=arguments.trial,
    )
    made = create_vault(command)
    try:
        if arguments.recovery_sheet is not None:
            sheet = papers.recovery_sheet(made.desk, made.recovery_key, console.language)
            arguments.recovery_sheet.write_bytes(sheet)
    finally:
        made.desk.close()
    place = warn_of_place(arguments.vault)
    console.say(f"Archivio creato: {arguments.vault}", f"Vault made: {arguments.vault}")
    if place is not None:
        console.say(
            f"Attenzione, il posto non è adatto ({place}): meglio il disco di questo PC.",
            f"Beware, this is no good place ({place}): better this PC's own disk.",
        )
    console.say(
        f"Chiave di recupero, da stampare e custodire: {made.recovery_key}",
        f"Recovery key, to print and keep safe: {made.recovery_key}",
    )
    console.document(
        {"vault": str(arguments.vault), "recovery_key": made.recovery_key, "warning": place}
    )
    return ExitCode.DONE


def info(arguments: Namespace, console: Console) -> ExitCode:
    """Tell counts and settings; no person is named."""
    with seated(arguments, console) as desk:
        found = vault_info(desk)
    told = {
        "path": str(found.path),
        "centre": found.centre,
        "schema": found.schema,
        "cipher": found.cipher,
        "households": found.households,
        "members": found.members,
        "aid": found.aid,
        "is_trial": found.is_trial,
        "is_enrolled": found.is_enrolled,
        "audit_entries": found.audit_entries,
    }
    for name, value in told.items():
        console.line(f"{name}:", value)
    console.document(told)
    return ExitCode.DONE
