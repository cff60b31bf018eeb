"""What a centre knows, as plain Python would keep it: the model that the vault is held against."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

_SYLLABLES = ("ba", "da", "fa", "la", "ma", "na", "ra", "ta")


def words() -> Iterator[str]:
    """Names that nobody else has: "Zobababa", "Zobabada" …"""
    for number in range(len(_SYLLABLES) ** 4):
        places = (number // len(_SYLLABLES) ** place for place in (3, 2, 1, 0))
        yield "Zo" + "".join(_SYLLABLES[place % len(_SYLLABLES)] for place in places)


@dataclass
class Person:
    """A person as the model keeps her."""

    surname: str
    given_name: str
    has_left: bool = False
    texts: set[str] = field(default_factory=set)
    """Every word ever written about her."""


@dataclass
class Gift:
    """An aid as the model keeps it; `on` as "2026-11-22"."""

    kind: str
    quantity: int
    cents: int | None
    on: str


@dataclass
class File:
    """A household file as the model keeps it."""

    number: str = ""
    label: str = ""
    notes: str = ""
    is_closed: bool = False
    reference: UUID | None = None
    people: dict[UUID, Person] = field(default_factory=dict)
    """In the order in which they stand; the reference person need not be the first."""
    aid: dict[UUID, Gift] = field(default_factory=dict)
    needs: dict[UUID, str] = field(default_factory=dict)
    """Those still open."""
    consents: set[str] = field(default_factory=set)
    isee: dict[UUID, int] = field(default_factory=dict)
    reserved: dict[UUID, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    """Every word ever written about it, in any field."""

    @property
    def present(self) -> dict[UUID, Person]:
        """Who lives there."""
        return {one: person for one, person in self.people.items() if not person.has_left}
