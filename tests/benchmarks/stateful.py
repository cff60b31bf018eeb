"""Many more histories of a centre than the suite tries, others at each run."""

from __future__ import annotations

import os
import re
import subprocess
import sys

from tests.benchmarks.row import Row
from tests.stateful.histories import VARIABLE

LONG = True
TIMES = os.environ.get(VARIABLE, "40")


def measure() -> list[Row]:
    """Forty times as many histories as in the suite (about an hour), or as the variable says."""
    command = [sys.executable, "-m", "pytest", "tests/stateful", "-q", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [*command, "-n", "2", "--dist", "worksteal"],
        env=os.environ | {VARIABLE: TIMES},
        capture_output=True,
        text=True,
        check=False,
    )
    sys.stderr.write(run.stdout)
    counted = {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", _last(run.stdout))}
    failed = counted.get("failed", 0) + counted.get("errors", 0) + (run.returncode > 1)
    tried = float(counted.get("passed", 0) + failed)
    met = run.returncode == 0
    name = f"stateful: machines with a fault, {TIMES} times the suite's histories"
    return [Row(name, failed, 0, "machines", tried, "0 of all machines", met)]


def _last(printed: str) -> str:
    return (printed.strip().splitlines() or [""])[-1]
