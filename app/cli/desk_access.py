"""Sitting down at a vault from the command line: which file, which passphrase."""

import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path

from app.cli.console import Console
from app.services.desk import Desk
from app.services.vaults import open_vault
from models.errors import DomainError, WorldError

FROM_ENVIRONMENT = "DAPO_PASSPHRASE"
VAULT_VARIABLE = "DAPO_VAULT"


class PassphraseMissing(DomainError):
    """Nobody is there to type the passphrase, and it was not given otherwise."""

    code = "passphrase_missing"


class FileMissing(WorldError):
    """A file named on the command line cannot be read."""

    code = "file_missing"


def add_vault_options(parser: ArgumentParser) -> None:
    """Which vault, and where its passphrase comes from; an option not given leaves no trace."""
    parser.add_argument(
        "--vault",
        type=Path,
        default=SUPPRESS,
        help=f"the centre's file (or {VAULT_VARIABLE})",
    )
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        default=SUPPRESS,
        metavar="FILE",
        help=f"its first line is the passphrase (or {FROM_ENVIRONMENT}; else it is asked)",
    )


def known_vault() -> Path | None:
    """The vault that the environment names."""
    named = os.environ.get(VAULT_VARIABLE)
    return Path(named) if named else None


def read_passphrase(arguments: Namespace, console: Console, *, twice: bool = False) -> str:
    """The passphrase from its file, the environment or the keyboard.

    Raises:
        PassphraseMissing: there is none, and no keyboard; or typed twice unlike.
        FileMissing: the passphrase file cannot be read.
    """
    if arguments.passphrase_file is not None:
        return read_text(arguments.passphrase_file).partition("\n")[0].rstrip("\r")
    if FROM_ENVIRONMENT in os.environ:
        return os.environ[FROM_ENVIRONMENT]
    if not sys.stdin.isatty():
        raise PassphraseMissing
    typed = getpass(console.pick("Frase segreta: ", "Passphrase: "))
    again = getpass(console.pick("Ancora una volta: ", "Once more: ")) if twice else typed
    if not typed or typed != again:
        raise PassphraseMissing
    return typed


def read_text(path: Path) -> str:
    """A small text file's content.

    Raises:
        FileMissing: it is not there or cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileMissing(path=str(path)) from error


@contextmanager
def seated(arguments: Namespace, console: Console) -> Iterator[Desk]:
    """The desk at the vault named on the command line; closed at the end."""
    desk = open_vault(arguments.vault, read_passphrase(arguments, console))
    try:
        yield desk
    finally:
        desk.close()
