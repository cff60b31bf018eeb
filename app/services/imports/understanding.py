"""What a workbook is: which sheets hold people or aid, and what every column holds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from app.services.imports.aid_words import bare, kind_in_title, known_kind
from app.services.imports.columns import assign
from app.services.imports.date_parts import date_part_columns, read_parts
from app.services.imports.header_words import is_other_matter, plain
from app.services.imports.headers import Header, find_header, says_again, words_of
from app.services.imports.household_numbers import settle_number
from app.services.imports.joining import join_sheets
from app.services.imports.months import MonthHeader, month_header, with_years, years_in
from app.services.imports.name_order import guess_order, surname_comes_second
from app.services.imports.profiles import Profile, profile
from models.records.imports import (
    AidWord,
    Cell,
    ColumnMapping,
    Mapping,
    Role,
    Row,
    Sheet,
    SheetKind,
    SheetMapping,
    Subject,
    Workbook,
)

_LEAST_MONTHS = 3
_MOSTLY = 0.5
_PERSON_ROLES = frozenset([Role.SURNAME, Role.GIVEN_NAME, Role.WHOLE_NAME])
_PERSON_DETAILS = frozenset(
    [Role.NUMBER, Role.CODE, Role.BIRTH_DATE, Role.PHONE, Role.ADDRESS, Role.SIZE]
)
# A sheet without any of these explains the words for aid and records none ("V = vestiario").
_AID_DETAILS = frozenset(
    [Role.AID_DATE, Role.QUANTITY, Role.AMOUNT, Role.COUNT_OF_KIND, Role.FREE_AID]
)


def understand(workbook: Workbook, today: date) -> Mapping:
    """Guess how a file is read; nothing is certain, everything can be corrected."""
    guessed = _agreeing([_sheet_mapping(sheet, today) for sheet in workbook.sheets])
    sheets = join_sheets(workbook.sheets, guessed)
    return Mapping(signature(sheets), sheets, aid_words(workbook, sheets))


def _agreeing(sheets: Sequence[SheetMapping]) -> tuple[SheetMapping, ...]:
    """Sheets with the same header (one a month) read alike, as most of them are understood."""
    votes: Counter[tuple[tuple[str, ...], SheetKind, tuple[ColumnMapping, ...]]] = Counter(
        (_names(sheet), sheet.kind, sheet.columns) for sheet in sheets if sheet.header_rows
    )
    chosen: dict[tuple[str, ...], tuple[SheetKind, tuple[ColumnMapping, ...]]] = {}
    for (names, kind, columns), _ in votes.most_common():
        chosen.setdefault(names, (kind, columns))
    return tuple(_read_as(sheet, chosen.get(_names(sheet))) for sheet in sheets)


def _names(sheet: SheetMapping) -> tuple[str, ...]:
    return tuple(column.header for column in sheet.columns)


def _read_as(
    sheet: SheetMapping, chosen: tuple[SheetKind, tuple[ColumnMapping, ...]] | None
) -> SheetMapping:
    if chosen is None or SheetKind.IGNORE in {sheet.kind, chosen[0]}:
        return sheet
    return replace(sheet, kind=chosen[0], columns=chosen[1])


def signature(sheets: Sequence[SheetMapping]) -> str:
    """A short name of a layout: the words of its headers, months and sheet names left out."""
    headers = sorted(
        {
            plain(column.header)
            for sheet in sheets
            if sheet.kind is not SheetKind.IGNORE
            for column in sheet.columns
            if column.month is None and column.header
        }
    )
    return blake2b("\n".join(headers).encode(), digest_size=8).hexdigest()


def aid_words(workbook: Workbook, sheets: Sequence[SheetMapping]) -> tuple[AidWord, ...]:
    """The words for aid in all kind columns, the most used first, each with its guessed kind."""
    counted: Counter[str] = Counter()
    for sheet, mapping in zip(workbook.sheets, sheets, strict=True):
        indexes = [column.index for column in mapping.columns if column.role is Role.AID_KIND]
        if mapping.kind in {SheetKind.PEOPLE, SheetKind.IGNORE}:
            continue
        for row in sheet.rows[mapping.first_row - 1 :]:
            counted.update(
                bare(cell)
                for index in indexes
                if index < len(row) and isinstance(cell := row[index], str) and bare(cell)
            )
    return tuple(
        AidWord(word, known_kind(word) or "other", known_kind(word) is not None, count)
        for word, count in counted.most_common()
    )


def _sheet_mapping(sheet: Sheet, today: date) -> SheetMapping:
    header = find_header(sheet)
    headers = [words_of(sheet.rows[number - 1]) for number in header.rows]
    data = [
        row
        for row in sheet.rows[header.first_row - 1 :]
        if row and not any(says_again(row, words) for words in headers)
    ]
    columns = _columns(header, sheet.name, data, today)
    title = f"{sheet.name} {header.title}"
    kind = _kind(columns, data, is_aid_told=_told_kind(sheet, header) is not None)
    if kind is SheetKind.PEOPLE:
        columns = tuple(map(_as_note, columns))
    month = month_header(sheet.name) or month_header(header.title)
    default_month = None
    if month is not None:
        default_month = with_years([month], title, today)[0].iso
    elif years := years_in(title):
        default_month = str(max(years)) if _is_yearless(columns, data) else None
    return SheetMapping(
        name=sheet.name,
        kind=kind,
        header_rows=header.rows,
        first_row=header.first_row,
        columns=columns,
        default_kind=_told_kind(sheet, header),
        default_month=default_month,
    )


def _told_kind(sheet: Sheet, header: Header) -> str | None:
    """The kind of aid that a sheet's name or title tells."""
    return kind_in_title(sheet.name) or kind_in_title(header.title)


