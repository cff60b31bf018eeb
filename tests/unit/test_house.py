"""The manners of the house that a machine can see."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from resources import VERSION

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "ui", "models", "sync", "resources", "installer", "tests")
PROGRAM = ("app", "ui", "models", "sync", "resources", "installer")
LONGEST_FILE = 500
LONGEST_FUNCTION = 50
TEXTS = {".py", ".toml", ".txt", ".md", ".yml", ".cfg", ".sh", ".iss", ".desktop", ".spec", ".qss"}

# In pieces, so that this file does not find itself.
MACHINES = "work|root|farm"
FORBIDDEN = re.compile(
    "|".join(
        (
            r"https?://[^\s\"']+\.(?:whl|tgz|tar\.gz|deb)\b",
            "index" + "-url",
            "find" + "-links =",
            "pypi" + r"\.org",
            "python" + r"hosted\.org",
            rf"(?:^|[^\w.])/(?:{MACHINES})/",
        )
    ),
    re.MULTILINE,
)
HEAVY = ("sqlalchemy", "reportlab", "litestar", "alembic", "pypdfium2", "httpx", "uvicorn")


def modules(*rooms: str) -> Iterator[Path]:
    for room in rooms:
        yield from (path for path in (ROOT / room).rglob("*.py") if "build" not in path.parts)
    yield ROOT / "dev.py"


def texts() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXTS)
    for room in (*ROOMS, "requirements", ".ci"):
        for path in (ROOT / room).rglob("*"):
            if path.is_file() and (path.suffix in TEXTS or path.parent.name == ".ci"):
                yield path


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def within(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_runs_away():
    lengths = {
        within(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*ROOMS)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_runs_away():
    assert [
        f"{within(path)}:{node.lineno} {node.name}"
        for path in modules(*ROOMS)
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ] == []


def test_every_folder_with_modules_is_a_package():
    folders = {path.parent for path in modules(*ROOMS)} - {ROOT}
    assert [within(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_every_paper_tells_the_version_that_the_program_tells():
    wanted = {"publiccode.yml": f'softwareVersion: "{VERSION}"', "CHANGELOG.md": f"## {VERSION} "}
    assert [name for name, words in wanted.items() if words not in (ROOT / name).read_text()] == []


def test_every_module_says_what_it_is_for():
    assert [
        within(path)
        for path in modules(*PROGRAM)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ] == []


def test_no_text_names_a_package_registry_or_somebodys_machine():
    found = {
        within(path): match.group()
        for path in texts()
        if (match := FORBIDDEN.search(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "installer.txt"])
def test_every_locked_package_has_a_hash_and_no_address(name):
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    packages = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert packages
    assert [block.split()[0] for block in packages if "--hash=sha256:" not in block] == []
    assert "://" not in text


@pytest.mark.parametrize("first_sight", ["app.__main__", "ui.dialogs.unlock"])
def test_what_the_first_window_needs_loads_no_heavy_library(first_sight):
    program = (
        f"import sys, {first_sight}\nprint(*(name for name in {HEAVY!r} if name in sys.modules))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == []
