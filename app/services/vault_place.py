"""Places where a vault is in danger: synchronised folders, network shares, sticks."""

import os
import sys
from pathlib import Path, PurePath
from typing import Final, Literal

Danger = Literal["synced_folder", "network_share", "removable"]

_SYNCED: Final = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "mobile documents",
    "nextcloud",
    "owncloud",
    "pcloud",
    "megasync",
    "syncthing",
)
_NETWORK_TYPES: Final = frozenset({"cifs", "smb3", "smbfs", "nfs", "nfs4", "davfs", "fuse.sshfs"})
_REMOVABLE_ROOTS: Final = (("/", "media"), ("/", "run", "media"), ("/", "Volumes"))
_WINDOWS_DRIVES: Final[dict[int, Danger]] = {2: "removable", 4: "network_share"}


def warn_of_place(path: Path) -> Danger | None:
    """Why a vault should not be kept there, None when nothing speaks against it.

    A synchronised folder copies the file while it is written, a share cannot be locked safely, a
    stick is lost.
    """
    place = path.expanduser().absolute()
    if _is_synced(place):
        return "synced_folder"
    if str(path).startswith(("\\\\", "//")):
        return "network_share"
    if sys.platform == "win32":
        return _windows_drive(place)
    mounts = Path("/proc/self/mounts")
    if mounts.exists() and _file_system(place, mounts.read_text("utf-8")) in _NETWORK_TYPES:
        return "network_share"
    if any(place.parts[: len(root)] == root for root in _REMOVABLE_ROOTS):
        return "removable"
    return None


def _is_synced(place: PurePath) -> bool:
    named = any(part.casefold().startswith(_SYNCED) for part in place.parts)
    told = (os.environ.get(name) for name in ("OneDrive", "OneDriveCommercial"))
    return named or any(place.is_relative_to(folder) for folder in told if folder)


def _file_system(place: PurePath, mounts: str) -> str:
    """Type of the file system of the longest mount point above a place."""
    found = ("", "")
    for line in mounts.splitlines():
        _device, point, kind, *_rest = line.split(" ")
        folder = point.encode().decode("unicode_escape")
        if place.is_relative_to(folder) and len(folder) >= len(found[0]):
            found = (folder, kind)
    return found[1]


if sys.platform == "win32":
    import ctypes

    def _windows_drive(place: Path) -> Danger | None:
        return _WINDOWS_DRIVES.get(ctypes.windll.kernel32.GetDriveTypeW(place.anchor))
