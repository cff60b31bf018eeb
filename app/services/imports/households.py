"""Households taking shape while rows are read: found by number or by person, filled row by row."""

import re
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from rapidfuzz import fuzz

from app.services.imports.aid_words import bare
from models.records.imports import DraftHousehold, DraftMember
from models.rules.codice_fiscale import CodeKind
from models.rules.names import atoms, fold_name
from models.rules.partial_date import PartialDate

_DIGITS = re.compile(r"\d+")
_ALIKE = 84
_ALIKE_WITH_BIRTH = 62
_IDENTITY_KINDS = frozenset(
    [CodeKind.CODICE_FISCALE, CodeKind.PROVISIONAL, CodeKind.STP, CodeKind.ENI]
)


def number_key(text: str) -> tuple[str, str]:
    """The letters before a household's number, and the number without leading zeros.

    "N0095" is ("n", "95") and "12/2024" is ("", "12 2024"): the letters matter only when a file
    uses several.
    """
    words = bare(text)
    found = _DIGITS.search(words)
    if found is None:
        return "", words
    rest = _DIGITS.sub(lambda digits: digits[0].lstrip("0") or "0", words[found.start() :])
    return words[: found.start()].strip(), rest


@dataclass(frozen=True, slots=True)
class Details:
    """What a row tells of the whole household; None or "" where it does not."""

    declared_size: int | None = None
    declared_minors: int | None = None
    address: str = ""
    email: str = ""
    isee_cents: int | None = None
    isee_type: str = ""
    isee_expires: PartialDate | None = None

    def completed(self, later: "Details") -> "Details":
        """What is told first stays; a later row fills what was blank."""
        return Details(
            _first(self.declared_size, later.declared_size),
            _first(self.declared_minors, later.declared_minors),
            self.address or later.address,
            self.email or later.email,
            _first(self.isee_cents, later.isee_cents),
            self.isee_type or later.isee_type,
            self.isee_expires or later.isee_expires,
        )


def _first(one: int | None, other: int | None) -> int | None:
    return other if one is None else one


@dataclass(slots=True)
class OpenHousehold:
    """A household while it is being read."""

    key: str
    old_number: str
    card: str
    sheet: str
    row: int
    members: list[DraftMember] = field(default_factory=list)
    details: Details = Details()
    phones: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def closed(self, register: str) -> DraftHousehold:
        """The household as it goes into the draft, with exactly one reference person."""
        return DraftHousehold(
            fingerprint=fingerprint(register, self.key),
            old_number=self.old_number,
            card=self.card,
            members=_with_one_reference(self.members),
            declared_size=self.details.declared_size,
            declared_minors=self.details.declared_minors,
            address=self.details.address,
            phones=tuple(self.phones),
            email=self.details.email,
            isee_cents=self.details.isee_cents,
            isee_type=self.details.isee_type,
            isee_expires=self.details.isee_expires,
            notes="; ".join(self.notes),
            sheet=self.sheet,
            row=self.row,
        )


def _with_one_reference(members: list[DraftMember]) -> tuple[DraftMember, ...]:
    """Who is called so first is the reference person, else the first adult written."""
    relations = [member.relation for member in members]
    chosen = relations.index("reference") if "reference" in relations else 0
    return tuple(
        replace(member, relation="reference" if position == chosen else "other")
        if position == chosen or member.relation == "reference"
        else member
        for position, member in enumerate(members)
    )


def fingerprint(*parts: str) -> bytes:
    """16 bytes that are the same whenever the same parts come again."""
    return blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).digest()