def _as_note(column: ColumnMapping) -> ColumnMapping:
    """Among people there is no aid to have a purpose: what is written is about the family."""
    return replace(column, role=Role.NOTE) if column.role is Role.PURPOSE else column


def _is_yearless(columns: Sequence[ColumnMapping], data: Sequence[Row]) -> bool:
    """Whether the aid's days are written without a year ("5/3")."""
    dates = [column for column in columns if column.role is Role.AID_DATE]
    for row in data if dates else ():
        cells = [(c, cell) for c in dates if c.index < len(row) and (cell := row[c.index])]
        parts = read_parts(cells)
        if cells:
            return parts is not None and parts.year is None
    return False


def _columns(
    header: Header, sheet_name: str, data: Sequence[Row], today: date
) -> tuple[ColumnMapping, ...]:
    cells = [
        [row[index] if index < len(row) else None for row in data]
        for index in range(len(header.names))
    ]
    looks = [profile(column, today) for column in cells]
    grid = _grid(header, sheet_name, looks, today)
    pieces = {} if grid else date_part_columns(header.names, cells, looks)
    free = set(range(len(header.names))) - set(grid) - set(pieces)
    columns = assign(header.names, looks, free, is_grid=bool(grid), is_dated=bool(pieces))
    columns = _counts_of_kinds(columns, looks)
    columns = _whole_names(columns)
    columns = settle_number(_ordered_names(columns, cells), cells, looks)
    return tuple(
        sorted([*columns, *grid.values(), *pieces.values()], key=lambda column: column.index)
    )


def _grid(
    header: Header, sheet_name: str, looks: Sequence[Profile], today: date
) -> dict[int, ColumnMapping]:
    """Columns of months, each counting one kind of aid."""
    found: list[tuple[int, MonthHeader]] = []
    for index, cell in enumerate(header.cells):
        month = month_header(cell) if cell is not None else None
        look = looks[index]
        if month is not None and (not look.filled or look.counts > _MOSTLY):
            found.append((index, month))
    if not found or (len(found) < _LEAST_MONTHS and not any(its.year for _, its in found)):
        return {}
    if all(month.day in {None, 1} for _, month in found):
        found = [(index, replace(month, day=None)) for index, month in found]
    dated = with_years([month for _, month in found], f"{sheet_name} {header.title}", today)
    return {
        index: ColumnMapping(
            index,
            header.names[index],
            Role.COUNT_OF_KIND,
            kind=month.kind or kind_in_title(sheet_name) or kind_in_title(header.title) or "food",
            month=month.iso,
        )
        for (index, _), month in zip(found, dated, strict=True)
    }


