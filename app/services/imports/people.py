"""The people a row tells of: its own person, a spouse, children in columns or in one cell."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from app.services.imports.name_order import split_name
from app.services.imports.rows import SheetReader
from app.services.imports.values import NotUnderstood, is_possible_birth, read_date
from app.services.imports.words import RELATION_LETTERS, relation_of, sex_of
from models.records.imports import (
    Cell,
    ColumnMapping,
    DraftCode,
    DraftMember,
    Role,
    Row,
    Subject,
)
from models.rules.codice_fiscale import CodeKind, recognise_code
from models.rules.names import fold_name
from models.rules.partial_date import PartialDate

LONGEST_NAME = 200
_BETWEEN_CHILDREN = re.compile(r"\s*[;,\n|+]\s*|\s+[\-–/]\s+|\s+(?:e|ed|and)\s+(?=[^\W\d_])")
_DATE = re.compile(
    r"\(?\s*(?:n(?:at[oa])?\.?\s*(?:il\s*)?)?"
    r"(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}[/.\-](?:19|20)\d{2}|(?:19|20)\d{2})\s*\)?"
)
_AGE = re.compile(r"[\s,(\-]*\b\d{1,2}\s*(?:anni|aa|a\.|mesi|years?)\b\.?\)?", re.IGNORECASE)
_COUNT_ONLY = re.compile(r"\d{1,2}(?:\s*(?:figl\w+|minor\w+|bambin\w+))?")


@dataclass(frozen=True, slots=True)
class RowPeople:
    """Those a row tells of; `person` is None when the row names nobody."""

    person: DraftMember | None
    relation: str | None
    others: tuple[DraftMember, ...] = ()


def read_people(reader: SheetReader, row: Row, number: int) -> RowPeople:
    """Everyone named in the row."""
    relation = _relation(reader, row, number)
    person = _member(reader, row, number, Subject.PERSON, 0)
    others: list[DraftMember] = []
    spouse = _member(reader, row, number, Subject.SPOUSE, 0)
    if spouse is not None:
        others.append(replace(spouse, relation="spouse"))
    surname = _children_surname(person, spouse)
    groups = {column.group for column in reader.mapping.columns if column.subject is Subject.CHILD}
    for group in sorted(groups):
        child = _member(reader, row, number, Subject.CHILD, group)
        if child is not None:
            others.append(_named_child(child, surname))
    others.extend(_children_in_one_cell(reader, row, number, surname))
    return RowPeople(person, relation, tuple(others))


def _relation(reader: SheetReader, row: Row, number: int) -> str | None:
    for column, cell in reader.cells(row, Role.RELATION):
        relation = relation_of(str(cell)) or RELATION_LETTERS.get(str(cell).strip(" .").upper())
        if relation is None:
            reader.notice(number, column, cell, "relation_not_understood")
            return "other"
        return relation
    return None


def _member(
    reader: SheetReader, row: Row, number: int, subject: Subject, group: int
) -> DraftMember | None:
    codes = _codes(reader, row, number, subject, group)
    surname, given_name = _name(reader, row, number, (subject, group), codes)
    if not fold_name(surname + given_name) and not codes:
        return None
    sex = sex_of(reader.text(row, Role.SEX, subject, group))
    return DraftMember(
        surname=surname,
        given_name=given_name,
        sex=sex,
        born=_born(reader, row, number, (subject, group)),
        birth_place=reader.text(row, Role.BIRTH_PLACE, subject, group)[:LONGEST_NAME],
        citizenship=reader.text(row, Role.CITIZENSHIP, subject, group)[:LONGEST_NAME],
        codes=codes,
    )


def _name(
    reader: SheetReader,
    row: Row,
    number: int,
    whose: tuple[Subject, int],
    codes: tuple[DraftCode, ...],
) -> tuple[str, str]:
    surname = reader.text(row, Role.SURNAME, *whose)
    given_name = reader.text(row, Role.GIVEN_NAME, *whose)
    for column, cell in reader.cells(row, Role.WHOLE_NAME, *whose):
        code = next((c.value for c in codes if c.kind == CodeKind.CODICE_FISCALE), "")
        surname, given_name = split_name(str(cell), column.name_order, code)
    if max(len(surname), len(given_name)) > LONGEST_NAME:
        reader.notice(number, None, f"{surname} {given_name}", "text_cut")
    return surname[:LONGEST_NAME], given_name[:LONGEST_NAME]


def _codes(
    reader: SheetReader, row: Row, number: int, subject: Subject, group: int
) -> tuple[DraftCode, ...]:
    found: list[DraftCode] = []
    for column, cell in reader.cells(row, Role.CODE, subject, group):
        code = recognise_code(str(cell))
        if not any(character.isdigit() for character in code.value):
            reader.notice(number, column, cell, "code_not_understood")
            continue
        if code.kind is CodeKind.OTHER or code.warnings:
            reader.notice(number, column, cell, "code_doubtful")
        found.append(DraftCode(code.kind.value, code.value[:LONGEST_NAME]))
    return tuple(found)


def _born(
    reader: SheetReader, row: Row, number: int, whose: tuple[Subject, int]
) -> PartialDate | None:
    def read(cell: Cell, column: ColumnMapping) -> PartialDate:
        born = read_date(cell, column.date_order, reader.today, birth=True)
        if not is_possible_birth(born, reader.today):
            raise NotUnderstood(cell)
        return born

    for column, cell in reader.cells(row, Role.BIRTH_DATE, *whose):
        return reader.read(number, column, cell, read)
    return None


def _children_surname(person: DraftMember | None, spouse: DraftMember | None) -> str:
    """Registers that list children by given name leave the surname to be understood."""
    if person is None:
        return ""
    if spouse is not None and person.sex == "F" and spouse.surname:
        return spouse.surname
    return person.surname


def _named_child(child: DraftMember, surname: str) -> DraftMember:
    """A child's cell with one name holds the given name."""
    if child.surname and not child.given_name:
        child = replace(child, surname=surname, given_name=child.surname)
    return replace(child, relation="child")


