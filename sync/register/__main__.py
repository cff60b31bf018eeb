"""Command ``dapo-register``: ``serve`` answers centres; ``invite``, ``revoke`` mind devices."""

import argparse
import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from sync.protocol.messages import KeyHolderAddress
from sync.protocol.signing import utc_now
from sync.register.admission import Register
from sync.register.application import make_application
from sync.register.database import SchemaUnknown, open_database
from sync.register.enrolment import DeviceUnknown, invite, revoke_device
from sync.serving.key_file import KeyFileDamaged, KeyFileUnsafe, load_or_create_key
from sync.serving.listening import listen
from sync.serving.options import Options

EXIT_DONE, EXIT_REFUSED = 0, 1
_KEY_LENGTH = 32
_REFUSALS = (
    DeviceUnknown,
    KeyFileDamaged,
    KeyFileUnsafe,
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
            sys.stdout.write(_signing_key(chosen).public_key().public_bytes_raw().hex() + "\n")
            return EXIT_DONE
        _run(chosen, open_database(chosen.database))
    except _REFUSALS as error:
        sys.stderr.write(f"dapo-register: {type(error).__name__}: {error}\n")
        return EXIT_REFUSED
    return EXIT_DONE


def read_key_holder(text: str) -> KeyHolderAddress:
    """Read ``URL#PUBLICKEY`` (64 hexadecimal digits); raises ``ValueError``."""
    url, separator, key = text.rpartition("#")
    public_key = bytes.fromhex(key)
    if not separator or not url.startswith(("http://", "https://")):
        raise ValueError(text)
    if len(public_key) != _KEY_LENGTH:
        raise ValueError(text)
    return KeyHolderAddress(url=url, public_key=public_key)


def _run(chosen: argparse.Namespace, engine: Engine) -> None:
    if chosen.command == "invite":
        sys.stdout.write(invite(engine, chosen.centre, utc_now()) + "\n")
    elif chosen.command == "revoke":
        revoke_device(engine, chosen.device, utc_now())
    else:
        register = Register(
            engine=engine,
            signing_key=_signing_key(chosen),
            key_holders=tuple(chosen.key_holder),
            public_url=chosen.public_url,
        )
        listen(make_application(register), chosen.host, chosen.port)


def _signing_key(chosen: argparse.Namespace) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(load_or_create_key(chosen.key_file))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dapo-register", description=__doc__)
    option = Options("DAPO_REGISTER_").add
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="answer the centres")
    invitation = commands.add_parser("invite", help="print a one-time code for a device")
    revocation = commands.add_parser("revoke", help="shut a device out")
    key = commands.add_parser("key", help="print the public key that key-holders pin")
    for command in (serve, invitation, revocation):
        option(command, "--database", default="register.db", help="a file, or a database URL")
    for command in (serve, key):
        option(command, "--key-file", type=Path, default=Path("register.key"))
    option(serve, "--host", default="127.0.0.1")
    option(serve, "--port", type=int, default=8900)
    option(serve, "--public-url", help="the address centres use, when a proxy hides it")
    option(
        serve,
        "--key-holder",
        action="append",
        type=read_key_holder,
        required=True,
        metavar="URL#PUBLICKEY",
    )
    invitation.add_argument("--centre", required=True, help="the centre's name")
    revocation.add_argument("--device", required=True, type=bytes.fromhex, help="its id, in hex")
    return parser


if __name__ == "__main__":
    sys.exit(main())