def _counts_of_kinds(
    columns: Sequence[ColumnMapping], looks: Sequence[Profile]
) -> list[ColumnMapping]:
    """Columns such as "Pacchi | Vestiario | Euro" count one kind each, if no words tell it."""
    if any(column.role is Role.AID_KIND for column in columns):
        return list(columns)
    return [_count_of_kind(column, looks[column.index]) for column in columns]


def _count_of_kind(column: ColumnMapping, look: Profile) -> ColumnMapping:
    kind = known_kind(column.header) if column.header else None
    if kind is None or column.subject is not Subject.PERSON or is_other_matter(column.header):
        return column
    if column.role not in {
        Role.IGNORE,
        Role.QUANTITY,
        Role.AMOUNT,
        Role.AID_KIND,
        Role.NUMBER,
        Role.FREE_AID,
        Role.NOTE,
        Role.PURPOSE,
    }:
        return column
    is_money = kind == "money"
    if is_money and look.numbers > 0.5 and look.ones < 0.9:
        return replace(column, role=Role.AMOUNT, kind="money")
    if look.marks > 0.5:
        return replace(column, role=Role.COUNT_OF_KIND, kind=kind)
    return column


def _whole_names(
    columns: Sequence[ColumnMapping],
) -> list[ColumnMapping]:
    """A lone "Nome" or "Cognome" holds the whole name; two names of one person are one too many."""
    held = {(c.subject, c.group, c.role) for c in columns}
    result: list[ColumnMapping] = []
    for column in columns:
        key = (column.subject, column.group)
        has_parts = (*key, Role.SURNAME) in held and (*key, Role.GIVEN_NAME) in held
        if column.role in {Role.SURNAME, Role.GIVEN_NAME} and not has_parts:
            role = Role.IGNORE if (*key, Role.WHOLE_NAME) in held else Role.WHOLE_NAME
            result.append(replace(column, role=role))
        elif column.role is Role.WHOLE_NAME and has_parts:
            result.append(replace(column, role=Role.IGNORE))
        else:
            result.append(column)
    return result


def _ordered_names(
    columns: Sequence[ColumnMapping], cells: Sequence[Sequence[Cell]]
) -> list[ColumnMapping]:
    """Name order of whole names; two headless name columns swapped when codes say so."""
    result = list(columns)
    for position, column in enumerate(result):
        codes = _of(result, Role.CODE, column)
        code_cells = cells[codes.index] if codes is not None else ()
        if column.role is Role.WHOLE_NAME:
            order = guess_order(plain(column.header), cells[column.index], code_cells)
            result[position] = replace(column, name_order=order)
        elif column.role is Role.SURNAME and not column.header:
            given = _of(result, Role.GIVEN_NAME, column)
            if given is not None and surname_comes_second(
                cells[column.index], cells[given.index], code_cells
            ):
                result[position] = replace(column, role=Role.GIVEN_NAME)
                result[result.index(given)] = replace(given, role=Role.SURNAME)
    return result


def _of(
    columns: Sequence[ColumnMapping], role: Role, beside: ColumnMapping
) -> ColumnMapping | None:
    return next(
        (
            column
            for column in columns
            if (column.role, column.subject, column.group) == (role, beside.subject, beside.group)
        ),
        None,
    )


def _kind(columns: Sequence[ColumnMapping], data: Sequence[Row], *, is_aid_told: bool) -> SheetKind:
    roles = {column.role for column in columns}
    has_person = bool(roles & _PERSON_ROLES)
    has_number = Role.NUMBER in roles
    if not data or not (has_person or has_number or Role.CODE in roles):
        return SheetKind.IGNORE
    tells_aid = bool(roles & {Role.AID_KIND, Role.COUNT_OF_KIND, Role.FREE_AID}) or (
        Role.AID_DATE in roles and (bool(roles & {Role.QUANTITY, Role.AMOUNT}) or is_aid_told)
    )
    if tells_aid and not roles & (_AID_DETAILS | _PERSON_DETAILS if has_person else _AID_DETAILS):
        return SheetKind.IGNORE
    if not tells_aid:
        is_told = any(column.header for column in columns) or len(roles - {Role.IGNORE}) > 1
        return SheetKind.PEOPLE if has_person and is_told else SheetKind.IGNORE
    return SheetKind.MIXED if has_person else SheetKind.AID
