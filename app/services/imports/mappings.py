"""Mappings kept from one month's export to the next: saved, loaded, laid over a new file."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import msgspec

from app.services.imports.errors import MappingNotUnderstood
from app.services.imports.header_words import plain
from app.services.imports.understanding import aid_words, signature, understand
from models.records.imports import (
    ColumnMapping,
    Mapping,
    SheetKind,
    SheetMapping,
    Workbook,
)


def save_mapping(mapping: Mapping) -> str:
    """The mapping as JSON text."""
    return msgspec.json.encode(mapping).decode("utf-8")


def load_mapping(text: str) -> Mapping:
    """The mapping that `save_mapping` wrote.

    Raises:
        MappingNotUnderstood: the text is something else.
    """
    try:
        return msgspec.json.decode(text, type=Mapping)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise MappingNotUnderstood(reason=str(error)) from error


def find_mapping(saved: Iterable[Mapping], workbook: Workbook, today: date) -> tuple[Mapping, bool]:
    """The mapping to begin with, and whether it is a saved one that knew this layout.

    A saved mapping fits when the file has the same header words, in whatever order and with
    whatever months; its corrections are laid over what is understood now.
    """
    guessed = understand(workbook, today)
    layout = signature(guessed.sheets)
    for mapping in saved:
        if signature(mapping.sheets) == layout:
            return lay_over(mapping, guessed, workbook), True
    return guessed, False


def lay_over(saved: Mapping, guessed: Mapping, workbook: Workbook) -> Mapping:
    """The guess with a saved mapping's corrections: roles by header word, kinds by aid word."""
    sheets = tuple(_sheet(its, saved.sheets) for its in guessed.sheets)
    corrected = {entry.word: entry.kind for entry in saved.aid_words}
    words = tuple(
        replace(entry, kind=corrected.get(entry.word, entry.kind), is_known=True)
        if entry.word in corrected
        else entry
        for entry in aid_words(workbook, sheets)
    )
    return Mapping(saved.register, sheets, words)


def _sheet(guessed: SheetMapping, saved: tuple[SheetMapping, ...]) -> SheetMapping:
    """The sheet with the corrections of the saved sheet that has most of its headers."""
    headers = _headers(guessed)
    peers = (its for its in saved if bool(_headers(its)) == bool(headers))
    alike = max(peers, key=lambda its: len(_headers(its) & headers), default=None)
    if alike is None or len(_headers(alike) & headers) * 2 < len(headers):
        return guessed
    kept = {plain(column.header): column for column in reversed(alike.columns) if column.header}
    columns = tuple(_column(column, kept.get(plain(column.header))) for column in guessed.columns)
    return replace(
        guessed,
        kind=alike.kind if guessed.kind is not SheetKind.IGNORE else guessed.kind,
        columns=columns,
        default_kind=alike.default_kind or guessed.default_kind,
    )


def _column(guessed: ColumnMapping, saved: ColumnMapping | None) -> ColumnMapping:
    if saved is None:
        return guessed
    return replace(
        saved, index=guessed.index, header=guessed.header, month=guessed.month or saved.month
    )


def _headers(sheet: SheetMapping) -> set[str]:
    return {plain(column.header) for column in sheet.columns if column.month is None} - {""}
