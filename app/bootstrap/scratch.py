"""A folder of this process's own for temporary files, wiped at start, at every lock and at the end.

The program itself writes none. Libraries and the system's printing do (CUPS keeps what is printed
in a file until it is queued), and after a crash it would lie where anybody looks.
"""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from models.errors import WorldError
from models.storage.instance_lock import InstanceLock

_VARIABLES = ("TMPDIR", "TMP", "TEMP")


class Scratch:
    """The folder, and the lock beside it that says that somebody uses it."""

    def __init__(self, root: Path | None = None) -> None:
        """Folders lie in `root`; the person's own cache unless it is told."""
        self._root = root or user_cache_path("dapo", appauthor=False) / "scratch"
        self._folder: Path | None = None
        self._lock: InstanceLock | None = None

    def begin(self) -> None:
        """Wipe what crashed processes left, then send all temporary files to a new folder.

        Where the cache cannot be written, temporary files stay where the system puts them.
        """
        with suppress(OSError, WorldError):
            self._root.mkdir(parents=True, exist_ok=True)
            self._root.chmod(0o700)
            for left in sorted(self._root.iterdir()):
                if left.is_dir():
                    _remove_unused(left)
            folder = self._root / str(os.getpid())
            self._lock = InstanceLock(folder).acquire()
            folder.mkdir(mode=0o700)
            self._folder = folder
            for name in _VARIABLES:
                os.environ[name] = str(folder)
            tempfile.tempdir = str(folder)

    def wipe(self) -> None:
        """Remove all that lies in the folder; what another program still holds goes later."""
        if self._folder is not None:
            for path in self._folder.iterdir():
                _remove(path)

    def end(self) -> None:
        """Remove the folder too."""
        if self._folder is not None and self._lock is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._lock.release()
            with suppress(OSError):
                self._lock.path.unlink()
            self._folder = self._lock = None


def _remove_unused(folder: Path) -> None:
    try:
        lock = InstanceLock(folder).acquire()
    except WorldError:
        return  # another window of the program is at work there
    shutil.rmtree(folder, ignore_errors=True)
    lock.release()
    with suppress(OSError):
        lock.path.unlink()


def _remove(path: Path) -> None:
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
