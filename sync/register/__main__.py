"""Command ``dapo-register``: ``serve`` answers centres; the others mind devices and the log."""

import argparse
import multiprocessing
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from sync.protocol.messages import KeyHolderAddress
from sync.protocol.signing import utc_now
from sync.register.administrator_commands import add_administrator_commands
from sync.register.administrators import AdministratorExists, AdministratorUnknown, NameInvalid
from sync.register.admission import REQUESTS_A_MINUTE
from sync.register.application import interface
from sync.register.audit import COMMAND_LINE
from sync.register.database import SchemaUnknown, open_database, writing
from sync.register.devices import ConfirmerInvited, DeviceNotWaiting, DeviceUnknown
from sync.register.figures import Figures
from sync.register.key_sets import SEEN_EVERY_SECONDS, see_key_sets
from sync.register.reconciling import begin_epoch
from sync.register.trust_commands import LogBroken, add_trust_commands
from sync.register.worker import Worker, read_signing_key
from sync.serving.key_file import KeyFileDamaged, KeyFileUnsafe
from sync.serving.listening import (
    CertificateMissing,
    add_endpoint_options,
    begin_log,
    listen,
    read_endpoint,
)
from sync.serving.openapi import written
from sync.serving.options import Options
from sync.serving.repeating import repeating

EXIT_DONE, EXIT_REFUSED = 0, 1
_KEY_LENGTH = 32
_REFUSALS = (
    AdministratorExists,
    AdministratorUnknown,
    CertificateMissing,
    ConfirmerInvited,
    DeviceNotWaiting,
    DeviceUnknown,
    KeyFileDamaged,
    KeyFileUnsafe,
    LogBroken,
    NameInvalid,
    OSError,
    SchemaUnknown,
    SQLAlchemyError,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0, or 1 when database, key file or address cannot be used."""
    multiprocessing.freeze_support()
    chosen = _parser().parse_args(arguments)
    try:
        if chosen.command == "key":
            sys.stdout.write(
                read_signing_key(chosen.key_file).public_key().public_bytes_raw().hex() + "\n"
            )
            return EXIT_DONE
        if chosen.command == "openapi":
            sys.stdout.write(written(interface()))
            return EXIT_DONE
        engine = open_database(chosen.database)
        try:
            chosen.run(chosen, engine)
        finally:
            engine.dispose()
    except _REFUSALS as error:
        sys.stderr.write(f"dapo-register: {type(error).__name__}: {error}\n")
        return EXIT_REFUSED
    return EXIT_DONE


def read_key_holder(text: str) -> KeyHolderAddress:
    """Read ``URL#IDENTITYKEY`` (64 hexadecimal digits); raises ``ValueError``."""
    url, separator, key = text.rpartition("#")
    identity_key = bytes.fromhex(key)
    if not separator or not url.startswith(("http://", "https://")):
        raise ValueError(text)
    if len(identity_key) != _KEY_LENGTH:
        raise ValueError(text)
    return KeyHolderAddress(url=url, identity_key=identity_key)


def _serve(chosen: argparse.Namespace, engine: Engine) -> None:
    endpoint = read_endpoint(chosen, chosen.workers)
    begin_log(endpoint)
    # What is done by itself is done here, once, and not in each worker.
    see = partial(see_key_sets, engine, tuple(chosen.key_holder), utc_now)
    with repeating(see, SEEN_EVERY_SECONDS):
        worker = Worker(
            database=chosen.database,
            key_file=chosen.key_file,
            key_holders=tuple(chosen.key_holder),
            public_url=chosen.public_url,
            requests_a_minute=chosen.requests_a_minute,
        )
        figures = Figures(engine)
        listen(worker() if chosen.workers == 1 else worker, endpoint, figures.read)


def _note_restore(_: argparse.Namespace, engine: Engine) -> None:
    with writing(engine) as connection:
        begin_epoch(connection, utc_now(), by=COMMAND_LINE)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dapo-register", description=__doc__)
    options = Options("DAPO_REGISTER_")
    option = options.add
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="answer the centres")
    serve.set_defaults(run=_serve)
    option(serve, "--database", default="register.db", help="a file, or a database URL")
    key = commands.add_parser("key", help="print the public key that key-holders pin")
    commands.add_parser("openapi", help="print the description of its interface")
    add_trust_commands(commands, option)
    add_administrator_commands(commands, option)
    restored = commands.add_parser("restored", help="the database was put back from a copy")
    restored.set_defaults(run=_note_restore)
    option(restored, "--database", default="register.db", help="a file, or a database URL")
    for command in (serve, key):
        option(command, "--key-file", type=Path, default=Path("register.key"))
    add_endpoint_options(options, serve, 8900)
    option(serve, "--workers", type=int, default=1, help="processes that answer")
    option(serve, "--public-url", help="the address centres use, when a proxy hides it")
    option(
        serve,
        "--key-holder",
        action="append",
        type=read_key_holder,
        required=True,
        metavar="URL#IDENTITYKEY",
    )
    option(serve, "--requests-a-minute", type=int, default=REQUESTS_A_MINUTE, help="of a device")
    return parser


if __name__ == "__main__":
    sys.exit(main())
