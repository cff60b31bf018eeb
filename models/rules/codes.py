"""Code lists: needs, kinds of aid, relations and the others, with their words in two languages.

The lists are the files of `resources/codes`, one table a file, read at the first question. Codes
are stable and stored; words may be bettered freely.
"""

import tomllib
from dataclasses import dataclass
from functools import cache

from resources import resource_path


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its words; `macro` is the code it belongs under, "" at the top."""

    code: str
    it: str
    en: str
    macro: str = ""


def codes(table: str) -> tuple[Code, ...]:
    """All codes of a table ("needs", "aid_kinds", …) in the order of its file.

    Raises:
        FileNotFoundError: there is no such table.
    """
    return tuple(_table(table).values())


def label(table: str, code: str, language: str = "it") -> str:
    """The words for a code in "it" or "en"; the code itself when the table does not know it."""
    known = _table(table).get(code)
    if known is None:
        return code
    return known.en if language == "en" else known.it


def is_known(table: str, code: str) -> bool:
    """Whether a table has this code."""
    return code in _table(table)


@cache
def _table(table: str) -> dict[str, Code]:
    path = resource_path(f"codes/{table}.toml")
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return {code: Code(code, **words) for code, words in entries.items()}
