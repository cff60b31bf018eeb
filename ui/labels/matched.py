"""Where in a name stand the letters that were typed."""

from collections.abc import Iterable

from models.rules.words import fold


def matched_spans(title: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """(start, length) in `title` of each folded word typed, at the beginning of a word of it.

    Spaces and apostrophes do not count: "abdel rah" is found in "Abd El Rahman" too.
    """
    letters, places, starts = _letters(title)
    spans = []
    for word in words:
        plain = "".join(letter for letter in word if letter.isalnum())
        at = next((start for start in sorted(starts) if letters.startswith(plain, start)), None)
        if not plain or at is None:
            continue
        end = at + len(plain)
        spans.append((places[at], places[end - 1] + 1 - places[at]))
        starts.discard(at)
        starts.add(end)
    return tuple(spans)


def _letters(title: str) -> tuple[str, list[int], set[int]]:
    """The folded letters, the place of each in the title, and where words begin among them."""
    letters: list[str] = []
    places: list[int] = []
    starts: set[int] = set()
    is_inside = False
    for place, sign in enumerate(title):
        folded = [letter for letter in fold(sign) if letter.isalnum()]
        if folded and not is_inside:
            starts.add(len(letters))
        is_inside = bool(folded)
        letters += folded
        places += [place] * len(folded)
    return "".join(letters), places, starts
