"""Ask whether anything we lock has a known vulnerability, and see first that the asking works.

Every package of every lock is asked for, those too that only another system or Python installs.
Before them comes one that everybody knows to be vulnerable: as long as that one is not reported,
silence about the others is no answer. Started by `python3 dev.py audit`; further words go to
pip-audit (another service, say).

Answers 0 when nothing is known, 1 when something is or was passed over, 2 when the audit itself is
broken, 3 when no service answers here: not audited.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installer.locked import LOCKS, Locked, read_lock

NOTHING_KNOWN, FOUND, BROKEN, NOT_AUDITED = range(4)
CANARY: Final = Locked("jinja2", "2.4.1", "", ("0" * 64,))
"""Out of use since 2010, with several vulnerabilities in every list of them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service told: (name, version) → identifiers; why it told nothing, if it did."""

    known: dict[tuple[str, str], tuple[str, ...]]
    complaint: str = ""


def ask(packages: Sequence[Locked], options: Sequence[str]) -> Answer:
    """Ask for packages of different names; one that is passed over fails the whole answer."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, told = Path(folder, "wanted.txt"), Path(folder, "told.json")
        wanted.write_text("".join(map(_line, packages)), encoding="utf-8")
        command = [sys.executable, "-m", "pip_audit", "--strict", "--require-hashes"]
        command += ["--disable-pip", "--progress-spinner=off", "--format=json"]
        command += ["--requirement", str(wanted), "--output", str(told), *options]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if not told.exists():
            lines = run.stderr.strip().splitlines() or [f"pip-audit ended with {run.returncode}"]
            return Answer({}, lines[-1])
        found = json.loads(told.read_text(encoding="utf-8"))["dependencies"]
    passed_over = [line["name"] for line in found if "skip_reason" in line]
    if passed_over or len(found) != len(packages):
        return Answer({}, "passed over: " + (", ".join(passed_over) or "some package"))
    return Answer(
        {
            (line["name"], line["version"]): tuple(each["id"] for each in line["vulns"])
            for line in found
        }
    )


def rounds(packages: Iterable[Locked]) -> list[list[Locked]]:
    """The packages in as few lists as there are versions of one of them, each name once a list."""
    lists: list[dict[str, Locked]] = []
    for package in dict.fromkeys(Locked(one.name, one.version, "", one.hashes) for one in packages):
        place = next((each for each in lists if package.name not in each), None)
        if place is None:
            lists.append(place := {})
        place[package.name] = package
    return [list(each.values()) for each in lists]


def audit(locks: Sequence[Path], options: Sequence[str]) -> int:
    """Audit some locks; prints what was found and answers as the module says."""
    warned = ask([CANARY], options)
    if warned.complaint:
        print(f"Not audited: no service tells of vulnerabilities here ({warned.complaint}).")
        return NOT_AUDITED
    if not any(warned.known.values()):
        print(f"The audit is broken: {CANARY.name} {CANARY.version} was not reported.")
        return BROKEN
    packages = [package for lock in locks for package in read_lock(lock)]
    answers = [ask(each, options) for each in rounds(packages)]
    complaints = [answer.complaint for answer in answers if answer.complaint]
    known = {one: ids for answer in answers for one, ids in answer.known.items() if ids}
    for (name, version), ids in sorted(known.items()):
        print(f"{name} {version}: {', '.join(ids)}")
    for complaint in complaints:
        print(f"Not all of them: {complaint}")
    asked = sum(len(answer.known) for answer in answers)
    print(f"{asked} packages of {len(locks)} locks asked for, {len(known)} with vulnerabilities.")
    return FOUND if known or complaints else NOTHING_KNOWN


def _line(package: Locked) -> str:
    hashes = "".join(f" --hash=sha256:{each}" for each in package.hashes)
    return f"{package.name}=={package.version}{hashes}\n"


def main() -> int:
    """Audit every lock there is."""
    return audit(sorted(LOCKS.glob("*.txt")), sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
