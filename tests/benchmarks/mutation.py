"""Mutants: each group of rooms is changed in small ways, and its own tests must notice.

mutmut works in an environment and a copy of the tree of its own. The variables DAPO_MUTANTS (how
many a group; 0 for all, which takes hours), DAPO_MUTATION_SEED (of what is drawn),
DAPO_MUTATION_GROUPS (names, apart by commas) and DAPO_MUTATION_JOBS bound it. A mutant that no test
runs counts as surviving; one that never ends is noticed. What survives is printed with its change.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.row import Row

LONG = True
ROOT = Path(__file__).resolve().parents[2]
MUTMUT = ROOT / ".venv-mutation" / ("Scripts" if os.name == "nt" else "bin") / "mutmut"
SAMPLE = int(os.environ.get("DAPO_MUTANTS", "60"))
JOBS = os.environ.get("DAPO_MUTATION_JOBS", "2")
GOAL = 0.85
SEED = os.environ.get("DAPO_MUTATION_SEED", "20261122")
NOTICED = {"killed", "timeout", "caught by type check", "segfault"}
COPIED = ("app", "models", "sync", "ui", "resources", "tests", "installer", "docs", "requirements")
# These read the sources themselves or leave the work to processes of their own: in a copy with
# mutants the former find others, and the latter take their time and find none.
LEFT_OUT = (
    "every_action_of_the_services",
    "does_not_wait_for_the",
    "told_as_done_outlives",
    "a_full_disk_is_told",
    "flipped_bits_are_told",
    "a_drill_on_a_bare_folder",
    "put_back_are_told_before_anything_is_written",
)


@dataclass(frozen=True)
class Group:
    """Rooms, and the tests that answer for them."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]


GROUPS = (
    Group(
        "roles",
        (
            "models/rules/permissions.py",
            "app/services/desk.py",
            "app/services/clearance.py",
            "app/services/operators.py",
            "app/services/leaving.py",
        ),
        (
            "tests/integration/vault/test_operators.py",
            "tests/integration/vault/test_people_in_the_log.py",
            "tests/integration/documents/test_another_reserved_key.py",
            "tests/integration/documents/test_reserved_notes.py",
            "tests/integration/closing/test_succession.py",
            "tests/stateful/test_roles.py",
        ),
    ),
    Group(
        "audit",
        (
            "models/storage/audit.py",
            "models/storage/audit_check.py",
            "models/storage/journal.py",
            "models/storage/unit_of_work.py",
        ),
        (
            "tests/integration/vault/test_unit_of_work.py",
            "tests/integration/vault/test_undo.py",
            "tests/integration/vault/test_audit_check.py",
            "tests/integration/services/test_audit_log.py",
            "tests/stateful/test_undo.py",
        ),
    ),
    Group(
        "retention",
        (
            "models/rules/retention.py",
            "models/repositories/retention.py",
            "models/repositories/erasing.py",
            "app/services/retention.py",
            "app/services/erasing.py",
        ),
        (
            "tests/unit/rules/test_retention.py",
            "tests/integration/services/test_retention.py",
            "tests/integration/vault/test_erasing.py",
            "tests/integration/merging/test_dividing.py",
            "tests/integration/closing/test_erased_leave.py",
        ),
    ),
    Group(
        "keys",
        (
            "models/storage/derivation.py",
            "models/storage/key_slots.py",
            "models/storage/recovery_key.py",
            "models/storage/reserved.py",
        ),
        ("tests/unit/storage", "tests/integration/documents/test_reserved_notes.py"),
    ),
    Group(
        "vault",
        (
            "models/storage/engine.py",
            "models/storage/instance_lock.py",
            "models/storage/opening.py",
            "models/storage/schema.py",
            "models/storage/sweeping.py",
            "models/storage/vault.py",
            "models/storage/witness.py",
        ),
        (
            "tests/integration/vault/test_opening.py",
            "tests/integration/vault/test_schema.py",
            "tests/integration/vault/test_witness.py",
            "tests/integration/vault/test_unit_of_work.py",
            "tests/integration/vault/test_operators.py",
            "tests/integration/vault/test_faults.py",
        ),
    ),
    Group(
        "backups",
        (
            "models/storage/backup.py",
            "models/storage/catalogue.py",
            "models/storage/compact.py",
            "models/storage/durable.py",
            "models/storage/erased.py",
            "models/storage/restore.py",
        ),
        (
            "tests/unit/storage/test_durable.py",
            "tests/integration/vault/test_backups.py",
            "tests/integration/vault/test_compact_backups.py",
            "tests/integration/vault/test_erasing.py",
            "tests/integration/vault/test_faults.py",
        ),
    ),
)


