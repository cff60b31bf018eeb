"""Text on its way to paper: made harmless, then drawn as it is.

Papers never parse markup: `<img src=…>` in a name is drawn letter by letter. Arabic letters are
joined and put in the order in which they stand on the line (Unicode Standard Annex 9), since a PDF
draws from left to right whatever it is told.
"""

import re
import unicodedata
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics

from app.reports.fonts import arabic_beside

LONGEST = 400
_ARABIC = re.compile(r"([\u0600-\u06FF\u0750-\u077F\u08A0-\u08FF\uFB50-\uFDFF\uFE70-\uFEFE]+)")
_ARABIC_SCALE = 1.15
"""Arabic letters are smaller beside Latin ones of the same size."""
_SPACES = re.compile(r"[^\S\u00A0]+")
"""A space that is not to be broken stays one."""
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


class Run(NamedTuple):
    """A part of a line in one typeface, `scale` times the size of the line."""

    font: str
    text: str
    scale: float = 1


def literal(text: str, longest: int = LONGEST) -> str:
    """One line of printable text: no control, direction or private characters, spaces single.

    Whatever is longer than `longest` characters ends with "…".
    """
    spaced = _SPACES.sub(" ", text[: longest * 4]).strip()
    kept = "".join(sign for sign in spaced if unicodedata.category(sign) not in _DROPPED)
    composed = unicodedata.normalize("NFC", kept)
    return composed if len(composed) <= longest else f"{composed[: longest - 1].rstrip()}…"


def width_of(text: str, font: str, size: float) -> float:
    """Width in points of one line."""
    return float(
        sum(
            pdfmetrics.stringWidth(run.text, run.font, size * run.scale) for run in runs(text, font)
        )
    )


def runs(text: str, font: str, *, is_mirrored: bool = False) -> list[Run]:
    """The parts of a line from left to right, each with the typeface that has its letters.

    Args:
        text: one line, in the order in which it is read.
        font: the typeface of the line.
        is_mirrored: whether an Arabic line is read from the right; one without Arabic never is.
    """
    if not _ARABIC.search(text):
        return [Run(font, text)]
    from arabic_reshaper import reshape  # seldom needed
    from bidi.algorithm import get_display

    seen = get_display(reshape(text), base_dir="R" if is_mirrored else "L")
    parts = [part for part in _ARABIC.split(seen) if part]
    arabic = arabic_beside(font)
    return [
        Run(arabic, part, _ARABIC_SCALE) if _ARABIC.match(part) else Run(font, part)
        for part in parts
    ]


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
