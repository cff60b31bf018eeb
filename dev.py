#!/usr/bin/env python3
"""Set up, try, test and check DA.PO with nothing but Python 3.11 or newer.

python3 dev.py setup          make or mend the environment in .venv
python3 dev.py demo           seven centres, a register, two key-holders, one month closed
python3 dev.py run            open the desktop
python3 dev.py test [...]     the tests; extra words go to pytest (-k, a path, ...)
python3 dev.py check          formatter, linter, types, import contracts
python3 dev.py audit          known vulnerabilities of everything in requirements/*.txt
python3 dev.py bench [NAME]   every operation beside its limit
python3 dev.py build          a folder (on Windows also an installer) for PCs without Python
python3 dev.py lock           compile requirements/*.txt again (--upgrade for newer versions)
"""

import ctypes.util
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# Nothing in this file is beyond Python 3.6 to read, so that an old Python gets these words.
if sys.version_info < (3, 11):
    sys.exit(
        "DA.PO needs Python 3.11 or newer; this one is "
        + platform.python_version()
        + " ("
        + sys.executable
        + ").\nInstall a newer one and use it here, for example: python3.13 dev.py setup"
    )

ROOT = Path(__file__).resolve().parent
REQUIREMENTS = ROOT / "requirements"
PINNED = re.compile(r"^[A-Za-z0-9][\w.\-]*==", re.MULTILINE)
# What would tie a lock to one place: an address, an index, a folder of somebody's machine.
PLACED = re.compile(r"://|^\s*-|\s@\s|find-links", re.MULTILINE)

# Everything in these folders was written to be proved in full, line and branch.
COMPLETE = (
    "models/rules/*",
    "models/storage/*",
    "sync/matching/*",
    "sync/oprf/*",
    "sync/protocol/*",
    "app/services/*",
)

ROOM_FOR_TESTS = 4 * 2**30
"""Bytes that must be free in memory for the tests' files to be kept there; they take a quarter."""

QT_LIBRARIES = """
    libglib2.0-0 libgl1 libegl1 libfontconfig1 libxkbcommon0 libdbus-1-3 libgssapi-krb5-2
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-util1 libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1
"""
BROWSER = ("chromium", "chromedriver")
BROWSER_PACKAGES = ["chromium", "chromium-driver"]
QT_TRIAL = "from PySide6.QtWidgets import QApplication; import PySide6.QtSvg; QApplication([])"


def say(text: str) -> None:
    """Print one line now, even when the output is a file."""
    print(text, flush=True)


def run(*command: str | Path, **settings: str) -> int:
    """Run a command in the project's folder, with `settings` added to its environment."""
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env={**os.environ, **settings}, check=False).returncode


class Environment:
    """One virtual environment, filled from one hash-locked file and remembered by a stamp."""

    def __init__(self, folder: str, lock: str) -> None:
        self.folder = ROOT / folder
        self.lock = REQUIREMENTS / lock
        scripts = "Scripts/python.exe" if os.name == "nt" else "bin/python"
        self.python = self.folder / scripts
        self.stamp = self.folder / "dapo-stamp"

    def ensure(self) -> None:
        """Make, fill or mend the environment; does nothing when the stamp agrees."""
        wanted = self.fingerprint()
        found = self.stamp.read_text(encoding="utf-8") if self.stamp.exists() else ""
        if self.python.exists() and found == wanted:
            return
        started = time.monotonic()
        self.stamp.unlink(missing_ok=True)
        # The programs in an environment know their own place, so a moved one is made anew.
        was_moved = bool(found) and not found.endswith(str(self.folder))
        if was_moved or not (self._is_sound() and self._fill()):
            self._create()
            if not self._fill():
                sys.exit("The packages could not be installed; the lines above say why.")
        self.stamp.write_text(wanted, encoding="utf-8")
        say(f"Environment ready in {time.monotonic() - started:.0f} s.")

    def ensure_qt(self, *, on_screen: bool = False) -> None:
        """See that Qt finds the libraries of the system, and install them where we may."""
        stamp = self.folder / ("dapo-qt-on-screen" if on_screen else "dapo-qt-offscreen")
        if stamp.exists():
            return
        packages = QT_LIBRARIES.split()
        started = self._qt_starts(on_screen)
        if not started and apt_install(packages, "Qt's system libraries"):
            started = self._qt_starts(on_screen)
        if started:
            stamp.touch()
            return
        if not sys.platform.startswith("linux"):
            sys.exit("Qt does not start on this machine: " + self._qt_complaint())
        sys.exit(
            f"Qt lacks libraries of the system ({self._qt_complaint()}).\n"
            "On Debian or Ubuntu run this line, then the same command again:\n\n"
            f"  sudo apt-get install -y --no-install-recommends {' '.join(packages)}\n"
        )

    def fingerprint(self) -> str:
        """What the stamp must say: this lock, this Python, this system, this place."""
        digest = hashlib.sha256(self.lock.read_bytes()).hexdigest()
        return f"{digest} {platform.python_version()} {sys.platform} {self.folder}"

    def _is_sound(self) -> bool:
        if not self.python.exists():
            return False
        probe = "import sys, pip; print('.'.join(map(str, sys.version_info[:2])))"
        answer = subprocess.run(
            [self.python, "-c", probe], capture_output=True, text=True, check=False
        )
        return answer.stdout.strip() == f"{sys.version_info.major}.{sys.version_info.minor}"

    def _create(self) -> None:
        say(f"Making the environment in {self.folder.name} with Python {platform.python_version()}")
        shutil.rmtree(self.folder, ignore_errors=True)
        command = [sys.executable, "-m", "venv", str(self.folder)]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        apt_install([package], "Python's venv module")
        if subprocess.run(command, check=False).returncode != 0:
            sys.exit(
                "Python could not make a virtual environment. On Debian or Ubuntu:\n\n"
                f"  sudo apt-get install -y {package}\n"
            )

    def _fill(self) -> bool:
        """Install the locked packages, counting them; true when pip is content."""
        total = len(PINNED.findall(self.lock.read_text(encoding="utf-8")))
        command = [str(self.python), "-m", "pip", "install", "--require-hashes", "--no-deps"]
        command += ["--no-input", "--disable-pip-version-check", "--progress-bar=off"]
        command += ["-r", str(self.lock)]
        pip = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        counted = 0
        complaints: list[str] = []
        for line in pip.stdout or ():
            if line.startswith("Ignoring "):
                total -= 1
            elif line.startswith(("Collecting ", "Requirement already satisfied")):
                counted += 1
                show_progress(counted, total)
            elif line.startswith("Installing collected packages"):
                show_progress(total, total)
                say("Installing them (a minute on an old PC)")
            elif line.startswith(("ERROR", "    ")):
                complaints.append(line.rstrip())
        if pip.wait() == 0:
            return True
        say("\n" + "\n".join(complaints[-20:]))
        return False

    def _try_qt(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.python, "-c", QT_TRIAL],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
        )

    def _qt_starts(self, on_screen: bool) -> bool:
        # The offscreen trial does not load what a real window on X needs.
        if on_screen and sys.platform.startswith("linux"):
            wanted = ("xcb-cursor", "xcb-icccm", "xcb-keysyms", "xkbcommon-x11")
            if not all(map(ctypes.util.find_library, wanted)):
                return False
        return self._try_qt().returncode == 0

    def _qt_complaint(self) -> str:
        lines = self._try_qt().stderr.strip().splitlines()
        return lines[-1] if lines else "those of a window on X"


def show_progress(counted: int, total: int) -> None:
    """One line that counts packages: rewritten on a terminal, now and then in a log."""
    text = f"Packages {min(counted, total)}/{total}"
    if sys.stdout.isatty():
        print("\r" + text, end="\n" if counted >= total else "", flush=True)
    elif counted % 20 == 0:
        say(text)


def apt_install(packages: list[str], what: str) -> bool:
    """Install Debian packages when we are root and apt is here; false when we may not."""
    apt = shutil.which("apt-get")
    if not apt or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    say(f"Installing {what}: {' '.join(packages)}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(apt, "update", "-qq", **quiet)
    return run(apt, "install", "-y", "-qq", "--no-install-recommends", *packages, **quiet) == 0


def ensure_browser() -> None:
    """See that the tests of the coordinator page find a browser with its driver."""
    if all(map(shutil.which, BROWSER)) or apt_install(BROWSER_PACKAGES, "a browser for the tests"):
        return
    say(
        "No Chromium with its driver here: the tests of the coordinator page are skipped.\n"
        f"On Debian: sudo apt-get install -y --no-install-recommends {' '.join(BROWSER_PACKAGES)}"
    )


HOME = Environment(".venv", "dev.txt")
RIVALS = Environment(".venv-bench", "bench.txt")
MUTANTS = Environment(".venv-mutation", "mutation.txt")
HAS_SCREEN = "DISPLAY" in os.environ


def setup(_arguments: list[str]) -> int:
    """Make the environment ready, Qt included."""
    HOME.ensure()
    HOME.ensure_qt(on_screen=HAS_SCREEN)
    say("Ready. Next: python3 dev.py demo, or python3 dev.py test")
    return 0


def demo(arguments: list[str]) -> int:
    """Show the main job on seven registers."""
    HOME.ensure()
    HOME.ensure_qt(on_screen=HAS_SCREEN)
    return run(HOME.python, "-m", "app.cli.demo", *arguments)


def desktop(arguments: list[str]) -> int:
    """Open the program."""
    HOME.ensure()
    HOME.ensure_qt(on_screen=HAS_SCREEN)
    return run(HOME.python, "-m", "app", *arguments)


def ensure_compiler() -> None:
    """See that the faults of a disk, a small library in C, can be made."""
    if sys.platform != "linux" or shutil.which("cc"):
        return
    if not apt_install(["gcc", "libc6-dev"], "a C compiler for the faults of a disk"):
        say("No C compiler here: kills, power cuts and full disks are skipped.")


def bench(arguments: list[str]) -> int:
    """Measure each operation beside its limit, and matching beside other programs that match."""
    HOME.ensure()
    HOME.ensure_qt()
    ensure_compiler()
    if not arguments or "linkage" in arguments:
        RIVALS.ensure()
    if "mutation" in arguments:
        MUTANTS.ensure()
    return run(HOME.python, "-m", "tests.benchmarks", *arguments)


def quick_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for the tests' files: in memory where there is room to spare."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > ROOM_FOR_TESTS
    return tempfile.TemporaryDirectory(prefix="dapo-", dir=memory if has_room else None)


def test(arguments: list[str]) -> int:
    """Run the tests; the whole suite also answers for its coverage."""
    HOME.ensure()
    HOME.ensure_qt()
    ensure_browser()
    ensure_compiler()
    pytest = [str(HOME.python), "-m", "pytest"]
    if arguments:
        return run(*pytest, *arguments)
    # Tests wait for servers and for the disk: a worker more than there are cores.
    workers = str(min(4, (os.cpu_count() or 1) + 1))
    # The last long file must not keep one worker busy alone.
    parallel = ["-n", workers, "--dist", "worksteal"]
    # The tests start hundreds of processes: what one has compiled the next one reads.
    compiled = {"PYTHONDONTWRITEBYTECODE": ""}
    measured = ["--durations=10", "--cov", "--cov-report=term"]
    with quick_folder() as folder:
        files = [f"--basetemp={folder}/files", "-o", "tmp_path_retention_policy=failed"]
        failed = run(*pytest, "-q", *measured, *parallel, *files, **compiled)
    include = "--include=" + ",".join(COMPLETE)
    say("\nWhat must be covered completely: " + ", ".join(COMPLETE))
    report = ("-m", "coverage", "report", include, "--fail-under=100")
    incomplete = run(HOME.python, *report)
    return failed or incomplete


def check(_arguments: list[str]) -> int:
    """Run every static check, all of them even when one fails."""
    HOME.ensure()
    tools = HOME.python.parent
    steps = {
        "format": (tools / "ruff", "format", "--check", "."),
        "lint": (tools / "ruff", "check", "."),
        "types": (HOME.python, "-m", "mypy"),
        "contracts": (tools / "lint-imports", "--no-logo"),
    }
    failed = []
    with ThreadPoolExecutor() as side_by_side:
        for name, told in zip(steps, side_by_side.map(check_with, steps.values()), strict=True):
            if told.returncode != 0:
                failed.append(name)
            say(f"== {name}\n{told.stdout}")
    say("Failed: " + ", ".join(failed) if failed else "All checks passed.")
    return 1 if failed else 0


def audit(arguments: list[str]) -> int:
    """Ask for known vulnerabilities of what is locked; 3 when no service answers here."""
    HOME.ensure()
    return run(HOME.python, "-m", "installer.audit", *arguments)


def check_with(command: Iterable[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run one step of the check, keeping what it says."""
    words = [str(word) for word in command]
    return subprocess.run(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def build(arguments: list[str]) -> int:
    """Freeze the program for PCs without Python, from an environment of its own."""
    packer = Environment(".venv-build", "installer.txt")
    packer.ensure()
    packer.ensure_qt(on_screen=True)
    return run(packer.python, "-m", "installer.build", *arguments)


def lock(arguments: list[str]) -> int:
    """Compile the requirement files; a lock that names a place is refused."""
    HOME.ensure()
    locks = {"run": [], "server": ["postgresql"], "dev": ["dev"], "installer": ["installer"]}
    for name, extras in locks.items():
        wanted = [*(f"--extra={extra}" for extra in extras), "pyproject.toml"]
        if not compile_lock(REQUIREMENTS / f"{name}.txt", wanted, arguments):
            return 1
    # Groups of their own: what bench asks for does not go together with what we ask for.
    groups = {
        "mutation": ["--extra=dev", "--group=pyproject.toml:mutation", "pyproject.toml"],
        "bench": ["--group=bench"],
    }
    for name, wanted in groups.items():
        if not compile_lock(REQUIREMENTS / f"{name}.txt", wanted, arguments):
            return 1
    return 0


def compile_lock(target: Path, wanted: list[str], arguments: list[str]) -> bool:
    """Write `target` from pyproject.toml; keeps the old file when the new one is refused."""
    command = [str(HOME.python), "-m", "uv", "pip", "compile", "--quiet", "--universal"]
    command += ["--generate-hashes", "--no-header"]
    command += ["--python-version", "3.11", *wanted, *arguments]
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, target.name)
        if target.exists():  # uv keeps the versions that it finds in its output
            shutil.copy(target, draft)
        # Offices often look into TLS with a certificate that only the system knows.
        trust = {"UV_SYSTEM_CERTS": "1"}
        if run(*command, "--output-file", draft, **trust) != 0:
            return False
        text = draft.read_text(encoding="utf-8")
        without_hashes = re.sub(r"^ +--hash=\S+(?: \\)?$", "", text, flags=re.MULTILINE)
        placed = PLACED.search(without_hashes)
        if placed:
            line = without_hashes[placed.start() :].strip().splitlines()[0]
            say(f"{target.name} refused, it names a place: {line}")
            return False
        target.write_text(text, encoding="utf-8", newline="\n")
    say(f"{target.name}: {len(PINNED.findall(text))} packages")
    return True


COMMANDS = {
    "setup": setup,
    "demo": demo,
    "run": desktop,
    "test": test,
    "check": check,
    "audit": audit,
    "bench": bench,
    "build": build,
    "lock": lock,
}


def main() -> int:
    """Run the command named first; without one, say what there is."""
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        say(__doc__ or "")
        return 0 if sys.argv[1:2] in ([], ["-h"], ["--help"], ["help"]) else 2
    return COMMANDS[sys.argv[1]](sys.argv[2:])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
