"""`dapo-admin backup|restore|verify`: copies, their restoring, and the audit chain."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.cli.console import Console
from app.cli.desk_access import read_passphrase, seated
from app.cli.exit_codes import ExitCode
from app.services.backups import (
    back_up,
    back_up_elsewhere,
    choose_backup_folder,
    rehearse_restore,
)
from app.services.restoring import restore_backup


def add_backup_options(parser: ArgumentParser) -> None:
    """Options of `backup`."""
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", help="also a compact file there, off the PC"
    )
    parser.add_argument(
        "--rehearse", action="store_true", help="restore the copy for trial, count it, remove it"
    )


def run_backup(arguments: Namespace, console: Console) -> ExitCode:
    """Back the vault up beside it and, where asked, off the PC."""
    with seated(arguments, console) as desk:
        lines = [back_up(desk, console.progress)]
        if arguments.to is not None:
            choose_backup_folder(desk, arguments.to)
            lines.append(back_up_elsewhere(desk, console.progress))
        rehearsed = [
            rehearse_restore(desk, line.path, console.progress)
            for line in lines
            if arguments.rehearse
        ]
    for line in lines:
        console.say(f"Copia fatta: {line.path}", f"Backup made: {line.path}")
    for contents in rehearsed:
        console.say(
            f"Prova riuscita: {contents.households} nuclei, {contents.aid} aiuti.",
            f"Rehearsed: {contents.households} households, {contents.aid} aids.",
        )
    console.document(
        {
            "backups": [{"path": str(line.path), "size": line.size} for line in lines],
            "rehearsed": [{"households": one.households, "aid": one.aid} for one in rehearsed],
        }
    )
    return ExitCode.DONE


def add_restore_options(parser: ArgumentParser) -> None:
    """Options of `restore`."""
    parser.add_argument("backup", type=Path, help="a .dapobackup file, or a copy (.dapo)")


def run_restore(arguments: Namespace, console: Console) -> ExitCode:
    """Restore a backup where `--vault` says; what lies there is put aside."""
    secret = read_passphrase(arguments, console)
    desk, contents = restore_backup(arguments.backup, secret, arguments.vault, console.progress)
    desk.close()
    console.say(
        f"Ripristinato {contents.centre}: {contents.households} nuclei, {contents.aid} aiuti.",
        f"Restored {contents.centre}: {contents.households} households, {contents.aid} aids.",
    )
    console.document(
        {"centre": contents.centre, "households": contents.households, "aid": contents.aid}
    )
    return ExitCode.DONE
