"""Names as registers write them, brought to forms that can be compared.

A name is folded to plain letters, cut into *atoms* (one atom is one name, its particles joined to
it: "De Santis" is "desantis", "El Masry" is "masry"). What is left of an atom across spellings is
its skeleton (`models.rules.skeletons`).
"""

import re
from functools import lru_cache
from itertools import pairwise

from models.rules.words import fold

_UNFOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "e"}
)
_APOSTROPHES = re.compile("['`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032]")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_PARTICLES = (
    "abd abdel abdal abdul abdou abou abu ait ben bin bou d da dal dalla de degli dei del dela"
    " della delle dello delos den der di dos du l la las lo los mac mc n o san santa van von"
)
_JOINED = frozenset(_PARTICLES.split())
_ARTICLES = frozenset(["el", "al", "es", "ul", "ech", "er"])
_RANKS = frozenset(["jr", "sr", "ii", "iii", "iv"])
_MARIA = re.compile(r"\bma\.\s*(?=\w)", re.IGNORECASE)


def fold_name(text: str) -> str:
    """Plain lower-case words of a name: "D'Aquìno-Łuk" becomes "daquino luk"."""
    letters = fold(text).translate(_UNFOLDED)
    return " ".join(_NOT_LETTERS.sub(" ", _APOSTROPHES.sub("", letters)).split())


@lru_cache(maxsize=65536)
def atoms(text: str) -> tuple[str, ...]:
    """The names in a name field, in the order written, each with its particles.

    "De la Cruz" is ("delacruz",); "El Masry" and "Masry" are both ("masry",). Filipino "Ma." is
    "maria"; ranks ("Jr") and, beside whole names, initials ("W. M. Kumara") are left out.
    """
    found: list[str] = []
    pending = ""
    words = [word for word in fold_name(_MARIA.sub("maria ", text)).split() if word not in _RANKS]
    for position, word in enumerate(words):
        is_last = position == len(words) - 1
        if not is_last and not pending and word in _ARTICLES:
            continue
        pending += word
        if is_last or not _is_joined(word, to=pending):
            found.append(pending)
            pending = ""
    return tuple(name for name in found if len(name) > 1) or tuple(found)


def _is_joined(word: str, to: str) -> bool:
    return word in _JOINED or (to != word and word in _ARTICLES)


def joined_atoms(field: tuple[str, ...], longest: int) -> tuple[str, ...]:
    """Neighbouring atoms of at most `longest` letters written as one, to stand beside the parts.

    ("xiu", "ying") gives ("xiuying",): such names are written both ways.
    """
    return tuple(
        first + second
        for first, second in pairwise(field)
        if len(first) <= longest and len(second) <= longest
    )


def mend_split(surname: str, given_name: str) -> tuple[str, str]:
    """Give back to a surname the word that a hasty split took from it.

    ("De", "Santis Piero") becomes ("De Santis", "Piero").
    """
    words, rest = fold_name(surname).split(), given_name.split()
    if words and len(rest) > 1 and (words[-1] in _JOINED or words[-1] in _ARTICLES):
        taken = 2 if len(rest) > 2 and fold_name(rest[0]) in _JOINED else 1
        return " ".join((surname, *rest[:taken])), " ".join(rest[taken:])
    return surname, given_name
