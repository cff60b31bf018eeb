"""A desktop that closes months until it is killed, or has closed one.

    python -m tests.support.closing_child VAULT RECOVERYKEY MONTH

Prints ``closing`` when it begins and ``closed`` when it is done.
"""

import sys
from pathlib import Path

from app.services.closing import close_month
from app.services.vaults import open_with_recovery_key


def main() -> None:
    """Close a month."""
    path, recovery_key, month = sys.argv[1:]
    desk = open_with_recovery_key(Path(path), recovery_key)
    _say("closing")
    close_month(desk, month)
    desk.close()
    _say("closed")


def _say(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
