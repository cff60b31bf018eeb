"""The aid a row tells of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.services.imports.aid_words import bare, known_kind, several_kinds
from app.services.imports.cells import as_text
from app.services.imports.date_parts import joined, read_parts
from app.services.imports.free_aids import read_free_aids
from app.services.imports.rows import SheetReader
from app.services.imports.values import NotUnderstood, read_amount, read_date, read_quantity
from models.records.imports import (
    Cell,
    ColumnMapping,
    Mapping,
    Role,
    Row,
    SheetKind,
)
from models.rules.partial_date import PartialDate

_EARLIEST_AID = date(1990, 1, 1)
_LATEST_AHEAD = timedelta(days=62)
_KINDS_WITHOUT_MONEY = frozenset(
    ["food", "clothing", "baby", "hygiene", "blankets", "furniture", "meal"]
)
_ONE_NUMBER = re.compile(r"[^\d]*?(\d[\d.,]*\d|\d)[^\d]*")
LONGEST_PURPOSE = 500


@dataclass(frozen=True, slots=True)
class RowAid:
    """One aid of a row, not yet anybody's."""

    kind: str
    given_on: PartialDate | None
    quantity: int = 1
    amount_cents: int | None = None
    purpose: str = ""


class AidReader:
    """Reads the aid of a sheet's rows with the words of its mapping."""

    def __init__(self, reader: SheetReader, mapping: Mapping) -> None:
        self._reader = reader
        self._sheet = reader.mapping
        self._kinds = {entry.word: entry.kind for entry in mapping.aid_words}
        self._counts = reader.columns(Role.COUNT_OF_KIND)
        self._is_log = reader.has(Role.AID_DATE) or reader.has(Role.AID_KIND)

    def read(self, row: Row, number: int) -> tuple[list[RowAid], list[str]]:
        """The row's aids, and pieces of free text that tell of none (notes)."""
        if self._sheet.kind is SheetKind.PEOPLE:
            return [], []
        aids = list(self._counted(row, number))
        rest: list[str] = []
        for column, cell in self._reader.cells(row, Role.FREE_AID):
            found, notes = read_free_aids(as_text(cell), column.date_order, self._reader.today)
            rest.extend(notes)
            for aid in found:
                if aid.given_on is None or aid.kind == "other":
                    self._reader.notice(number, column, aid.text, "free_aid_doubtful")
                aids.append(
                    RowAid(
                        aid.kind,
                        aid.given_on,
                        aid.quantity,
                        aid.amount_cents,
                        aid.purpose[:LONGEST_PURPOSE],
                    )
                )
        if not self._counts and self._is_log:
            aids.extend(self._logged(row, number))
        return aids, rest

    def _counted(self, row: Row, number: int) -> Iterator[RowAid]:
        """Marks and numbers in columns of kinds or months, and the money beside them."""
        if not self._counts:
            return
        on = self._date(row, number) if self._is_log else self._default_date()
        purpose = self._purpose(row)
        for column, cell in self._reader.cells(row, Role.COUNT_OF_KIND):
            quantity = self._reader.read(number, column, cell, lambda its, _: read_quantity(its))
            if quantity:
                day = PartialDate.from_iso(column.month) if column.month else on
                yield RowAid(column.kind or "other", day, quantity, None, purpose)
        amount = self._amount(row, number)
        if amount:
            yield RowAid("money", on, 1, amount, purpose)

    def _logged(self, row: Row, number: int) -> list[RowAid]:
        """The aid of a row with a date or a word for it: one, or one for each kind named."""
        reader = self._reader
        words = reader.text(row, Role.AID_KIND)
        amount = self._amount(row, number)
        quantity = reader.value(row, number, Role.QUANTITY, lambda cell, _: read_quantity(cell))
        has_date = next(reader.cells(row, Role.AID_DATE), None) is not None
        if not words and not has_date and amount is None and quantity is None:
            return []
        kind = self._kind(words, amount, number)
        if quantity == 0 and not amount and kind != "money":
            column = reader.columns(Role.QUANTITY)[0]
            reader.notice(number, column, 0, "nothing_given")
            return []
        if amount == 0 or (amount is not None and amount < 0):
            amount = None
        purpose = self._purpose(row)
        if not purpose and kind == "money" and len(words.split()) > 1:
            purpose = words
        on = self._date(row, number)
        one = RowAid(kind, on, quantity or 1, amount, purpose[:LONGEST_PURPOSE])
        kinds = several_kinds(words) if kind == known_kind(words) else ()
        return [
            replace(one, kind=each, amount_cents=amount if each == "money" else None)
            for each in kinds
        ] or [one]

    def _kind(self, words: str, amount: int | None, number: int) -> str:
        if not words:
            kind = "money" if amount else self._sheet.default_kind or "food"
            if self._reader.has(Role.AID_KIND):
                self._reader.notice(
                    number, self._reader.columns(Role.AID_KIND)[0], None, "kind_missing"
                )
            return kind
        kind = self._kinds.get(bare(words)) or known_kind(words) or "other"
        if kind == known_kind(words) and amount and kind not in _KINDS_WITHOUT_MONEY:
            return "money"
        if kind == "other" and amount:
            return "money"
        return kind

    def _amount(self, row: Row, number: int) -> int | None:
        reader = self._reader
        for column, cell in reader.cells(row, Role.AMOUNT):
            amount = reader.read(number, column, cell, lambda its, _: _amount(its))
            if amount is not None and amount < 0:
                reader.notice(number, column, cell, "amount_negative")
            return amount
        return None

    def _date(self, row: Row, number: int) -> PartialDate | None:
        reader = self._reader
        cells = list(reader.cells(row, Role.AID_DATE))
        parts = read_parts(cells) if cells else None
        if parts is None and len(cells) > 1:
            reader.notice(number, cells[0][0], _all_of(cells), "aid_date_not_understood")
            return self._default_date()
        if parts is not None:
            column, cell = cells[0]
            default = self._default_date()
            return reader.read(
                number, column, cell, lambda *_: joined(parts, default, reader.today)
            )
        for column, cell in reader.cells(row, Role.AID_DATE):
            on = reader.read(number, column, cell, self._read_date)
            if on is None:
                break
            if not on.latest >= _EARLIEST_AID or on.earliest > reader.today + _LATEST_AHEAD:
                reader.notice(number, column, cell, "date_unlikely")
            return on
        default = self._default_date()
        if default is None and not any(reader.cells(row, Role.AID_DATE)):
            columns = reader.columns(Role.AID_DATE)
            reader.notice(number, columns[0] if columns else None, None, "date_missing")
        return default

    def _read_date(self, cell: Cell, column: ColumnMapping) -> PartialDate:
        try:
            return read_date(cell, column.date_order, self._reader.today)
        except NotUnderstood:
            if self._sheet.default_month and isinstance(cell, int | str):
                return self._day_of_month(str(cell))
            raise

    def _day_of_month(self, text: str) -> PartialDate:
        """A sheet of one month may write only the day, or the day and the month."""
        month = PartialDate.from_iso(self._sheet.default_month or "")
        found = re.fullmatch(r"(\d{1,2})(?:[/.\-](\d{1,2}))?", text.strip())
        if found is None:
            raise NotUnderstood(text)
        try:
            return PartialDate(month.year, int(found[2] or month.month or 1), int(found[1]))
        except ValueError as error:
            raise NotUnderstood(text) from error

    def _default_date(self) -> PartialDate | None:
        month = self._sheet.default_month
        return PartialDate.from_iso(month) if month else None

    def _purpose(self, row: Row) -> str:
        return self._reader.text(row, Role.PURPOSE)[:LONGEST_PURPOSE]


def _all_of(cells: list[tuple[ColumnMapping, Cell]]) -> str:
    return " ".join(as_text(cell) for _, cell in cells)


def _amount(cell: Cell) -> int:
    """An amount; of a text with other words, the one number in it ("circa 50 euro")."""
    try:
        return read_amount(cell)
    except NotUnderstood:
        found = _ONE_NUMBER.fullmatch(as_text(cell)) if isinstance(cell, str) else None
        if found is None:
            raise
        return read_amount(found[1])
