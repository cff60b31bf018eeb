"""Short ways to the steps of the import, for tests that need no child process."""

from pathlib import Path

from app.services.imports.cells import trimmed, typed_cell
from app.services.imports.drafting import draft
from app.services.imports.parsing import parse
from app.services.imports.understanding import understand
from models.records.imports import ImportDraft, Mapping, Sheet, Workbook
from tests.support.register_truth import TODAY


def workbook(*rows: list[object], name: str = "Foglio1") -> Workbook:
    """A workbook of one sheet."""
    return book(**{name: list(rows)})


def book(**sheets: list[list[object]]) -> Workbook:
    """A workbook of several sheets."""
    return Workbook(
        "registro.xlsx",
        tuple(
            Sheet(name, tuple(trimmed([typed_cell(value) for value in row]) for row in rows))
            for name, rows in sheets.items()
        ),
    )


def read(path: Path) -> Workbook:
    """The workbook of a file, parsed in this process."""
    sheets, notices = parse(path)
    return Workbook(path.name, sheets, notices)


def drafted(table: Workbook, mapping: Mapping | None = None) -> ImportDraft:
    """The draft of a workbook as it is understood, or as `mapping` says."""
    return draft(table, mapping or understand(table, TODAY), TODAY)
