import json
from pathlib import Path
from typing import Any

from app.cli.demo_scores import Score, centres_of, read_truth, score


def doubled(first: list[str], second: list[str]) -> dict[str, Any]:
    return {"kind": "food", "first": first, "second": second}


TRUTH: dict[str, Any] = {
    "totals": {"A": {}, "B": {}},
    "same_household": [
        {"a": "A|0001", "b": "B|0007", "a_person_written_in_both": True},
        {"a": "A|0002", "b": "B|0008", "a_person_written_in_both": True},
        {"a": "A|0003", "b": "B|0009", "a_person_written_in_both": False},
    ],
    "duplicate_aid": [
        {
            "kind": "food",
            "first": ["A", "0001", "2026-03-10"],
            "second": ["B", "0007", "2026-03-12"],
        },
        {
            "kind": "food",
            "first": ["A", "0003", "2026-03-10"],
            "second": ["B", "0009", "2026-03-12"],
        },
    ],
}


def match(number: str, other: str, strength: str = "certain") -> dict[str, Any]:
    return {"household_number": number, "other_centre": other, "strength": strength}


def overlap(number: str, other: str, given_on: str, other_given_on: str) -> dict[str, Any]:
    days = {"kind": "food", "given_on": given_on, "other_given_on": other_given_on}
    return match(number, other) | days


def centre(name: str, matches: list[Any], overlaps: list[Any]) -> dict[str, Any]:
    return {"centre": name, "matches": matches, "overlaps": overlaps}


def test_only_pairs_that_any_method_could_know_are_expected():
    reports = [
        centre("A", [match("N0001", "B"), match("2", "B", "review")], []),
        centre("B", [match("7", "A"), match("55", "A")], []),
    ]
    scores = score(reports, TRUTH)
    assert scores.certain == Score(2 / 3, 2 / 4, 3, 4)
    assert scores.matches == Score(3 / 4, 3 / 4, 4, 4)


def test_overlaps_are_compared_by_household_kind_and_both_days():
    reports = [
        centre("A", [], [overlap("1", "B", "2026-03-10", "2026-03-12")]),
        centre("B", [], [overlap("7", "A", "2026-03-12", "2026-03-11")]),
    ]
    assert score(reports, TRUTH).overlaps == Score(0.5, 0.5, 2, 2)


def test_a_centre_that_writes_months_is_compared_by_month():
    reports = [
        centre("A", [], [overlap("1", "B", "2026-03", "2026-03-12")]),
        centre("B", [], [overlap("7", "A", "2026-03-12", "2026-03")]),
    ]
    assert score(reports, TRUTH).overlaps == Score(1.0, 1.0, 2, 2)


def test_nothing_found_where_nothing_is_true_is_right():
    empty = {"same_household": [], "duplicate_aid": []}
    assert score([centre("A", [], [])], empty).matches == Score(1.0, 1.0, 0, 0)


def test_the_truth_is_read_in_the_folder_or_beside_it(tmp_path: Path):
    registers = tmp_path / "registers"
    registers.mkdir()
    assert read_truth(registers) is None
    assert centres_of(None) == ()
    (tmp_path / "truth.json").write_text(json.dumps(TRUTH), encoding="utf-8")
    assert centres_of(read_truth(registers)) == ("A", "B")
    (registers / "truth.json").write_text('{"totals": {"C": {}}}', encoding="utf-8")
    assert centres_of(read_truth(registers)) == ("C",)