class MutationBroken(RuntimeError):
    """mutmut could not be brought to an end; its own words say why."""


def measure() -> list[Row]:
    """The share of mutants that the tests notice, group by group."""
    named = os.environ.get("DAPO_MUTATION_GROUPS", "")
    wanted = [group for group in GROUPS if not named or group.name in named.split(",")]
    return [_measure(group) for group in wanted]


def _measure(group: Group) -> Row:
    with tempfile.TemporaryDirectory(prefix=f"mutants-{group.name}-") as folder:
        tree = Path(folder)
        _copy(tree, group)
        # The first run makes the mutants and learns which tests meet which; it asks for none.
        _mutmut(tree, "run", "--max-children", JOBS, "none.of.them")
        everything = _results(tree)
        drawn = sorted(everything)
        if 0 < SAMPLE < len(drawn):
            drawn = random.Random(f"{SEED} {group.name}").sample(drawn, SAMPLE)
        _mutmut(tree, "run", "--max-children", JOBS, *drawn)
        found = {name: status for name, status in _results(tree).items() if name in set(drawn)}
        survived = sorted(name for name, status in found.items() if status not in NOTICED)
        for name in survived:
            sys.stderr.write(f"{found[name]}: {_mutmut(tree, 'show', name)}\n")
    share = 1 - len(survived) / len(drawn)
    title = f"mutants noticed: {group.name} ({len(drawn)} of {len(everything)})"
    return Row(title, share, GOAL, "share", share / GOAL, f">= {GOAL}", share >= GOAL)


def _copy(tree: Path, group: Group) -> None:
    for name in COPIED:
        ignored = shutil.ignore_patterns("__pycache__", "*.png")
        shutil.copytree(ROOT / name, tree / name, ignore=ignored)
    shutil.copy(ROOT / "dev.py", tree)
    tests = [test for test in group.tests if (ROOT / test).exists()]
    arguments = [
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-p",
        "no:cov",
        "-k",
        f"not ({' or '.join(LEFT_OUT)})",
    ]
    settings = (
        "\n[tool.mutmut]\n"
        'source_paths = ["app", "models"]\n'
        f"only_mutate = {list(group.modules)}\n"
        f"also_copy = {[name for name in COPIED if name not in {'app', 'models'}]}\n"
        f"pytest_add_cli_args = {arguments}\n"
        f"pytest_add_cli_args_test_selection = {tests}\n"
        "use_git_change_detection = false\n"
        "track_dependencies = false\n"
    )
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (tree / "pyproject.toml").write_text(project + settings, encoding="utf-8")


def _results(tree: Path) -> dict[str, str]:
    """Every mutant and what became of it."""
    lines = _mutmut(tree, "results", "--all", "true").splitlines()
    return dict(line.strip().split(": ", 1) for line in lines if ": " in line)


def _mutmut(tree: Path, *words: str) -> str:
    run = subprocess.run([MUTMUT, *words], cwd=tree, capture_output=True, text=True, check=False)
    is_trial = words[-1] == "none.of.them"
    if run.returncode != 0 and not is_trial:
        raise MutationBroken(run.stdout[-2000:] + run.stderr[-2000:])
    return run.stdout
