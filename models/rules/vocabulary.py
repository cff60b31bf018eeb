"""The distinct words of a vault's names, and those one slip of the keyboard away."""

from bisect import bisect_left, insort
from collections.abc import Iterable

from models.rules.search_terms import FIRST_NAME_WORD


class Vocabulary:
    """Distinct name words in order; words that went away do no harm, new ones must be added."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._letters = frozenset().union(*self._words)

    def __contains__(self, word: str) -> bool:
        place = bisect_left(self._words, word)
        return place < len(self._words) and self._words[place] == word

    def add(self, words: Iterable[str]) -> None:
        """Take in words just written; those of numbers and codes are left out."""
        for word in words:
            if word >= FIRST_NAME_WORD and word not in self:
                insort(self._words, word)
                self._letters |= frozenset(word)

    def one_edit_away(self, word: str, most: int) -> tuple[list[str], list[str]]:
        """Known words one edit from `word`, and at most `most` that begin one edit from it."""
        words, whole, begun = self._words, [], set[str]()
        for variant in sorted(_edits(word, self._letters)):
            place = bisect_left(words, variant)
            if place < len(words) and words[place] == variant:
                whole.append(variant)
                place += 1
            while len(begun) < most and place < len(words) and words[place].startswith(variant):
                begun.add(words[place])
                place += 1
        return whole, sorted(begun.difference(whole))


def _edits(word: str, letters: frozenset[str]) -> set[str]:
    """All texts made from `word` by dropping, swapping, replacing or adding one letter."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {head + tail[1:] for head, tail in cuts if tail}
    found |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    found |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    found |= {head + letter + tail for head, tail in cuts for letter in letters}
    return found - {word, ""}
