"""Text tables: the encoding, the separator and the quotes are guessed, damaged lines survive."""

import codecs
import csv
from collections import Counter

from charset_normalizer import from_bytes

SEPARATORS = (";", "\t", "|", ",")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("cp1252", "cp850", "mac_roman")
_EXPECTED_LETTERS = frozenset("àèéìòùÀÈÉÌÒÙ€°º’‘“”–…áíóúçñâîäëïöüßÁÍÓÚÇÑ")
_MOST_WESTERN_ACCENTS = 0.4
_LINES_OF_ONE_RECORD = 10
_SAMPLE_LINES = 300
_WIDE = 6


def decode(raw: bytes) -> str:
    """Text of a file in UTF-8, UTF-16, Windows, DOS or Macintosh letters.

    Lines that are UTF-8 are read so even when others are not (two programs wrote one file).
    """
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if raw[:2_000].count(0) > len(raw[:2_000]) // 4:
        return raw.decode("utf-16-le" if raw[1:2] == b"\0" else "utf-16-be", errors="replace")
    lines = raw.splitlines(keepends=True)
    legacy = _legacy_encoding(b"".join(line for line in lines if not _is_utf8(line)))
    return "".join(
        line.decode("utf-8") if _is_utf8(line) else line.decode(legacy, errors="replace")
        for line in lines
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _legacy_encoding(raw: bytes) -> str:
    """Western letters are rare among plain ones and mostly those of our languages."""
    high = bytes(byte for byte in raw if byte >= 0x80)
    scores = {encoding: _plausibility(high.decode(encoding, "replace")) for encoding in _LEGACY}
    best = max(_LEGACY, key=lambda encoding: scores[encoding])
    if scores[best] >= 0 and len(high) < len(raw) * _MOST_WESTERN_ACCENTS:
        return best
    guess = from_bytes(raw[:100_000]).best()
    return guess.encoding if guess is not None else "cp1252"


def _plausibility(text: str) -> int:
    return sum(1 if letter in _EXPECTED_LETTERS else -1 for letter in text)


def rows_of(text: str) -> list[list[str]]:
    """The records of a text table, one list of texts each."""
    lines = text.splitlines() if "\r" not in text.replace("\r\n", "") else _old_lines(text)
    if (
        lines
        and (told := lines[0].strip().lower()).startswith("sep=")
        and len(told) == len("sep=;")
    ):
        return _records(lines[1:], told[-1])
    return _records(lines, guess_separator(lines))


def _old_lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def guess_separator(lines: list[str]) -> str:
    """The separator that cuts most lines into the same number of several cells."""
    sample = [line for line in lines[:_SAMPLE_LINES] if line.strip()]

    def score(separator: str) -> float:
        widths = Counter(_fields_outside_quotes(line, separator) for line in sample)
        widths.pop(1, None)
        if not widths:
            return 0.0
        width, lines_so_wide = widths.most_common(1)[0]
        return lines_so_wide / len(sample) * min(width - 1, _WIDE)

    return max(SEPARATORS, key=score)


def _fields_outside_quotes(line: str, separator: str) -> int:
    outside = "".join(line.split('"')[::2]) if line.count('"') % 2 == 0 else line
    return outside.count(separator) + 1


def _records(lines: list[str], separator: str) -> list[list[str]]:
    width = _usual_width(lines, separator)
    records: list[list[str]] = []
    at = 0
    while at < len(lines):
        taken, record = _record_at(lines, at, separator, width)
        records.append(record)
        at += taken
    return records


def _usual_width(lines: list[str], separator: str) -> int:
    whole = (line for line in lines[:_SAMPLE_LINES] if line.count('"') % 2 == 0 and line.strip())
    widths = Counter(len(_cells(line, separator)) for line in whole)
    return widths.most_common(1)[0][0] if widths else 1


def _record_at(lines: list[str], at: int, separator: str, width: int) -> tuple[int, list[str]]:
    """A record may go on over some lines inside quotes; a lone quote is only a letter."""
    line = lines[at]
    if '"' not in line:
        return 1, line.split(separator)
    if line.count('"') % 2 == 0:
        return 1, _cells(line, separator)
    for extra in range(2, _LINES_OF_ONE_RECORD + 1):
        joined = "\n".join(lines[at : at + extra])
        if joined.count('"') % 2 == 0:
            cells = _cells(joined, separator)
            if len(cells) == width:
                return extra, cells
    return 1, [cell.strip('"') for cell in line.split(separator)]


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return line.split(separator)
