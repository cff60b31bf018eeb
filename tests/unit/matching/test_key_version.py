"""Two programs whose rules differ find nobody together: a changed rule needs a new version."""

from collections.abc import Iterable
from hashlib import sha256

from models.rules.partial_date import PartialDate
from sync.matching import NetworkRules, PersonDetails, fingerprint, match_keys
from sync.matching.fingerprint import LAYOUT
from sync.matching.keys import KEY_VERSION

KEYS = {2: "844242a6f7d5bfd5239f3df15aa0c4436133637f9e91d33701d4d139a2e4ed67"}
FINGERPRINTS = {1: "7ca72fd75ba6de58efe14174ec37b0c861a37528959d358331310eeffa50f207"}

_BORN = PartialDate(1985, 4, 16)
_PEOPLE = (
    PersonDetails("De Luca", "Anna Maria", "F", PartialDate(1960, 5, 7), "F205"),
    PersonDetails("D'Angelo", "Nicolò", "M", PartialDate(1971, 12, 31), "", (), "adult"),
    PersonDetails("Rossi", "Maria", codes=(("codice_fiscale", "RSSMRA60E47F205R"),)),
    PersonDetails("Rossi", "Mario", "M", codes=(("codice_fiscale", "RSSMRA80ALMF205X"),)),
    PersonDetails("Abd El Rahman", "Mohamed", "M", _BORN, "Z336"),
    PersonDetails("Abdelrahman", "Mahmoud Ahmed", "M", PartialDate(1985), "Z336"),
    PersonDetails("El Idrissi", "Fatima Zahra", "F", PartialDate(1990, 1, 1), "Z330"),
    PersonDetails("Ciobanu", "Ștefan", "M", PartialDate(1979, 10, 2), "Z129"),
    PersonDetails("Hoxha", "Gëzim", "M", PartialDate(1968, 3, 30), "Z100"),
    PersonDetails("Kovalenko", "Iryna", "F", PartialDate(1970, 2, 3), "Z138"),
    PersonDetails("Шевченко", "Оксана", "F", PartialDate(1975, 7, 19), "Z138"),
    PersonDetails("Quispe Huamán", "José Luis", "M", PartialDate(1983, 11, 8), "Z611"),
    PersonDetails("Warnakulasuriya", "Nimal", "M", PartialDate(1977, 9, 9), "Z209", (), "child"),
    PersonDetails("Dela Cruz", "Maria Jocelyn", "F", PartialDate(1979, 6, 21), "Z216"),
    PersonDetails("Zhou", "Xiaoming", "", PartialDate(1988, 8, 18), "Z210"),
    PersonDetails("Hu Lina", "", "F", PartialDate(1995, 5, 1, is_approximate=True)),
    PersonDetails("", "Pippo", codes=(("stp", "STP0301234567890"), ("passport", "YA1234567"))),
)


def _digest(lines: Iterable[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()


def test_the_rules_of_keys_are_those_of_their_version() -> None:
    made = _digest(
        key.text
        for rules in (NetworkRules.town(), NetworkRules.region(), NetworkRules.nation())
        for person in _PEOPLE
        for key in match_keys(person, rules)
    )
    assert KEYS.get(KEY_VERSION) == made, (
        "The same people have other keys: a rule of names, skeletons, dates, codes or keys changed."
        " Unless by mistake, raise KEY_VERSION and pin the new digest here beside it; every centre"
        " then sends its people anew at its next closing, which CHANGELOG.md must say."
    )


def test_fingerprints_are_those_of_their_layout() -> None:
    made = _digest(fingerprint(person, 3).pack().hex() for person in _PEOPLE)
    assert FINGERPRINTS.get(LAYOUT) == made, (
        "The same people have other fingerprints: two programs would compare unlike things."
        " Unless by mistake, raise the layout, read the one before it for as long as entries of it"
        " stand, and pin the new digest here beside it."
    )