class HouseholdBook:
    """All households of a file, found again by number, by code, by name and birth."""

    def __init__(self) -> None:
        self.households: list[OpenHousehold] = []
        self._by_number: dict[str, int] = {}
        self._by_code: dict[str, int] = {}
        self._by_name: dict[tuple[str, ...], list[tuple[int, PartialDate | None]]] = {}

    def with_number(self, key: str) -> int | None:
        """The household of a number key."""
        return self._by_number.get(key)

    def with_person(self, person: DraftMember) -> int | None:
        """The household where this very person is already a member; None when in doubt."""
        for code in _identities(person):
            if code in self._by_code:
                return self._by_code[code]
        known = self._by_name.get(_name_key(person), [])
        fitting = {at for at, born in known if _births_agree(born, person.born)}
        exact = {at for at, born in known if born is not None and born == person.born}
        chosen = exact or fitting
        return chosen.pop() if len(chosen) == 1 else None

    def open(self, household: OpenHousehold, number: str) -> int:
        """Add a household; `number` is its number key or ""."""
        self.households.append(household)
        index = len(self.households) - 1
        if number:
            self._by_number[number] = index
        return index

    def number(self, index: int, key: str, old_number: str) -> None:
        """Tell the number of a household that was opened without one."""
        self.households[index].old_number = old_number
        self._by_number[key] = index

    def admit(self, index: int, person: DraftMember, *, is_listed: bool) -> int:
        """Make the person a member unless already one; the member's position.

        Args:
            index: the household.
            person: as this row writes them.
            is_listed: whether rows list members one by one (then likeness is not sameness).
        """
        members = self.households[index].members
        for position, member in enumerate(members):
            if _same(member, person, is_listed=is_listed):
                members[position] = _completed(member, person)
                self._index(index, person)
                return position
        members.append(person)
        self._index(index, person)
        return len(members) - 1

    def _index(self, index: int, person: DraftMember) -> None:
        for code in _identities(person):
            self._by_code.setdefault(code, index)
        name = _name_key(person)
        if name:
            entry = (index, person.born)
            known = self._by_name.setdefault(name, [])
            if entry not in known:
                known.append(entry)


def _identities(person: DraftMember) -> list[str]:
    return [code.value for code in person.codes if code.kind in _IDENTITY_KINDS]


def _name_key(person: DraftMember) -> tuple[str, ...]:
    return tuple(sorted(atoms(f"{person.surname} {person.given_name}")))


def identity_key(person: DraftMember) -> str:
    """What a household without number is known by from one export to the next."""
    codes = _identities(person)
    if codes:
        return f"code {codes[0]}"
    born = person.born.iso if person.born is not None else ""
    return f"person {' '.join(_name_key(person))} {born}"


def _births_agree(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is None or other is None or _same_birth(one, other)


def _same_birth(one: PartialDate, other: PartialDate) -> bool:
    if one == other:
        return True
    if not one.is_full or not other.is_full:
        return one.year == other.year
    return one.year == other.year and (one.month, one.day) == (other.day, other.month)


def _same(one: DraftMember, other: DraftMember, *, is_listed: bool) -> bool:
    codes, others = _identities(one), _identities(other)
    if set(codes) & set(others):
        return True
    same_name = _name_key(one) == _name_key(other)
    if is_listed:
        return same_name and one.born == other.born and not (codes and others)
    if same_name:
        return _births_alike(one.born, other.born)
    if not _births_agree(one.born, other.born) or (codes and others and _far(codes[0], others[0])):
        return False
    has_births = one.born is not None and other.born is not None
    return _likeness(one, other) >= (_ALIKE_WITH_BIRTH if has_births else _ALIKE)


def _far(code: str, other: str) -> bool:
    return fuzz.ratio(code, other) < 100 * 13 / 16


def _births_alike(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is None or other is None or _same_birth(one, other) or _one_part_differs(one, other)


def _one_part_differs(one: PartialDate, other: PartialDate) -> bool:
    same = (one.year == other.year, one.month == other.month, one.day == other.day)
    return sum(same) >= 2


def _likeness(one: DraftMember, other: DraftMember) -> float:
    names = (fold_name(f"{person.surname} {person.given_name}") for person in (one, other))
    return fuzz.token_sort_ratio(*names)


def _completed(member: DraftMember, again: DraftMember) -> DraftMember:
    """What a later row adds to a known person; what was known stays."""
    codes = member.codes + tuple(code for code in again.codes if code not in member.codes)
    return replace(
        member,
        relation=again.relation if member.relation == "other" else member.relation,
        sex=member.sex or again.sex,
        born=member.born or again.born,
        birth_place=member.birth_place or again.birth_place,
        citizenship=member.citizenship or again.citizenship,
        codes=codes if not member.codes else member.codes,
    )
