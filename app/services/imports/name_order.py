"""Which part of a whole name is the surname, by column and by person."""

import re
from collections.abc import Sequence

from models.records.imports import Cell, NameOrder
from models.rules.codice_fiscale import given_name_letters, surname_letters
from models.rules.names import fold_name

_SAMPLE = 300
_CODE_SHAPE = re.compile(r"[A-Z]{6}[\dA-Z]{10}")
_PARTICLES_TEXT = (
    "de di da del della dello dei degli dal dalla d el al abd abdel abdul ben bin bou van von der "
    "den la le lo las los dos do santa san mac mc ait abu "
)
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
_COMMON_GIVEN_NAMES_TEXT = (
    "maria anna giuseppe antonio giovanni mario luigi francesco angelo vincenzo pietro salvatore "
    "carlo franco domenico bruno paolo michele giorgio aldo sergio luciano andrea marco luca "
    "matteo alessandro stefano roberto giulia sara laura elena paola francesca chiara rosa lucia "
    "teresa carmela caterina angela giuseppina giovanna antonella silvia valentina federica "
    "mohamed mohammed muhammad ahmed mahmoud mostafa mustafa ali omar hassan hussein ibrahim "
    "youssef khaled karim rachid said fatima fatma amina khadija aisha samira nadia zeinab ion "
    "ioan vasile gheorghe mihai andrei alexandru cristian daniel florin ioana mihaela ana "
    "gabriela simona andreea natalia olena oksana svetlana iryna tetiana andriy ivan oleksandr "
    "volodymyr jose juan carlos luis pedro miguel jorge carmen artan altin arben elira besnik "
    "jocelyn jayson maricel wei xiuying kumari "
)
_COMMON_GIVEN_NAMES = frozenset(_COMMON_GIVEN_NAMES_TEXT.split())
_CLEAR_MAJORITY = 1.3


def split_name(text: str, order: NameOrder, code: str = "") -> tuple[str, str]:
    """Surname and given name of a whole name.

    A comma, a surname in capitals or the person's own codice fiscale decide; otherwise the first
    (or last) name with its particles is the surname. Double surnames cannot be told.
    """
    if text.count(",") == 1:
        surname, given = (part.strip() for part in text.split(","))
        if surname and given:
            return surname, given
    words = text.replace(",", " ").split()
    if len(words) < 2:
        return text, ""
    by_capitals = _by_capitals(words)
    if by_capitals is not None:
        return by_capitals
    cuts = _cuts(words, order)
    letters = code[:6].upper()
    if _CODE_SHAPE.match(code.upper()):
        for surname, given in (*cuts, *_cuts(words, _other(order))):
            if surname_letters(surname) + given_name_letters(given) == letters:
                return surname, given
    return cuts[0]


def _by_capitals(words: list[str]) -> tuple[str, str] | None:
    """Cut "DELL'ACQUA Antonio" and "Antonio DELL'ACQUA"; None when capitals do not tell."""
    capital = [word.isupper() and len(fold_name(word)) > 1 for word in words]
    count = sum(capital)
    if not 0 < count < len(words):
        return None
    if all(capital[:count]):
        return " ".join(words[:count]), " ".join(words[count:])
    if all(capital[-count:]):
        return " ".join(words[-count:]), " ".join(words[:-count])
    return None


def _cuts(words: list[str], order: NameOrder) -> list[tuple[str, str]]:
    """All ways to cut, the likeliest first."""
    count = len(words)
    if order is NameOrder.SURNAME_FIRST:
        likely = _with_particles(words)
        ways = sorted(range(1, count), key=lambda at: abs(at - likely))
        return [(" ".join(words[:at]), " ".join(words[at:])) for at in ways]
    likely = count - 1
    while likely > 1 and fold_name(words[likely - 1]) in _PARTICLES:
        likely -= 1
    ways = sorted(range(1, count), key=lambda at: abs(at - likely))
    return [(" ".join(words[at:]), " ".join(words[:at])) for at in ways]


def _with_particles(words: list[str]) -> int:
    at = 1
    while at < len(words) - 1 and fold_name(words[at - 1]) in _PARTICLES:
        at += 1
    return at


def _other(order: NameOrder) -> NameOrder:
    is_first = order is NameOrder.SURNAME_FIRST
    return NameOrder.GIVEN_FIRST if is_first else NameOrder.SURNAME_FIRST


def guess_order(header: str, names: Sequence[Cell], codes: Sequence[Cell]) -> NameOrder:
    """The order of a column: what codes say, else its header, else well-known given names."""
    surname_first = given_first = 0
    for name, code in zip(names[:_SAMPLE], [*codes, *[None] * len(names)], strict=False):
        if isinstance(name, str) and isinstance(code, str) and "," not in name:
            order = _order_by_code(name.split(), code.upper())
            surname_first += order is NameOrder.SURNAME_FIRST
            given_first += order is NameOrder.GIVEN_FIRST
    if max(surname_first, given_first) > 2:
        return _greater(given_first, surname_first)
    if "cognome" in header or "nome" in header:
        return _greater(header.startswith("nome") and "cognome" in header, 0)
    words = [name.split() for name in names[:_SAMPLE] if isinstance(name, str) and " " in name]
    first = sum(fold_name(parts[0]) in _COMMON_GIVEN_NAMES for parts in words)
    last = sum(fold_name(parts[-1]) in _COMMON_GIVEN_NAMES for parts in words)
    return _greater(first, last * _CLEAR_MAJORITY)


def _greater(given_first: float, surname_first: float) -> NameOrder:
    return NameOrder.GIVEN_FIRST if given_first > surname_first else NameOrder.SURNAME_FIRST


def _order_by_code(words: list[str], code: str) -> NameOrder | None:
    if len(words) < 2 or not _CODE_SHAPE.match(code):
        return None
    for order in NameOrder:
        for surname, given in _cuts(words, order):
            if surname_letters(surname) + given_name_letters(given) == code[:6]:
                return order
    return None


def surname_comes_second(
    first: Sequence[Cell], second: Sequence[Cell], codes: Sequence[Cell]
) -> bool:
    """Whether of two columns without header the second holds surnames."""
    votes = 0
    for one, other, code in zip(
        first[:_SAMPLE], second, [*codes, *[None] * len(first)], strict=False
    ):
        if not isinstance(one, str) or not isinstance(other, str):
            continue
        if isinstance(code, str) and _CODE_SHAPE.match(code.upper()):
            votes += surname_letters(other) == code[:3].upper()
            votes -= surname_letters(one) == code[:3].upper()
        else:
            votes += fold_name(one) in _COMMON_GIVEN_NAMES
            votes -= fold_name(other) in _COMMON_GIVEN_NAMES
    return votes > 0
