"""The truth behind made-up registers, and the habits of the volunteer who writes one."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.rules.codice_fiscale import check_letter, core
from models.rules.partial_date import PartialDate
from tests.support.register_words import (
    HEADERS,
    MEN,
    MONTHS,
    PLACES,
    PURPOSES,
    STREETS,
    SURNAMES,
    WOMEN,
    WORDS,
)
from tests.support.spreadsheets import Value

TODAY = date(2026, 11, 22)
FIRST_DAY = date(2025, 11, 1)
LAST_DAY = date(2026, 10, 31)


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person."""

    surname: str
    name: str
    sex: str
    born: date | None
    place: str
    code: str
    relation: str


@dataclass(frozen=True, slots=True)
class Aid:
    """One aid of the truth."""

    day: date
    kind: str
    quantity: int
    cents: int | None
    purpose: str
    by_spouse: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """A made-up household with its aid."""

    number: int
    people: tuple[Person, ...]
    address: str
    phone: str
    isee: float
    aids: tuple[Aid, ...]


class Maker:
    """Everything random about one register."""

    def __init__(self, seed: int, households: int = 60) -> None:
        self.random = random.Random(seed)
        self.families = self._families(households)
        self.width = self.random.choice([0, 4])
        self.prefix = self.random.choice(["", "", "N", "SM-", "E"])
        self.date_style = self.random.choice(sorted(DATE_STYLES))
        self.birth_style = self.random.choice(sorted(DATE_STYLES))
        self.money_style = self.random.choice(sorted(MONEY_STYLES))
        self.case = self.random.choice([str, str, str.upper, str.lower])
        self.name_style = self.random.choice(sorted(NAME_STYLES))
        self.mess = self.happens(0.5)
        self.words = {kind: self.random.sample(words, 3) for kind, words in WORDS.items()}

    def pick(self, options: Sequence[str]) -> str:
        return self.random.choice(options)

    def header(self, name: str) -> str:
        return self.case(self.pick(HEADERS[name]))

    def forget_homonyms(self) -> None:
        """Keep one of the families whose first persons cannot be told apart by name."""
        first = {(f.people[0].surname, f.people[0].name): f for f in self.families}
        self.families = list(first.values())

    def happens(self, chance: float) -> bool:
        return self.random.random() < chance

    def slipped(self, person: Person) -> Person:
        """The same person with a slip of the keyboard, a code or a birth date left out."""
        if self.mess and self.happens(0.04) and len(person.surname) > 6:
            at = self.random.randint(1, len(person.surname) - 2)
            letters = person.surname
            person = replace(person, surname=letters[:at] + letters[at + 1 :])
        elif self.mess and self.happens(0.04) and person.code:
            person = replace(person, born=None)
        elif self.mess and self.happens(0.04) and person.born:
            person = replace(person, code="")
        return person

    def number(self, family: Family) -> Value:
        text = self.prefix + str(family.number).zfill(self.width)
        return int(text) if text.isdecimal() and not self.width else text

    def whole(self, person: Person) -> str:
        return NAME_STYLES[self.name_style](person)

    def day(self, day: date) -> Value:
        if self.mess and self.happens(0.01):
            return self.pick(["31/02/2026", "???", "ieri l'altro", "-"])
        style = self.date_style
        if self.mess and style not in {"american", "serial"} and self.happens(0.1):
            style = self.pick(["slashes", "bare", "short", "iso", "dots"])
        return DATE_STYLES[style](day)

    def birth(self, person: Person) -> Value:
        return None if person.born is None else DATE_STYLES[self.birth_style](person.born)

    def money(self, cents: int | None) -> Value:
        return None if cents is None else MONEY_STYLES[self.money_style](cents)

    def word(self, kind: str) -> str:
        return self.pick(self.words[kind])

    def quantity(self, aid: Aid) -> Value:
        if aid.kind == "food" and aid.quantity == 1 and self.random.random() < 0.3:
            return None
        return aid.quantity

    def _families(self, count: int) -> list[Family]:
        numbers = self.random.sample(range(1, count * 2), count)
        return [self._family(number) for number in numbers]

    def _family(self, number: int) -> Family:
        pick = self.random
        place = pick.choice(sorted(PLACES))
        surname = pick.choice(SURNAMES)
        people = [self._person(surname, place, (20, 80), "reference")]
        if pick.random() < 0.5:
            people.append(self._person(pick.choice(SURNAMES), place, (20, 70), "spouse"))
        people += [
            self._person(surname, "Cinisello Balsamo", (1, 17), "child")
            for _ in range(pick.choice([0, 0, 1, 2, 3]))
        ]
        aids = [self._aid(len(people)) for _ in range(pick.randint(1, 14))]
        return Family(
            number,
            tuple(people),
            f"{pick.choice(STREETS)} {pick.randint(1, 120)}",
            f"3{pick.randint(20, 99)}{pick.randint(1_000_000, 9_999_999)}",
            pick.choice([0.0, round(pick.uniform(0, 12_000), 2)]),
            tuple(sorted(aids, key=lambda aid: aid.day)),
        )

    def _person(self, surname: str, place: str, ages: tuple[int, int], relation: str) -> Person:
        pick = self.random
        sex = pick.choice("MF")
        name = pick.choice(MEN if sex == "M" else WOMEN)
        born = TODAY - timedelta(days=pick.randint(ages[0] * 366, ages[1] * 365))
        first = core(surname, name, sex, PartialDate.from_date(born), PLACES[place])
        code = first + check_letter(first) if pick.random() < 0.7 else ""
        return Person(
            surname, name, sex, born if pick.random() < 0.95 else None, place, code, relation
        )

    def _aid(self, people: int) -> Aid:
        pick = self.random
        day = FIRST_DAY + timedelta(days=pick.randint(0, (LAST_DAY - FIRST_DAY).days))
        kind = pick.choices(["food", "clothing", "money"], [8, 1, 1])[0]
        by_spouse = people > 1 and pick.random() < 0.2
        if kind == "money":
            cents = pick.choice([2_000, 5_050, 12_000, 18_035, 25_000, 123_450, 4_000])
            return Aid(day, kind, 1, cents, pick.choice(PURPOSES), by_spouse)
        quantity = pick.randint(1, 3) if kind == "food" else pick.randint(1, 6)
        return Aid(day, kind, quantity, None, "", by_spouse)

    def collector(self, family: Family, aid: Aid) -> Person:
        spouse = [person for person in family.people if person.relation == "spouse"]
        return spouse[0] if aid.by_spouse and spouse else family.people[0]


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


