"""More than three hundred hostile files through the import and through documents."""

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.benchmarks.row import Row
from tests.support.hostile_three_hundred import THREE_HUNDRED

LONG = True
MOST_MB, MOST_SECONDS = 512, 10


def measure() -> list[Row]:
    """Take all of them both ways, and tell crashes, the slowest and the most memory."""
    with tempfile.TemporaryDirectory() as name:
        paths = [_written(Path(name), number, each) for number, each in enumerate(THREE_HUNDRED)]
        command = [sys.executable, "-m", "tests.support.hostile_run", *map(str, paths)]
        run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    *files, memory = [json.loads(line) for line in run.stdout.splitlines()]
    counted = Counter(answer.partition(":")[0] for told in files for answer in told["answers"])
    sys.stderr.write(f"{dict(counted)}\n")
    wrong = [told for told in files if any(map(_is_wrong, told["answers"]))]
    sys.stderr.writelines(f"{told}\n" for told in wrong)
    slowest = max(files, key=lambda told: told["seconds"])
    sys.stderr.write(f"slowest: {slowest}\nmemory: {memory}\n")
    failed = len(wrong) + abs(len(paths) - len(files))
    most = max(memory["own_mb"], memory["readers_mb"])
    return [
        _row(f"hostile files of {len(paths)} without a plain answer", failed, 0, "files"),
        _row("memory that one took at most", most, MOST_MB, "MB"),
        _row("seconds that one took at most", slowest["seconds"], MOST_SECONDS, "s"),
    ]


def _written(folder: Path, number: int, name: str) -> Path:
    """Each in a folder of its own: two of them may have the same name."""
    own = folder / str(number)
    own.mkdir()
    return THREE_HUNDRED[name](own)


def _is_wrong(answer: str) -> bool:
    return answer.startswith(("CRASH", "NO WORDS"))


def _row(name: str, ours: float, limit: float, unit: str) -> Row:
    met = ours <= limit
    return Row(name, ours, limit, unit, ours / limit if limit else ours, f"<= {limit:g}", met)
