"""Passphrases that a person can remember and a thief cannot guess.

Five words drawn from the 1,621 of `resources/codes/words_it.txt` are worth 53 bits; behind
argon2id at a fifth of a second a guess, trying half of them takes one PC over twenty million years.
"""

import math
import re
import secrets
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from models.errors import RuleBroken
from resources import resource_path

SHORTEST_PASSPHRASE: Final = 8
WORDS_SUGGESTED: Final = 5
_FAIR_BITS: Final = 38
_STRONG_BITS: Final = 52
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_BITS_DIGIT: Final = 3.3
_BITS_RANDOM_LETTER: Final = 4.7
_BITS_WORD_LETTER: Final = 2.2
_LONGEST_WORD_BITS: Final = 16.0

Strength = Literal["weak", "fair", "strong"]


def check_passphrase(passphrase: str) -> None:
    """Refuse what is too short to keep anything.

    Raises:
        RuleBroken: fewer than eight letters ("passphrase_too_short").
    """
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise RuleBroken(rule="passphrase_too_short", shortest=SHORTEST_PASSPHRASE)


def suggest_passphrase() -> str:
    """Five words drawn at random, apart by spaces: 53 bits."""
    return " ".join(secrets.choice(_words()) for _ in range(WORDS_SUGGESTED))


def passphrase_strength(text: str) -> Strength:
    """How well a passphrase would resist; a repeated word or a run like 1234 counts for little."""
    bits = sum(_bits(token) for token in set(_TOKEN.findall(text)))
    if bits < _FAIR_BITS:
        return "weak"
    return "fair" if bits < _STRONG_BITS else "strong"


@cache
def _words() -> tuple[str, ...]:
    return tuple(resource_path("codes/words_it.txt").read_text(encoding="utf-8").split())


def _bits(token: str) -> float:
    if token.casefold() in _words():
        return math.log2(len(_words()))
    steps = {ord(after) - ord(before) for before, after in pairwise(token)}
    length = min(len(token), len(steps) + 1)
    if not token.isalpha():
        return length * _BITS_DIGIT
    looks_like_a_word = len(token) > 3 and (token.islower() or token.isupper() or token.istitle())
    if looks_like_a_word:
        return min(length * _BITS_WORD_LETTER, _LONGEST_WORD_BITS)
    return length * _BITS_RANDOM_LETTER
