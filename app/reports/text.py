"""Text on its way to paper: made harmless, then drawn as it is.

Papers never parse markup: `<img src=…>` in a name is drawn letter by letter.
"""

import unicodedata

from reportlab.pdfbase import pdfmetrics

LONGEST = 400
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def literal(text: str, longest: int = LONGEST) -> str:
    """One line of printable text: no control, direction or private characters, spaces single.

    Whatever is longer than `longest` characters ends with "…".
    """
    spaced = " ".join(text[: longest * 4].split())
    kept = "".join(sign for sign in spaced if unicodedata.category(sign) not in _DROPPED)
    composed = unicodedata.normalize("NFC", kept)
    return composed if len(composed) <= longest else f"{composed[: longest - 1].rstrip()}…"


def width_of(text: str, font: str, size: float) -> float:
    """Width in points of one line."""
    return float(pdfmetrics.stringWidth(text, font, size))


def fitted(text: str, font: str, size: float, width: float) -> str:
    """The text, or as much of it as fits in `width` points with "…" after it."""
    if width_of(text, font, size) <= width:
        return text
    shortest, longest = 0, len(text)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if width_of(f"{text[:middle]}…", font, size) <= width:
            shortest = middle
        else:
            longest = middle - 1
    return f"{text[:shortest].rstrip()}…"


def wrapped(text: str, font: str, size: float, width: float, lines: int) -> list[str]:
    """The text in at most `lines` lines of `width` points; the last ends with "…" when cut."""
    found: list[str] = []
    rest = text
    while rest and len(found) < lines - 1:
        line, rest = _first_line(rest, font, size, width)
        found.append(line)
    return [*found, fitted(rest, font, size, width)] if rest else found


def _first_line(text: str, font: str, size: float, width: float) -> tuple[str, str]:
    """What fits on one line, and the rest; a word longer than the line is cut within."""
    if width_of(text, font, size) <= width:
        return text, ""
    words = text.split(" ")
    count, line = 0, ""
    while count < len(words) and width_of(f"{line} {words[count]}".strip(), font, size) <= width:
        line = f"{line} {words[count]}".strip()
        count += 1
    if count:
        return line, " ".join(words[count:])
    cut = max(1, len(fitted(text, font, size, width)) - 1)
    return text[:cut], text[cut:]
