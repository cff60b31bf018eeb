"""The typology of a household, computed from its people and never typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.rules.ages import ELDERLY_AT, is_minor

LARGE_FROM = 3
_PARTNERS = frozenset({"spouse", "partner"})
_CORE = frozenset({"reference", "child"}) | _PARTNERS


@dataclass(frozen=True, slots=True)
class Person:
    """What the typology needs of a member who lives in the household."""

    relation: str
    age: int | None = None
    is_disabled: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """How many people and minors, and the code of the typology they make."""

    people: int
    minors: int
    typology: str


def compose(
    persons: Sequence[Person],
    declared_people: int | None = None,
    declared_minors: int | None = None,
) -> People:
    """Count a household; the numbers declared in an old register win when they are larger."""
    named_minors = sum(is_minor(person.age, person.relation) for person in persons)
    people = max(len(persons), declared_people or 0)
    minors = min(max(named_minors, declared_minors or 0), people)
    if people > len(persons):
        return People(people, minors, _from_counts(people, minors))
    return People(people, minors, _from_persons(persons, minors))


def _from_counts(people: int, minors: int) -> str:
    """What can be said when some are only counted, not written by name."""
    if minors >= LARGE_FROM:
        return "large"
    if people == 1:
        return "single"
    return "single_parent" if minors == people - 1 else "unknown"


def _from_persons(persons: Sequence[Person], minors: int) -> str:
    if not persons:
        return "unknown"
    if minors >= LARGE_FROM:
        return "large"
    if all(person.age is not None and person.age >= ELDERLY_AT for person in persons):
        return "elderly_only"
    if any(person.is_disabled for person in persons):
        return "with_disabled"
    if len(persons) == 1:
        return "single"
    return _from_relations([person.relation for person in persons])


def _from_relations(relations: Sequence[str]) -> str:
    if not _CORE.issuperset(relations):
        return "extended"
    has_children = "child" in relations
    if _PARTNERS.isdisjoint(relations):
        return "single_parent" if has_children else "unknown"
    return "couple_with_children" if has_children else "couple"
