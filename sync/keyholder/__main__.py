"""Command ``dapo-keyholder``: ``serve`` answers; the others mind the keys.

A running server takes up what ``rotate`` and ``forget`` change by itself.
"""

import argparse
import multiprocessing
import sqlite3
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.keyholder.admission import TrustedRegister, open_key_holder
from sync.keyholder.application import interface, make_application
from sync.keyholder.evaluation import Evaluating
from sync.keyholder.keys import OVERLAP_DAYS, KeyRing, RotationRefused, forget_ended, rotate
from sync.keyholder.watching import WATCHED_EVERY_SECONDS
from sync.protocol.messages import HeldKey
from sync.protocol.signing import utc_now
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
_REFUSALS = (
    CertificateMissing,
    KeyFileDamaged,
    KeyFileUnsafe,
    OSError,
    RotationRefused,
    sqlite3.Error,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0, or 1 when the key file or address cannot be used."""
    multiprocessing.freeze_support()
    chosen = _parser().parse_args(arguments)
    if chosen.command == "openapi":
        sys.stdout.write(written(interface()))
        return EXIT_DONE
    try:
        keys = KeyRing(chosen.key_file)
        if chosen.command == "serve":
            _serve(chosen, keys)
        else:
            sys.stdout.write(_mind(chosen, keys) + "\n")
    except _REFUSALS as error:
        sys.stderr.write(f"dapo-keyholder: {type(error).__name__}: {error}\n")
        return EXIT_REFUSED
    return EXIT_DONE


def _serve(chosen: argparse.Namespace, keys: KeyRing) -> None:
    endpoint = read_endpoint(chosen)
    begin_log(endpoint)
    register_key = Ed25519PublicKey.from_public_bytes(chosen.register_key)
    holder = open_key_holder(
        keys,
        Evaluating(chosen.workers),
        TrustedRegister(chosen.register_url, register_key),
        chosen.quota_file,
        public_url=chosen.public_url,
    )
    with repeating(holder.watch.look, WATCHED_EVERY_SECONDS):
        listen(make_application(holder), endpoint, holder.figures)


def _mind(chosen: argparse.Namespace, keys: KeyRing) -> str:
    """Do what a command asks of the keys; returns what it prints."""
    path, today = chosen.key_file, utc_now().date()
    if chosen.command == "key":
        return keys.identity_key.hex()
    if chosen.command == "rotate":
        rotate(path, chosen.begins, today, chosen.overlap_days)
    elif chosen.command == "forget":
        forget_ended(path, today)
    told = KeyRing(path).key_set().keys
    return "\n".join([f"identity {keys.identity_key.hex()}", *map(_line, told)])


def _line(key: HeldKey) -> str:
    until = "" if key.ends is None else f" until {_day(key.ends)}"
    return f"{key.key_epoch} {key.public_key.hex()} from {_day(key.begins)}{until}"


def _day(instant: int) -> date:
    return datetime.fromtimestamp(instant, UTC).date()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dapo-keyholder", description=__doc__)
    options = Options("DAPO_KEYHOLDER_")
    option = options.add
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="answer the centres' questions")
    commands.add_parser("openapi", help="print the description of its interface")
    rotation = commands.add_parser("rotate", help="add the key of the next key epoch")
    for command in (
        commands.add_parser("key", help="print the public identity, which the register pins"),
        commands.add_parser("keys", help="print the public keys and their days"),
        commands.add_parser("forget", help="erase the secrets of keys that ended"),
        rotation,
        serve,
    ):
        option(command, "--key-file", type=Path, default=Path("keyholder.key"))
    rotation.add_argument(
        "--begins",
        type=date.fromisoformat,
        required=True,
        metavar="YYYY-MM-DD",
        help="first day of the new key (UTC), the same at every key-holder of the network",
    )
    rotation.add_argument(
        "--overlap-days", type=int, default=OVERLAP_DAYS, help="days both keys are used"
    )
    option(serve, "--register-key", type=bytes.fromhex, required=True)
    option(serve, "--register-url", required=True, help="where it tells whom it shut out")
    option(serve, "--quota-file", type=Path, default=Path("keyholder.db"), help="questions counted")
    add_endpoint_options(options, serve, 8901)
    option(serve, "--public-url", help="the address centres use, when a proxy hides it")
    option(
        serve, "--workers", type=int, help="processes that compute; one a core unless told, 0: none"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
