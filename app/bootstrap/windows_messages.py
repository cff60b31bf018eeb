"""Windows' messages about sleep and locked screens, read where Qt hands them over."""

import ctypes
import sys
from ctypes import wintypes
from typing import Final

_KIND: Final = b"windows_generic_MSG"
_WM_POWERBROADCAST: Final = 0x0218
_PBT_APMSUSPEND: Final = 0x0004
_WM_WTSSESSION_CHANGE: Final = 0x02B1
_WTS_CONSOLE_DISCONNECT: Final = 0x2
_WTS_REMOTE_DISCONNECT: Final = 0x4
_WTS_SESSION_LOCK: Final = 0x7
_LEAVING: Final = frozenset(
    {
        (_WM_POWERBROADCAST, _PBT_APMSUSPEND),
        (_WM_WTSSESSION_CHANGE, _WTS_CONSOLE_DISCONNECT),
        (_WM_WTSSESSION_CHANGE, _WTS_REMOTE_DISCONNECT),
        (_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK),
    }
)


def tells_absence(kind: bytes, address: int) -> bool:
    """Whether the MSG at this address says that the PC sleeps or that its screen is locked."""
    if kind != _KIND or not address:
        return False
    message = wintypes.MSG.from_address(address)
    return (message.message, message.wParam) in _LEAVING


if sys.platform == "win32":

    def ask_for_session_changes(window: int) -> None:
        """Let a window, by its handle, be told when the screen is locked."""
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(window), 0)

else:

    def ask_for_session_changes(window: int) -> None:
        """Nothing: other systems tell without being asked."""
