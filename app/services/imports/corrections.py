"""A person's corrections of a mapping; each gives a new mapping, and the words for aid follow."""

from dataclasses import replace
from datetime import date

from app.services.imports.cells import as_text
from app.services.imports.understanding import aid_words, understand
from models.records.imports import ColumnMapping, Mapping, SheetMapping, Workbook

_LONGEST_HEADER = 60


def with_column(mapping: Mapping, workbook: Workbook, sheet: int, column: ColumnMapping) -> Mapping:
    """The mapping with one column of a sheet (counted from 0) read another way."""
    its = mapping.sheets[sheet]
    columns = tuple(column if old.index == column.index else old for old in its.columns)
    return with_sheet(mapping, workbook, sheet, replace(its, columns=columns))


def with_sheet(mapping: Mapping, workbook: Workbook, sheet: int, its: SheetMapping) -> Mapping:
    """The mapping with a whole sheet read another way; words given a kind before keep it."""
    sheets = (*mapping.sheets[:sheet], its, *mapping.sheets[sheet + 1 :])
    said = {entry.word: entry for entry in mapping.aid_words}
    words = tuple(
        replace(said[entry.word], count=entry.count) if entry.word in said else entry
        for entry in aid_words(workbook, sheets)
    )
    return replace(mapping, sheets=sheets, aid_words=words)


def with_word(mapping: Mapping, word: str, kind: str) -> Mapping:
    """The mapping with a word for aid that means this kind."""
    words = tuple(
        replace(entry, kind=kind, is_known=True) if entry.word == word else entry
        for entry in mapping.aid_words
    )
    return replace(mapping, aid_words=words)


def with_header(
    mapping: Mapping, workbook: Workbook, sheet: int, header_row: int, today: date
) -> Mapping:
    """The mapping with a sheet's headings in another row (from 1; 0 when it has none).

    Columns are guessed anew below that row; what stands above it is left out.
    """
    source = workbook.sheets[sheet]
    below = tuple(
        () if number < header_row else row for number, row in enumerate(source.rows, start=1)
    )
    alone = replace(workbook, sheets=(replace(source, rows=below),))
    guessed = understand(alone, today).sheets[0]
    heading = source.rows[header_row - 1] if header_row else ()
    columns = tuple(
        replace(
            column,
            header=as_text(heading[column.index])[:_LONGEST_HEADER]
            if column.index < len(heading)
            else "",
        )
        for column in guessed.columns
    )
    its = replace(
        guessed,
        header_rows=(header_row,) if header_row else (),
        first_row=header_row + 1,
        columns=columns,
    )
    return with_sheet(mapping, workbook, sheet, its)
