"""How a centre is called whose register has no name for it: from the file's title or name."""

import re
from collections.abc import Iterable
from pathlib import Path

from models.records.imports import Workbook

KNOWN = {
    "resurrezione": "Centro di ascolto Resurrezione",
    "sacra_famiglia_pacchi": "Centro di ascolto Sacra Famiglia",
    "san_giuseppe": "Centro di ascolto San Giuseppe",
    "san_pietro_martire": "Centro di ascolto San Pietro Martire",
    "san_pio_x": "Centro di ascolto San Pio X",
    "sant_eusebio": "Centro di ascolto Sant'Eusebio",
    "social_market_tessere": "Social Market",
}
"""The seven registers that ship with the program."""

_TITLE = re.compile(r"(centro\s+d['i]\s*ascolto\s+[^-–—:;|(\d]+)", re.IGNORECASE)
_TITLE_ROWS = 4
_ELIDED = {"sant", "dell", "all", "nell", "d", "l"}
_SMALL = {"di", "del", "della", "dei", "delle", "e", "in", "da"}
_BODIES = {"market", "emporio", "croce", "caritas", "comune", "centro", "associazione", "mensa"}
_NOT_NAMES = {
    *("registro", "pacchi", "tessere", "export", "elenco", "aiuti", "nuclei", "famiglie", "dati"),
    *("lista", "copia", "archivio", "scheda", "schede", "utenti", "assistiti", "consegne"),
}


def centre_name(workbook: Workbook, register: Path, known: Iterable[str] = ()) -> str:
    """The centre's name: one of `known` that the file's name tells, its title, or its file name."""
    words = _words(register)
    for name in (KNOWN.get(register.stem.casefold(), ""), *_likely(words, known)):
        if name:
            return name
    return _titled(workbook) or _from_words(words) or register.stem


def _likely(words: list[str], known: Iterable[str]) -> list[str]:
    """Known centres whose own words all stand in the file's name, the longest first."""
    told = {"centro", "di", "ascolto"}
    found = [
        name
        for name in known
        if (own := set(re.findall(r"\w+", name.casefold())) - told) and own <= set(words)
    ]
    return sorted(found, key=len, reverse=True)


def _titled(workbook: Workbook) -> str:
    for sheet in workbook.sheets:
        for row in sheet.rows[:_TITLE_ROWS]:
            for cell in row:
                if isinstance(cell, str) and (found := _TITLE.search(cell)):
                    return _from_words(found[1].casefold().split())
    return ""


def _words(register: Path) -> list[str]:
    return [word for word in re.split(r"[\W_]+", register.stem.casefold()) if word]


def _from_words(words: list[str]) -> str:
    """Words put in order: "sant", "eusebio" becomes "Centro di ascolto Sant'Eusebio"."""
    told = [word for word in words if word not in _NOT_NAMES and not word.isdecimal()]
    if not told:
        return ""
    text = ""
    for place, word in enumerate(told):
        is_small = place > 0 and (word in _SMALL or word in {"ascolto", "d'ascolto"})
        is_number = place > 0 and re.fullmatch(r"[ivx]+", word) is not None
        shown = word.upper() if is_number else word if is_small else word.capitalize()
        text += shown + ("'" if word in _ELIDED else " ")
    text = text.strip(" '")
    return text if _BODIES & set(told) else f"Centro di ascolto {text}"