DATE_STYLES: dict[str, Callable[[date], Value]] = {
    "cell": lambda day: day,
    "slashes": lambda day: f"{day:%d/%m/%Y}",
    "dashes": lambda day: f"{day:%d-%m-%Y}",
    "dots": lambda day: f"{day:%d.%m.%Y}",
    "short": lambda day: f"{day:%d/%m/%y}",
    "bare": lambda day: f"{day.day}/{day.month}/{day.year}",
    "iso": lambda day: f"{day:%Y-%m-%d}",
    "moment": lambda day: f"{day:%Y-%m-%d}T10:31",
    "moment seconds": lambda day: f"{day:%d/%m/%Y} 10:31:00",
    "serial": _serial,
    "words": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "american words": lambda day: f"{day:%b} {day.day}, {day.year}",
    "american": lambda day: f"{day:%m/%d/%Y}",
    "short words": lambda day: f"{day:%d}-{MONTHS[day.month - 1][:3]}-{day:%y}",
}
MONEY_STYLES: dict[str, Callable[[int], Value]] = {
    "number": lambda cents: cents / 100,
    "comma": lambda cents: f"{cents / 100:.2f}".replace(".", ","),
    "point": lambda cents: f"{cents / 100:.2f}",
    "sign": lambda cents: "€ " + grouped(cents),
    "word": lambda cents: f"{cents / 100:.2f}".replace(".", ",") + " euro",
    "after": lambda cents: grouped(cents) + " €",
}
NAME_STYLES: dict[str, Callable[[Person], str]] = {
    "surname first": lambda person: f"{person.surname} {person.name}",
    "capitals": lambda person: f"{person.surname.upper()} {person.name}",
    "comma": lambda person: f"{person.surname}, {person.name}",
    "name first": lambda person: f"{person.name} {person.surname}",
    "all capitals": lambda person: f"{person.surname} {person.name}".upper(),
}


def grouped(cents: int) -> str:
    """1.234,50 for 123450."""
    return f"{cents / 100:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
