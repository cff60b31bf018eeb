"""The desktop on a demo vault: a window where there is a screen, else pictures of it."""

import os
import subprocess
import sys
from pathlib import Path

from app.cli.desk_access import FROM_ENVIRONMENT


def has_screen() -> bool:
    """Whether a window would be seen by anyone."""
    if os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def show_desktop(vault: Path, passphrase: str, output: Path) -> bool:
    """Open the desktop on a vault and wait until it is closed.

    Without a screen it walks through its pages and leaves their pictures in `output`. False when
    the desktop ended badly.
    """
    command = [sys.executable, "-m", "app", "--vault", str(vault)]
    environment = os.environ | {FROM_ENVIRONMENT: passphrase}
    if not has_screen():
        command += ["--tour", str(output)]
        environment["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(command, env=environment, check=False)
    return done.returncode == 0
