"""Files made to harm: a plain answer for each, in little time and memory, and no crash."""

import os
from pathlib import Path

import pytest

from app.services.imports.errors import FileLooksDangerous, FileNotUnderstood, FileTooBig
from app.services.imports.reading import Limits, read_workbook
from tests.support.hostile_files import HOSTILE
from tests.support.import_drafts import drafted

MEGABYTE = 1024 * 1024
LIMITS = Limits(memory_bytes=256 * MEGABYTE, seconds=20)
ANSWERS = frozenset(
    [
        *("read", "file_too_big memory", "file_too_big time", "file_looks_dangerous ratio"),
        *("file_not_understood damaged", "file_not_understood empty"),
        "file_not_understood foreign",
    ]
)


def answer(path: Path) -> str:
    """What a person is told of a file; when it is read, all its rows are accounted for."""
    try:
        table = read_workbook(path, LIMITS)
    except (FileTooBig, FileLooksDangerous, FileNotUnderstood) as error:
        told = error.values.get("reason") or error.values.get("limit")
        return f"{error.code} {told}"
    found = drafted(table)
    assert len(found.rows) == sum(len(sheet.rows) for sheet in table.sheets)
    return "read"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_plain_answer(name: str, tmp_path: Path) -> None:
    expected, write = HOSTILE[name]
    write(tmp_path / name)
    told = answer(tmp_path / name)
    assert told == expected if expected else told in ANSWERS


def test_an_entity_never_brings_in_a_file_of_the_machine(tmp_path: Path) -> None:
    for name in ("outside.xlsx", "outside.ods"):
        _, write = HOSTILE[name]
        write(tmp_path / name)
        assert answer(tmp_path / name) == "file_not_understood damaged"


def test_a_folder_is_no_register(tmp_path: Path) -> None:
    assert answer(tmp_path) == "file_not_understood missing"


@pytest.mark.posix("Windows has no named pipes among files")
def test_a_pipe_is_no_register(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert answer(tmp_path / "pipe.csv") == "file_not_understood missing"


def test_what_stands_far_to_the_right_is_told(tmp_path: Path) -> None:
    _, write = HOSTILE["far_column.xlsx"]
    write(tmp_path / "far.xlsx")
    table = read_workbook(tmp_path / "far.xlsx", LIMITS)
    assert max(map(len, table.sheets[0].rows)) == 3
    assert [(notice.row, notice.column, notice.code) for notice in table.notices] == [
        (1, "XFD", "text_cut")
    ]
    assert drafted(table).totals.households == 9
