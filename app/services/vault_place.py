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
    "my drive",
    "il mio drive",
    "icloud",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "proton drive",
    "tresorit",
    "seafile",
    "pcloud",
    "megasync",
    "syncthing",
)
"""How folders of programs that copy to the internet are called, in small letters."""
_SYNC_MARKS: Final = (
    ".dropbox",
    ".dropbox.cache",
    ".nextcloudsync.log",
    ".owncloudsync.log",
    ".sync_*.db",
    "._sync_*.db",
    ".stfolder",
    ".seafile-data",
)
"""What such programs leave in the folder that they copy, whatever its name."""
_KINDS: Final[dict[str, Danger]] = {
    **dict.fromkeys(
        ("fuse.rclone", "fuse.onedriver", "fuse.google-drive-ocamlfuse", "fuse.pcloud"),
        "synced_folder",
    ),
    **dict.fromkeys(
        (
            *("cifs", "smb3", "smbfs", "nfs", "nfs4", "davfs", "afpfs", "ceph", "glusterfs"),
            *("fuse.sshfs", "fuse.gvfsd-fuse", "fuse.davfs2", "vboxsf", "9p"),
        ),
        "network_share",
    ),
}
"""What kinds of file system on Linux say of a place."""
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
    kind = _file_system(place, mounts.read_text("utf-8")) if mounts.exists() else ""
    is_removable = any(place.parts[: len(root)] == root for root in _REMOVABLE_ROOTS)
    return _KINDS.get(kind, "removable" if is_removable else None)


def is_on_same_disk(one: Path, other: Path) -> bool:
    """Whether two places lie on one disk, and are lost together.

    False also when one of them cannot be seen, such as a stick that was taken out.
    """
    try:
        return _disk(one) == _disk(other)
    except OSError:
        return False


def _disk(place: Path) -> str:
    device = place.expanduser().absolute().stat().st_dev
    # Windows numbers volumes, and knows neither word.
    name = f"{os.major(device)}:{os.minor(device)}" if hasattr(os, "major") else str(device)
    return _disk_of(name)


def _disk_of(device: str) -> str:
    """Name of the disk of a device; on Linux its partitions are one disk."""
    block = _block(device)
    if not block.exists():
        return device
    is_part = (block / "partition").exists()
    return (block.resolve().parent if is_part else block.resolve()).name


def _block(device: str) -> Path:
    """Where Linux tells of a device, by its two numbers."""
    return Path("/sys/dev/block") / device


def _is_synced(place: PurePath) -> bool:
    named = any(part.casefold().startswith(_SYNCED) for part in place.parts)
    told = (os.environ.get(name) for name in ("OneDrive", "OneDriveCommercial"))
    told_so = any(place.is_relative_to(folder) for folder in told if folder)
    return named or told_so or any(map(_is_marked, place.parents))


def _is_marked(folder: PurePath) -> bool:
    try:
        return any(True for mark in _SYNC_MARKS for _ in Path(folder).glob(mark))
    except OSError:
        return False


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
