"""Freeze the desktop into `dist/dapo`, then wrap it as each system likes.

Windows: an installer for one user, when Inno Setup 6 is on the PC. Linux: a tar.gz with a menu
entry. macOS: the bare folder (see macos/NOTES.md). Started by `python3 dev.py build`.
"""

import platform
import shutil
import subprocess
import sys
from pathlib import Path

from installer.sbom import write_sbom
from resources import VERSION

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DIST = ROOT / "dist"
INNO = Path("C:/Program Files (x86)/Inno Setup 6/ISCC.exe")


def freeze() -> Path:
    """Run PyInstaller; the folder that it made.

    Raises:
        subprocess.CalledProcessError: PyInstaller gave up, and said why.
    """
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    command += ["--distpath", str(DIST), "--workpath", str(ROOT / "build"), "dapo.spec"]
    subprocess.run(command, cwd=HERE, check=True)
    return DIST / "dapo"


def wrap_for_windows(number: str) -> Path | None:
    """The per-user installer; None when Inno Setup is not on this PC."""
    found = shutil.which("ISCC")
    compiler = Path(found) if found else INNO
    if not compiler.exists():
        print("Inno Setup 6 is not installed: the folder is ready, the installer is not.")
        return None
    script = HERE / "windows" / "dapo.iss"
    subprocess.run([str(compiler), f"/DVersion={number}", str(script)], check=True)
    return DIST / f"DAPO-{number}-setup.exe"


def wrap_for_linux(folder: Path, number: str) -> Path:
    """The folder with its menu entry and icon, as one tar.gz."""
    for name in ("dapo.desktop", "install.sh"):
        shutil.copy(HERE / "linux" / name, folder)
    shutil.copy(ROOT / "resources" / "icons" / "house-heart.svg", folder / "dapo.svg")
    base = DIST / f"dapo-{number}-linux-{platform.machine()}"
    return Path(shutil.make_archive(str(base), "gztar", DIST, folder.name))


def main() -> int:
    """Build for the system that this runs on."""
    folder = freeze()
    write_sbom(folder, VERSION)
    made: Path | None = folder
    if sys.platform == "win32":
        made = wrap_for_windows(VERSION) or folder
    elif sys.platform.startswith("linux"):
        made = wrap_for_linux(folder, VERSION)
    print(f"Made: {made}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
