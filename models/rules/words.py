"""Words folded for comparing: accents off, case off, spaces single."""

import unicodedata


def fold(text: str) -> str:
    """Lower-case text without accents, with single spaces: "Nicolò  D’È" becomes "nicolo d’e"."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())
