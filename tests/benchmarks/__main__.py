"""Run the measures and print the table.

    python -m tests.benchmarks                  all of them but the long ones
    python -m tests.benchmarks search pdf       these (the same as --only search --only pdf)
    python -m tests.benchmarks faults --bounded  what of it fits into ten minutes
    python -m tests.benchmarks --json FILE      and write the rows

Each module of this folder that has `measure() -> Row | Iterable[Row]` is one measure. One that says
`LONG = True` takes more than minutes and runs only when it is named.
Answers 1 when a goal is missed or a measure breaks.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import sys
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from tests import benchmarks
from tests.benchmarks.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

BOUNDED = "0.02"
"""The share of all faults that fits into ten minutes on two cores."""
COLUMNS = "{name:<54} {ours:>12} {limit:>12} {unit:<10} {ratio:>8}  {goal:<22} {met}"


def known() -> dict[str, str]:
    """Name of a measure → its module."""
    found = {info.name: f"tests.benchmarks.{info.name}" for info in _modules()}
    return {name: module for name, module in found.items() if name not in {"row", "__main__"}}


def _modules() -> list[pkgutil.ModuleInfo]:
    return sorted(pkgutil.iter_modules(benchmarks.__path__), key=lambda info: info.name)


def is_long(module: str) -> bool:
    """Whether it runs only when it is named."""
    return getattr(importlib.import_module(module), "LONG", False)


def take(name: str, module: str) -> Iterator[Row]:
    """The rows of one module, each as soon as it is there; none if it measures nothing."""
    measure = getattr(importlib.import_module(module), "measure", None)
    if measure is not None:
        print(f"… {name}", file=sys.stderr, flush=True)
        answer = measure()
        yield from [answer] if isinstance(answer, Row) else answer


def line(row: Row) -> str:
    """One line of the table; shares of one to the fourth place, for goals are as fine as that."""
    places = 4 if row.unit == "share" else 2
    return COLUMNS.format(
        name=row.name,
        ours=f"{row.ours:,.{places}f}",
        limit=f"{row.limit:,.{places}f}",
        unit=row.unit,
        ratio=f"{row.ratio:.2f}",
        goal=row.goal,
        met="met" if row.met else "MISSED",
    )


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description="Ours beside the limit.")
    parser.add_argument("names", nargs="*", help="measures; none: all")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--bounded", action="store_true", help="faults: what fits in ten minutes")
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if arguments.bounded:
        os.environ["DAPO_FAULTS_SHARE"] = BOUNDED
    measures = known()
    named = [*arguments.names, *arguments.only]
    wanted = named or [name for name in measures if not is_long(measures[name])]
    if unknown := [name for name in wanted if name not in measures]:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(measures)}")
    titles = ("name", "ours", "limit", "unit", "ratio", "goal", "met")
    print(COLUMNS.format(**{title: title for title in titles}))
    rows: list[Row] = []
    broken: list[str] = []
    for name in wanted:
        try:
            for row in take(name, measures[name]):
                print(line(row), flush=True)
                rows.append(row)
        except Exception:
            traceback.print_exc()
            broken.append(name)
    if arguments.json:
        written = [asdict(row) for row in rows]
        arguments.json.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    missed = [row.name for row in rows if not row.met]
    print(f"{len(rows) - len(missed)} met, {len(missed)} missed, {len(broken)} broken")
    return 1 if missed or broken else 0


if __name__ == "__main__":
    sys.exit(main())
