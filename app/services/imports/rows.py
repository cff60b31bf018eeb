"""One sheet's rows read through its mapping: texts and values by role, notices for the rest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from app.services.imports.cells import as_text, column_letter
from app.services.imports.values import NotUnderstood, is_blank_mark
from models.records.imports import (
    Cell,
    ColumnMapping,
    Notice,
    Role,
    Row,
    SheetMapping,
    Subject,
)

_LONGEST_SHOWN = 200
T = TypeVar("T")


@dataclass(slots=True)
class SheetReader:
    """Reads rows of one sheet; what cannot be read goes to `notices` with its place."""

    mapping: SheetMapping
    today: date
    notices: list[Notice]
    _by_role: dict[tuple[Role, Subject], list[ColumnMapping]] = field(init=False)

    def __post_init__(self) -> None:
        self._by_role = {}
        for column in self.mapping.columns:
            self._by_role.setdefault((column.role, column.subject), []).append(column)

    def columns(self, role: Role, subject: Subject = Subject.PERSON) -> list[ColumnMapping]:
        """The columns of a role, in the sheet's order."""
        return self._by_role.get((role, subject), [])

    def has(self, role: Role) -> bool:
        """Whether the sheet has a column of the role."""
        return bool(self.columns(role))

    def cells(
        self, row: Row, role: Role, subject: Subject = Subject.PERSON, group: int | None = None
    ) -> Iterator[tuple[ColumnMapping, Cell]]:
        """The filled cells of a role; marks that mean "unknown" count as blank."""
        for column in self._by_role.get((role, subject), ()):
            if column.index < len(row) and (group is None or column.group == group):
                cell = row[column.index]
                if cell is not None and not is_blank_mark(cell):
                    yield column, cell

    def text(
        self, row: Row, role: Role, subject: Subject = Subject.PERSON, group: int | None = None
    ) -> str:
        """The texts of a role's cells, joined by commas."""
        return ", ".join(as_text(cell) for _, cell in self.cells(row, role, subject, group))

    def value(
        self, row: Row, number: int, role: Role, read: Callable[[Cell, ColumnMapping], T]
    ) -> T | None:
        """The first cell of a role as `read` understands it; not understood is noticed."""
        for column, cell in self.cells(row, role):
            return self.read(number, column, cell, read)
        return None

    def read(
        self,
        number: int,
        column: ColumnMapping,
        cell: Cell,
        read: Callable[[Cell, ColumnMapping], T],
    ) -> T | None:
        """One cell as `read` understands it; None and a notice when it does not."""
        try:
            return read(cell, column)
        except NotUnderstood:
            self.notice(number, column, cell, f"{column.role}_not_understood")
            return None

    def notice(self, number: int, column: ColumnMapping | None, cell: Cell, code: str) -> None:
        """Note one value of row `number` that a person should look at."""
        name = (column.header or column_letter(column.index)) if column is not None else ""
        shown = as_text(cell)[:_LONGEST_SHOWN]
        self.notices.append(Notice(self.mapping.name, number, name, shown, code))