def _children_in_one_cell(
    reader: SheetReader, row: Row, number: int, surname: str
) -> list[DraftMember]:
    """Those of "Salma 07/10/2023, Sabah 24/02/2009": names with or without dates or ages."""
    children: list[DraftMember] = []
    for column, cell in reader.cells(row, Role.CHILDREN):
        if not isinstance(cell, str) or _COUNT_ONLY.fullmatch(cell.strip()):
            reader.notice(number, column, cell, "children_without_names")
            continue
        for part in _BETWEEN_CHILDREN.split(cell):
            for piece in _after_each_date(part):
                _add_child(reader, (number, column), piece, surname, children)
    return children


def _after_each_date(part: str) -> list[str]:
    """Children one after the other without a mark between: "Salma 2010 Sabah 2012"."""
    ends = [found.end() for found in _DATE.finditer(part)]
    if len(ends) < 2 or not fold_name(_DATE.sub(" ", part[: ends[0]])):
        return [part]
    edges = [0, *ends[:-1], len(part)]
    return [part[start:end] for start, end in pairwise(edges)]


def _add_child(
    reader: SheetReader,
    place: tuple[int, ColumnMapping],
    piece: str,
    surname: str,
    children: list[DraftMember],
) -> None:
    number, column = place
    found = _DATE.search(piece)
    born = None
    if found is not None:
        born = reader.read(
            number,
            column,
            found[1],
            lambda cell, its: read_date(cell, its.date_order, reader.today, birth=True),
        )
    name = _AGE.sub("", _DATE.sub(" ", piece)).strip(" .:-()/")
    if not fold_name(name):
        if born is not None and children and children[-1].born is None:
            children[-1] = replace(children[-1], born=born)
        elif piece.strip():
            reader.notice(number, column, piece, "child_without_name")
        return
    given = _without_surname(" ".join(name.split()), surname)
    children.append(DraftMember(surname, given[:LONGEST_NAME], relation="child", born=born))


def _without_surname(name: str, surname: str) -> str:
    folded = fold_name(surname).split()
    words = name.split()
    kept = [word for word in words if fold_name(word) not in folded]
    return " ".join(kept) if folded and 0 < len(kept) < len(words) else name
