"""How right the findings are, where the truth is known."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

_MONTH = len("2026-11")


class Score(NamedTuple):
    """Of what was found, the part that is true; of what is true, the part that was found."""

    precision: float
    recall: float
    found: int
    true: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of the certain matches, of all matches, of the overlaps."""

    certain: Score
    matches: Score
    overlaps: Score


def read_truth(folder: Path) -> dict[str, Any] | None:
    """The `truth.json` in a folder of registers, or beside it; None when there is none."""
    for place in (folder / "truth.json", folder.parent / "truth.json"):
        if place.is_file():
            truth: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
            return truth
    return None


def centres_of(truth: dict[str, Any] | None) -> tuple[str, ...]:
    """The names of the centres that a truth speaks of."""
    return tuple(truth["totals"]) if truth else ()


def score(centres: Iterable[dict[str, Any]], truth: dict[str, Any]) -> Scores:
    """Compare a report's centres with the truth.

    Truth counts only what any method could know: pairs of which a person is written in both
    registers. Where a register writes months only, days are compared by their month.
    """
    reports = list(centres)
    linked = {
        frozenset((_place(*pair["a"].rsplit("|", 1)), _place(*pair["b"].rsplit("|", 1))))
        for pair in truth["same_household"]
        if pair["a_person_written_in_both"]
    }
    true = {(mine, other[0]) for pair in linked for mine, other in permutations(pair)}
    found = {
        (_place(report["centre"], match["household_number"]), match["other_centre"])
        for report in reports
        for match in report["matches"]
    }
    certain = {
        (_place(report["centre"], match["household_number"]), match["other_centre"])
        for report in reports
        for match in report["matches"]
        if match["strength"] == "certain"
    }
    return Scores(_score(certain, true), _score(found, true), _overlaps(reports, truth, linked))


Place = tuple[str, str]
"""A centre, and the key of a household there."""


def _place(centre: str, number: str) -> Place:
    """The key is the register's number without letters and leading zeros: "N0095" becomes "95"."""
    return centre, re.sub(r"\D", "", number).lstrip("0")


def _overlaps(
    reports: list[dict[str, Any]], truth: dict[str, Any], linked: set[frozenset[Place]]
) -> Score:
    by_month = {
        (report["centre"], overlap["kind"])
        for report in reports
        for overlap in report["overlaps"]
        if len(overlap["given_on"]) == _MONTH
    }

    def day(centre: str, kind: str, when: str) -> str:
        return when[:_MONTH] if (centre, kind) in by_month else when

    true = set()
    for pair in truth["duplicate_aid"]:
        kind = pair["kind"]
        ends = [
            (_place(*end[:2]), day(end[0], kind, end[2])) for end in (pair["first"], pair["second"])
        ]
        if frozenset(place for place, _ in ends) in linked:
            for (mine, when), (other, then) in permutations(ends):
                true.add((mine, other[0], kind, when, then))
    found = {
        (
            _place(report["centre"], overlap["household_number"]),
            overlap["other_centre"],
            overlap["kind"],
            overlap["given_on"],
            day(overlap["other_centre"], overlap["kind"], overlap["other_given_on"]),
        )
        for report in reports
        for overlap in report["overlaps"]
    }
    return _score(found, true)


def _score(found: set[Any], true: set[Any]) -> Score:
    right = len(found & true)
    return Score(
        right / len(found) if found else 1.0,
        right / len(true) if true else 1.0,
        len(found),
        len(true),
    )
