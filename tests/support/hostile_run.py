"""Takes files through the import and through documents, as the desktop does, and tells the cost.

    python -m tests.support.hostile_run [--together] FILE…

With --together they are read in this very process instead of one of its own each: quick, without
limits, and a crash ends it.
Each line of the answer is JSON: the file's name, what it came to in both ways, and the seconds that
the slower took. The last line has the memory taken at most: by this process, and by any that read.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from app.services.confined import LimitReached
from app.services.documents import DocumentNotTaken, take_file, taking
from app.services.imports import reading
from app.services.imports.errors import FileLooksDangerous, FileNotUnderstood, FileTooBig
from app.services.imports.reading import read_workbook
from tests.support.import_drafts import drafted
from ui.labels.documents import problem_words
from ui.labels.failures import explain

T = TypeVar("T")


def brought_in(path: Path) -> str:
    """What a person is told who imports the file."""
    try:
        table = read_workbook(path)
    except (FileTooBig, FileLooksDangerous, FileNotUnderstood) as error:
        told = explain(error)
        return "NO WORDS" if told.is_ours or not told.what else f"refused: {error.code}"
    drafted(table)
    return "read"


def kept(path: Path) -> str:
    """What a person is told who keeps the file as a document."""
    try:
        taken = take_file(path)
    except DocumentNotTaken as error:
        return f"refused: {error.values['reason']}" if problem_words(error) else "NO WORDS"
    return f"taken: {taken.media}"


def main() -> None:
    """All files, one after the other."""
    names = sys.argv[1:]
    if names[0] == "--together":
        reading.confined = taking.confined = _unconfined
        names = names[1:]
    for name in names:
        answers, slowest = [], 0.0
        for way in (brought_in, kept):
            begun = time.monotonic()
            answers.append(_safely(way, Path(name)))
            slowest = max(slowest, time.monotonic() - begun)
        _tell({"file": Path(name).name, "answers": answers, "seconds": round(slowest, 2)})
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    readers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    _tell({"own_mb": own // 1024, "readers_mb": readers // 1024})


def _unconfined(work: Callable[..., T], *arguments: object, **_limits: int) -> T:
    try:
        return work(*arguments)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        # A panic of calamine, which ends the process that reads.
        raise LimitReached("crash") from error


def _safely(way: Callable[[Path], str], path: Path) -> str:
    try:
        return way(path)
    except Exception as error:
        return f"CRASH {type(error).__name__}: {error}"


def _tell(told: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=True) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
