"""The whole of DA.PO in one command: seven centres, a register, two key-holders, one closing.

    python3 dev.py demo                     the small registers that ship with the program
    python3 dev.py demo --full              the seven whole registers
    python3 dev.py demo --registers FOLDER --headless --report FILE.json

Everything runs on this PC and ends with the command; what it made stays in `demo-output`.
Exit codes as `dapo-admin`; 5 when the register of some centre could not be brought in.
"""

import multiprocessing
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; see the module's docstring."""
    # Every process that the demo starts imports this module first, also those that only parse.
    from app.cli.demo_run import run  # see above

    multiprocessing.freeze_support()
    return run(_parser().parse_args(arguments))


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="demo", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--full", action="store_true", help="the seven whole registers")
    which.add_argument("--registers", type=Path, metavar="FOLDER", help="one file a centre")
    parser.add_argument("--headless", action="store_true", help="do not open the desktop")
    parser.add_argument("--report", type=Path, metavar="FILE.json", help="all that was found")
    parser.add_argument("--output", type=Path, default=Path("demo-output"), metavar="FOLDER")
    parser.add_argument("--lang", choices=("it", "en"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
