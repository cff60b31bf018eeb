"""Prints precision and recall of matching on the shipped registers and on messier invented towns.

Nothing is fitted by a program, and nothing learns; but the shipped registers and FEBRL were looked
at while the constants of `sync.matching` were chosen, so their figures are no proof for others. The
invented towns of seeds that nobody had seen are a better witness. So are the strangers, though one
rule was mended after one of their seeds had shown a fault.

Run as `python -m tests.benchmarks.linkage [seeds]`.
"""

import csv
import json
import os
import sys
from pathlib import Path
from statistics import fmean

from models.rules.codice_fiscale import recognise_code
from models.rules.partial_date import PartialDate
from models.rules.places import place_code
from sync.matching.keys import NetworkRules
from sync.matching.person import PersonDetails
from tests.benchmarks.row import Row
from tests.support import febrl, strangers
from tests.support.linkage import Figures, ListedPerson, Pair, find_matches_locally
from tests.support.linkage import measure as figures_of
from tests.support.mess import make_town

_ROOT = Path(__file__).parents[2]
_RIVALS = _ROOT / ".venv-bench" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
_DATA = Path(__file__).parent.parent / "data"
_WITHOUT_SEX = ("Social Market", "Centro di ascolto Sacra Famiglia")
_WITHOUT_PLACE = ("Social Market", "Centro di ascolto San Pio X")
_ADULTS_IN_COLUMNS = "Centro di ascolto Resurrezione"


def people_as_registers_carry_them() -> list[ListedPerson]:
    """Everyone of people.csv, less the columns that their centre's register does not have."""
    with (_DATA / "people.csv").open(encoding="utf-8", newline="") as file:
        return [_listed(row) for row in csv.DictReader(file)]


def _listed(row: dict[str, str]) -> ListedPerson:
    centre, role = row["centre"], row["role"]
    is_bare = centre == _ADULTS_IN_COLUMNS and role != "Intestatario"
    has_sex = centre not in _WITHOUT_SEX and not is_bare
    has_place = centre not in _WITHOUT_PLACE and not is_bare
    has_code = bool(row["cf"]) and not (is_bare and role == "Figlio")
    code = recognise_code(row["cf"])
    return ListedPerson(
        centre,
        row["key"],
        PersonDetails(
            surname=row["surname"],
            given_name=row["name"],
            sex=row["sex"] if has_sex else "",
            born=PartialDate.from_iso(row["birth"]) if row["birth"] else None,
            birth_place=place_code(row["place"]) if has_place else "",
            codes=((code.kind, code.value),) if has_code else (),
            generation="child" if role == "Figlio" else "adult",
        ),
    )


def shipped_figures() -> Figures:
    """Precision and recall on the seven shipped registers."""
    people = people_as_registers_carry_them()
    truth = json.loads((_DATA / "truth.json").read_text(encoding="utf-8"))["same_household"]
    pairs = {
        Pair.of(_ends(row["a"]), _ends(row["b"])): row["a_person_written_in_both"] for row in truth
    }
    knowable = {pair for pair, is_knowable in pairs.items() if is_knowable}
    return figures_of(
        find_matches_locally(people, NetworkRules.town()), people, set(pairs), knowable
    )


def town_figures(seed: int, mess: float, households: int = 2400) -> Figures:
    """Precision and recall on one invented town."""
    town = make_town(seed, mess, households)
    matches = find_matches_locally(town.people, NetworkRules.town())
    return figures_of(matches, town.people, town.true_pairs, town.knowable)


def _ends(text: str) -> tuple[str, str]:
    centre, _, key = text.partition("|")
    return centre, key


def measure() -> list[Row]:
    """Our registers beside the goals, and FEBRL beside what other programs reach on it."""
    figures = shipped_figures()
    wanted = (
        ("certain: precision", figures.certain_precision, 0.998),
        ("certain: recall", figures.certain_recall, 0.93),
        ("certain and review: precision", figures.both_precision, 0.95),
        ("certain and review: recall", figures.both_recall, 0.98),
    )
    rows = [_row(name, found, goal, f">= {goal}") for name, found, goal in wanted]
    for mess in (1.0, 1.5, 2.0):
        sys.stderr.write(f"  mess x{mess}: {town_figures(1, mess).line()}\n")
    rows += [
        _strangers_row(name, seed) for name in strangers.POPULATIONS for seed in strangers.SEEDS
    ]
    if _RIVALS.exists():
        for data in febrl.load(_RIVALS):
            rows += _beside_others(data)
    else:
        sys.stderr.write("  FEBRL is left out: python3 dev.py bench linkage brings the others.\n")
    return rows


def _strangers_row(name: str, seed: int) -> Row:
    rules, birth_years, most = strangers.POPULATIONS[name]
    found = strangers.false_certain(seed, rules, birth_years)
    title = f"strangers taken for one household, {name}, seed {seed}"
    return Row(title, found, most, "matches", found / strangers.PEOPLE, f"<= {most}", found <= most)


def _beside_others(data: febrl.DataSet) -> list[Row]:
    ours = febrl.match(data)
    rows = [
        _row(
            f"{data.name}: recall beside {program}",
            ours.at_floor.recall,
            data.reached_by_others(program).recall,
            "> theirs",
        )
        for program in ("anonlink", "recordlinkage")
    ]
    if len(data.splits) > 1:
        recall = fmean(each.recall for each in ours.on_splits)
        theirs = fmean(each.reached_by_others("recordlinkage").recall for each in data.splits)
        rows.append(_row(f"{data.name}: mean of {len(data.splits)}", recall, theirs, "> theirs"))
    precision = ours.certain.precision
    rows.append(_row(f"{data.name}: certain, precision", precision, 0.9998, ">= 0.9998"))
    if data.name == "FEBRL3":
        rows.append(_with_a_code(data))
    return rows


def _with_a_code(data: febrl.DataSet) -> Row:
    """Review included, as in all rows at the floor; the certain tier alone is told beside it."""
    coded = febrl.match(data, with_code=True)
    precision, recall, _ = coded.certain
    sys.stderr.write(f"  {data.name} with a code, certain: P {precision:.4f} R {recall:.4f}\n")
    name = f"{data.name} with a code: recall, review included"
    return _row(name, coded.at_floor.recall, 0.968, ">= 0.968")


def _row(name: str, found: float, limit: float, goal: str) -> Row:
    met = found > limit if goal.startswith("> ") else found >= limit
    return Row(name, found, limit, "share", found / limit, goal, met)


def main() -> None:
    """Print one line a register set."""
    seeds = range(1, 1 + int(sys.argv[1]) if len(sys.argv) > 1 else 4)
    sys.stdout.write(f"shipped registers       {shipped_figures().line()}\n")
    for mess in (1.0, 1.5, 2.0):
        for seed in seeds:
            sys.stdout.write(
                f"mess x{mess:.1f} seed {seed:<4d}    {town_figures(seed, mess).line()}\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
