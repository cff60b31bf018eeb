"""Amounts of money: read as Italians write them, kept as whole cents."""

import re

_AMOUNT = re.compile(r"(?P<sign>-?)(?P<digits>\d[\d.,'\u2019 ]*)")
_WORDS = re.compile(r"\u20ac|\beuro\b|\beur\b|\be\.(?=\s*\d)", re.IGNORECASE)
_LARGEST = 99_999_999_99


class AmountNotUnderstood(ValueError):
    """The text cannot be read as one amount of money."""


def parse_amount(text: str) -> int:
    """Cents read from "12", "12,5", "1.234,50", "12.50", "€ 60", "60,00 euro".

    A lone separator followed by exactly three digits separates thousands; otherwise the last
    separator is the decimal one.

    Raises:
        AmountNotUnderstood: not one amount, more than two decimals, or over 99,999,999.99.
    """
    bare = _WORDS.sub(" ", text).replace("\u00a0", " ").strip().rstrip("-.=")
    found = _AMOUNT.fullmatch(bare.strip())
    if found is None:
        raise AmountNotUnderstood(text)
    whole, decimals = _split(re.sub(r"[ '\u2019]", "", found["digits"]))
    if not whole.isdecimal() or not whole.isascii() or len(decimals) > 2:
        raise AmountNotUnderstood(text)
    cents = int(whole) * 100 + int(decimals.ljust(2, "0") or 0)
    if cents > _LARGEST:
        raise AmountNotUnderstood(text)
    return -cents if found["sign"] else cents


def format_amount(cents: int) -> str:
    """Italian writing of an amount: 123450 becomes "1.234,50"."""
    whole, rest = divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"{'-' if cents < 0 else ''}{grouped},{rest:02d}"


def _split(digits: str) -> tuple[str, str]:
    """Whole part and decimals, thousands separators checked and dropped."""
    cut = max(digits.rfind(","), digits.rfind("."))
    if cut < 0:
        return digits, ""
    mark, tail = digits[cut], digits[cut + 1 :]
    if len(tail) == 3 and digits[0] != "0" and _grouped(digits, mark):
        return digits.replace(mark, ""), ""
    head = digits[:cut]
    other = "." if mark == "," else ","
    if mark in head or (other in head and not _grouped(head, other)):
        return "?", ""
    return head.replace(other, ""), tail


def _grouped(digits: str, mark: str) -> bool:
    first, *groups = digits.split(mark)
    return 1 <= len(first) <= 3 and all(len(g) == 3 and g.isdecimal() for g in groups)
