"""How a household is called on screen."""

from collections.abc import Sequence

from models.rules.ages import is_minor

_SHOWN = 3


def household_names(people: Sequence[tuple[str, int | None, str]], label: str) -> str:
    """The adults' names, reference person first: "Abdel Rahman Mahmoud · Heba Ibrahim".

    Args:
        people: (name, age or None, relation) of those in the household, reference person first.
        label: how it is called when nobody in it has a name.
    """
    named = [(name, is_minor(age, relation)) for name, age, relation in people if name]
    adults = [name for name, minor in named if not minor] or [name for name, _ in named[:1]]
    return " · ".join(adults[:_SHOWN]) or label
