"""The desktop: `dapo`, or `python -m app`."""

import multiprocessing
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from app.bootstrap import Start, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the desktop; answers when its last window is closed.

    With DAPO_PASSPHRASE in the environment the vault opens without asking, as `dapo-admin` does.
    """
    multiprocessing.freeze_support()
    parser = ArgumentParser(prog="dapo", description="Le schede di un centro di ascolto.")
    parser.add_argument("--vault", type=Path, metavar="FILE", help="the centre's file")
    parser.add_argument(
        "--tour", type=Path, metavar="FOLDER", help="leave a picture of every screen there, and end"
    )
    options = parser.parse_args(arguments)
    if options.tour is not None and options.vault is None:
        parser.error("--tour needs --vault")
    return run(Start(options.vault, options.tour))


if __name__ == "__main__":
    sys.exit(main())
