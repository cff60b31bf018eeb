"""Commands that mind administrators: ``dapo-register administrator add|remove|reset|list``."""

import argparse
import sys

from sqlalchemy import Engine

from sync.protocol.signing import utc_now
from sync.register.administrators import (
    add_administrator,
    list_administrators,
    remove_administrator,
    reset_passphrase,
)
from sync.register.audit import COMMAND_LINE
from sync.register.database import reading
from sync.register.trust_commands import AddOption


def add_administrator_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", option: AddOption
) -> None:
    """Add ``administrator`` and what it may do."""
    administrator = commands.add_parser("administrator", help="who signs in at the web page")
    option(administrator, "--database", default="register.db", help="a file, or a database URL")
    acts = administrator.add_subparsers(dest="act", required=True)
    runs = {"add": _add, "remove": _remove, "reset": _reset, "list": _list}
    helps = {
        "add": "print a first passphrase, changed at the first sign-in",
        "remove": "shut an administrator out",
        "reset": "print a new first passphrase",
        "list": "print the names",
    }
    for act, run in runs.items():
        parser = acts.add_parser(act, help=helps[act])
        if act != "list":
            parser.add_argument("name")
        parser.set_defaults(run=run)


def _add(chosen: argparse.Namespace, engine: Engine) -> None:
    _print(add_administrator(engine, chosen.name, utc_now(), by=COMMAND_LINE))


def _remove(chosen: argparse.Namespace, engine: Engine) -> None:
    remove_administrator(engine, chosen.name, utc_now(), by=COMMAND_LINE)


def _reset(chosen: argparse.Namespace, engine: Engine) -> None:
    _print(reset_passphrase(engine, chosen.name, utc_now(), by=COMMAND_LINE))


def _list(_: argparse.Namespace, engine: Engine) -> None:
    with reading(engine) as connection:
        for each in list_administrators(connection):
            _print(each.name + (" (has not signed in yet)" if each.must_change else ""))


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
