"""Nothing of this process's memory on the disk: no core dump, no error report of the system's."""

import ctypes
import sys
from contextlib import suppress

if sys.platform == "win32":
    _NO_DIALOGS = 0x0001 | 0x0002  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX

    def keep_memory_private() -> None:
        """Ask Windows for no error report, and so for no dump, when this process crashes."""
        ctypes.windll.kernel32.SetErrorMode(_NO_DIALOGS)

else:
    import resource

    _PR_SET_DUMPABLE = 4

    def keep_memory_private() -> None:
        """Refuse core dumps, also those that the system pipes to a program of its own.

        A limit of zero does not stop a dump that goes to a program (core(5)); a process that is
        not dumpable has none at all, and other programs of the same person cannot read its memory
        (prctl(2), Linux only).
        """
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            with suppress(OSError, AttributeError):
                ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
