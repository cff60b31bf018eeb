"""Aid written freely in one cell: "10/12/2025 € 180,35 bolletta gas; vestiario 07/05/2026"."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.services.imports.aid_words import known_kind
from app.services.imports.values import NotUnderstood, read_amount, read_date
from models.records.imports import DateOrder
from models.rules.partial_date import PartialDate

DATE_INSIDE = re.compile(
    r"(?:\b(?:il|del|in data)\s+)?(?<![\d.,])("
    r"\d{1,2}[/\-]\d{1,2}[/\-](?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    r"|(?:\d{1,2}\s+)?(?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)[a-z]*\.?\s+(?:20)?\d{2}"
    r")(?![\d/])",
    re.IGNORECASE,
)
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(
    rf"(?:€|\beuro|\beur)\s*({_NUMBER})|({_NUMBER})\s*(?:€|euro\b|eur\b)|\b(\d+[.,]\d{{2}})\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:\b(\d{1,2})\s*(?:x\s*)?(?=(?:pacc|bors|capi|pezz|bust|sacch|pz)\w*)|\bx\s*(\d{1,2})\b|\b(\d{1,2})\s*x\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[;\n|]\s*")
_BETWEEN_LOOSELY = re.compile(r",\s+|\s[+/–-]\s")
_GOODS = frozenset(["food", "clothing", "baby", "hygiene", "blankets", "furniture", "meal"])


@dataclass(frozen=True, slots=True)
class FreeAid:
    """One aid read from free text; `kind` is "other" when no word tells it."""

    kind: str
    given_on: PartialDate | None
    quantity: int
    amount_cents: int | None
    purpose: str
    text: str


def read_free_aids(
    text: str, order: DateOrder, today: date
) -> tuple[tuple[FreeAid, ...], tuple[str, ...]]:
    """The aids in a text, and the pieces that tell of none."""
    aids: list[FreeAid] = []
    rest: list[str] = []
    for piece in (cut for part in _BETWEEN.split(text) for cut in _pieces(part)):
        aid = _aid(piece, order, today)
        if aid is not None:
            aids.append(aid)
        elif piece.strip(" .,-"):
            rest.append(piece.strip())
    return tuple(aids), tuple(rest)


def _pieces(part: str) -> list[str]:
    """A part with several dates cut so that each piece has one."""
    dates = list(DATE_INSIDE.finditer(part))
    if len(dates) < 2:
        return [part]
    pieces: list[str] = []
    for piece in _BETWEEN_LOOSELY.split(part):
        if pieces and not DATE_INSIDE.search(piece):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    if len(pieces) == len(dates):
        return _with_kind_said_once(pieces)
    is_date_first = not part[: dates[0].start()].strip(" -:")
    cuts = [found.start() if is_date_first else found.end() for found in dates]
    edges = [0, *(cuts[1:] if is_date_first else cuts[:-1]), len(part)]
    return [part[start:end] for start, end in pairwise(edges)]


def _with_kind_said_once(pieces: list[str]) -> list[str]:
    """In "vestiario 07/12/2025, 23/12/2025" the word holds for the dates after it."""
    result: list[str] = []
    words = ""
    for piece in pieces:
        said = DATE_INSIDE.sub("", piece).strip(" ,.-:")
        result.append(piece if said else f"{words} {piece}")
        words = said or words
    return result


def _aid(piece: str, order: DateOrder, today: date) -> FreeAid | None:
    given_on, rest = _cut_date(piece, order, today)
    amount, rest = _cut_amount(rest)
    count = _COUNT.search(rest)
    kind = known_kind(rest) if rest.strip() else None
    if given_on is None and amount is None:
        return None
    if amount is not None and kind not in _GOODS:
        kind = "money"
    if kind is None:
        return (
            None if given_on is None else FreeAid("other", given_on, 1, None, _words(rest), piece)
        )
    quantity = int(next(group for group in count.groups() if group)) if count else 1
    purpose = "" if kind in _GOODS and amount is None and len(rest.split()) <= 2 else _words(rest)
    return FreeAid(kind, given_on, quantity, amount, purpose, piece)


def _cut_date(piece: str, order: DateOrder, today: date) -> tuple[PartialDate | None, str]:
    found = DATE_INSIDE.search(piece)
    if found is None:
        return None, piece
    try:
        given_on = read_date(found[1], order, today)
    except NotUnderstood:
        return None, piece
    return given_on, f"{piece[: found.start()]} {piece[found.end() :]}"


def _cut_amount(text: str) -> tuple[int | None, str]:
    found = _AMOUNT.search(text)
    if found is None:
        return None, text
    amount = read_amount(next(group for group in found.groups() if group))
    return amount, f"{text[: found.start()]} {text[found.end() :]}"


def _words(text: str) -> str:
    return " ".join(text.split()).replace(" ,", ",").strip(" ,.-:;()")
