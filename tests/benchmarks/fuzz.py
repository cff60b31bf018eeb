"""Many rounds of hostile requests: faults, and the memory that the servers took at most."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.benchmarks.row import Row

LONG = True
ROUNDS = int(os.environ.get("DAPO_FUZZ_ROUNDS", "10"))
EXAMPLES = 20
MOST_GROWTH_MB = 150


def measure() -> list[Row]:
    """Fuzz for some ten minutes, each round with another seed."""
    command = [sys.executable, "-m", "tests.support.fuzz"]
    command += ["--examples", str(EXAMPLES), "--rounds", str(ROUNDS)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    told = json.loads(run.stdout)
    sys.stderr.write(run.stdout)
    sent = sum(told["requests"].values())
    failed = len(told["failures"]) + bool(told["fault"])
    rows = [Row("fuzz: failures", failed, 0, "faults", sent, "0 of all requests sent", failed == 0)]
    for name, server in told["megabytes"].items():
        grown = server["peak"] - server["before"]
        ratio = grown / MOST_GROWTH_MB
        met = grown < MOST_GROWTH_MB
        rows.append(Row(f"fuzz: growth of {name}", grown, MOST_GROWTH_MB, "MB", ratio, "< 1", met))
    return rows
