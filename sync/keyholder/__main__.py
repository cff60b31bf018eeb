"""Command ``dapo-keyholder``: ``serve`` answers, ``key`` prints the public key that centres pin."""

import argparse
import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.keyholder.application import KeyHolder, make_application
from sync.keyholder.evaluation import Evaluating
from sync.oprf import KeyHolderKey
from sync.serving.key_file import KeyFileDamaged, KeyFileUnsafe, load_or_create_key
from sync.serving.listening import listen
from sync.serving.options import Options

EXIT_DONE, EXIT_REFUSED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0, or 1 when the key file or address cannot be used."""
    multiprocessing.freeze_support()
    chosen = _parser().parse_args(arguments)
    try:
        seed = load_or_create_key(chosen.key_file)
        if chosen.command == "key":
            sys.stdout.write(KeyHolderKey(seed).public_key.hex() + "\n")
        else:
            _serve(chosen, seed)
    except (KeyFileUnsafe, KeyFileDamaged, OSError) as error:
        sys.stderr.write(f"dapo-keyholder: {type(error).__name__}: {error}\n")
        return EXIT_REFUSED
    return EXIT_DONE


def _serve(chosen: argparse.Namespace, seed: bytes) -> None:
    holder = KeyHolder(
        evaluating=Evaluating(seed, chosen.workers),
        register_key=Ed25519PublicKey.from_public_bytes(chosen.register_key),
        public_url=chosen.public_url,
    )
    listen(make_application(holder), chosen.host, chosen.port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dapo-keyholder", description=__doc__)
    option = Options("DAPO_KEYHOLDER_").add
    commands = parser.add_subparsers(dest="command", required=True)
    key = commands.add_parser("key", help="print the public key")
    serve = commands.add_parser("serve", help="answer the centres' questions")
    for command in (key, serve):
        option(command, "--key-file", type=Path, default="keyholder.key")
    option(serve, "--register-key", type=bytes.fromhex, required=True)
    option(serve, "--host", default="127.0.0.1")
    option(serve, "--port", type=int, default="8901")
    option(serve, "--public-url", help="the address centres use, when a proxy hides it")
    option(serve, "--workers", type=int, help="processes that compute; all cores unless told")
    return parser


if __name__ == "__main__":
    sys.exit(main())
