"""From what is typed and what is written to the words that find each other.

Words kept: names folded in lower case ("nicolo"), codes and numbers in capitals without separators
("RSSMRA85T10A562S", "N0217", and "217" without prefix or zeros), phones as digits, and once more
backwards after "<" so that the last digits find them. Capitals and digits sort before lower-case
letters, so the names of a vault lie together.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from models.rules.names import atoms, fold_name, joined_atoms
from models.rules.phones import digits_of
from models.rules.words import fold

FIRST_NAME_WORD = "a"
BEYOND = "\U0010ffff"
"""Sorts after every letter: words beginning with `p` lie from `p` to `p + BEYOND`."""
_BACKWARDS = "<"
_LONGEST_TYPED = 120
_LONGEST_WORD = 48
_MOST_WORDS = 24
_MOST_TERMS = 5
_LAST_DIGITS = 4
_JOINED_UP_TO = 4
_SHORTEST_MISTYPED = 3
_COUNTRY = "39"
_MARKS = re.compile(r"['`\u00b4\u02bc\u2018\u2019]")
_NUMERIC = re.compile(r"[\d\s+./()\-]+")
_NUMBERED = re.compile(r"([A-Z]{0,4})0*(\d+)")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing typed: as folded, and the beginnings of kept words that it may mean."""

    typed: str
    beginnings: tuple[str, ...]

    @property
    def is_name(self) -> bool:
        """Whether it can be a name, and so be mistyped as names are."""
        return self.beginnings[0] >= FIRST_NAME_WORD


def terms(text: str) -> tuple[Term, ...]:
    """What was typed, as terms that must all be found; () when nothing can be searched."""
    bare = fold(text[:_LONGEST_TYPED])
    if _NUMERIC.fullmatch(bare):
        found = _digits_term(bare)
        return () if found is None else (found,)
    words = bare.split()
    found_terms: list[Term] = []
    for word in words:
        found_terms += _word_terms(word, is_alone=len(words) == 1)
    return tuple(dict.fromkeys(map(_cut, found_terms)))[:_MOST_TERMS]


def name_words(text: str) -> frozenset[str]:
    """The words by which a name is found: "D'Ercole" gives "dercole", "ercole"."""
    whole = fold_name(text).split()
    parts = fold_name(_MARKS.sub(" ", text)).split()
    joined = joined_atoms(tuple(whole), _JOINED_UP_TO)
    return _capped({*whole, *parts, *atoms(text), *joined})


def code_words(value: str) -> frozenset[str]:
    """The word of a code or document, without separators."""
    return _capped({_capitals(value)})


def number_words(value: str) -> frozenset[str]:
    """The words of a number or card: "N0217" gives "N0217" and "217"."""
    whole = _capitals(value)
    numbered = _NUMBERED.fullmatch(whole)
    return _capped({whole, numbered[2]} if numbered else {whole})


def phone_words(written: str, e164: str) -> frozenset[str]:
    """The words of a phone: all digits, those after the Italian prefix, and backwards."""
    digits = digits_of(e164 or written)
    if not digits:
        return frozenset()
    national = digits.removeprefix(_COUNTRY) if e164 else digits
    return _capped({digits, national, _BACKWARDS + digits[::-1]})


def can_be_mistyped(term: Term) -> bool:
    """Whether a term is a name long enough to be told apart from its neighbours."""
    return term.is_name and len(term.beginnings[0]) >= _SHORTEST_MISTYPED


def _digits_term(text: str) -> Term | None:
    digits = digits_of(text)
    if not digits:
        return None
    beginnings = [digits, digits.lstrip("0") or "0"]
    bare = text.replace(" ", "")
    if bare.startswith("+") or digits.startswith("00"):
        abroad = digits.removeprefix("00")
        beginnings = [abroad.removeprefix(_COUNTRY) or abroad, abroad]
    elif digits.startswith(_COUNTRY) and len(digits) > 10:
        beginnings.append(digits.removeprefix(_COUNTRY))
    if len(digits) >= _LAST_DIGITS:
        beginnings.append(_BACKWARDS + digits[::-1])
    return Term(digits, tuple(dict.fromkeys(beginnings)))


def _word_terms(word: str, *, is_alone: bool) -> list[Term]:
    capitals = _capitals(word)
    if any("0" <= letter <= "9" for letter in capitals):
        numbered = _NUMBERED.fullmatch(capitals)
        beginnings = (capitals, numbered[2]) if numbered else (capitals,)
        return [Term(capitals, tuple(dict.fromkeys(beginnings)))]
    names = fold_name(word).split()
    if is_alone and len(names) == 1 and capitals:
        return [Term(names[0], tuple(dict.fromkeys((names[0], capitals))))]
    return [Term(name, (name,)) for name in names]


def _cut(term: Term) -> Term:
    """The term as long as the words kept."""
    return Term(term.typed, tuple(beginning[:_LONGEST_WORD] for beginning in term.beginnings))


def _capitals(text: str) -> str:
    return "".join(letter for letter in fold(text).upper() if letter.isalnum())


def _capped(words: Iterable[str]) -> frozenset[str]:
    kept = {word[:_LONGEST_WORD] for word in words if word}
    return frozenset(sorted(kept)[:_MOST_WORDS])
