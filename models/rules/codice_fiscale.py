"""Identity codes: the Italian codice fiscale, its provisional form, and the STP and ENI cards.

A code that disagrees with the rest of a file is a warning, never a refusal: transliterations
differ and offices err. Sources: DM 23/12/1976 (codice fiscale, omocodia), circular 16/E of 2016
(provisional numeric codes), DPR 394/1999 art. 43 (STP), agreement CSR 255 of 2012 (ENI).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.rules.names import fold_name
from models.rules.partial_date import PartialDate

_MONTHS = "ABCDEHLMPRST"
_OMOCODIA = "LMNPQRSTUV"
_DIGIT_POSITIONS = (6, 7, 9, 10, 12, 13, 14)
_UNDONE = str.maketrans(_OMOCODIA, "0123456789")
_DONE = str.maketrans("0123456789", _OMOCODIA)
_MISTYPED_DIGITS = str.maketrans("OI", "01")
_MISTYPED_LETTERS = str.maketrans("01", "OI")
_SHAPE = re.compile(
    r"[A-Z]{6}[\dLMNPQRSTUV]{2}[ABCDEHLMPRST][\dLMNPQRSTUV]{2}[A-Z][\dLMNPQRSTUV]{3}[A-Z]"
)
_ODD_DIGITS = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)
_ODD_LETTERS = (*_ODD_DIGITS, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_ODD_VALUES = dict(zip("0123456789", _ODD_DIGITS, strict=True)) | dict(
    zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _ODD_LETTERS, strict=True)
)
_WOMAN = 40
_SEPARATORS = re.compile(r"[\s.\-/_*]+")
_HEALTH_CARD = re.compile(r"(STP|ENI)(\d+)")
_HEALTH_CARD_DIGITS = 13
_SERIAL_DIGITS = 7
_REGIONS = frozenset(["041", "042", *(f"{region:02d}0" for region in range(1, 21) if region != 4)])
"""The Ministry of Health's codes of the regions; 041 Bolzano, 042 Trento."""
_PROVISIONAL_DIGITS = 11
_CF_LENGTH = 16
_LEAP_YEAR = 2000


class CodeKind(StrEnum):
    """Kinds of identity code that a centre may write down."""

    CODICE_FISCALE = "codice_fiscale"
    PROVISIONAL = "provisional_code"
    STP = "stp"
    ENI = "eni"
    CARD = "card"
    PASSPORT = "passport"
    PERMIT = "permit"
    OTHER = "other"


class CodeWarning(StrEnum):
    """What looks wrong in a code; it is kept as written all the same."""

    CHECK_LETTER = "check_letter"
    CHECK_DIGIT = "check_digit"
    LENGTH = "length"
    REGION = "region"
    REPAIRED = "repaired"


class CodeDisagreement(StrEnum):
    """Which detail of a person a codice fiscale contradicts."""

    SURNAME = "surname"
    GIVEN_NAME = "given_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    BIRTH_PLACE = "birth_place"


@dataclass(frozen=True, slots=True)
class RecognisedCode:
    """A code as understood: its kind, its value without separators, and what looks wrong."""

    kind: CodeKind
    value: str
    warnings: tuple[CodeWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeDetails:
    """What a codice fiscale says: "M" or "F", the birth date, the Belfiore code of the place."""

    sex: str
    born: PartialDate
    birth_place: str


@dataclass(frozen=True, slots=True)
class CodeParts:
    """A codice fiscale taken apart: `year` has two digits, as the code itself."""

    names: str
    sex: str
    year: int
    month: int
    day: int
    birth_place: str


def recognise_code(text: str) -> RecognisedCode:
    """Tell which kind of code was typed; never refuses, warns instead.

    A letter O for a zero and the like are mended only when the check letter then agrees.
    """
    value = _SEPARATORS.sub("", text).upper()
    if found := _HEALTH_CARD.fullmatch(value):
        return RecognisedCode(CodeKind(found[1].lower()), value, _health_card_warnings(found[2]))
    if value.isdecimal() and value.isascii() and len(value) == _PROVISIONAL_DIGITS:
        warnings = () if luhn_agrees(value) else (CodeWarning.CHECK_DIGIT,)
        return RecognisedCode(CodeKind.PROVISIONAL, value, warnings)
    if _SHAPE.fullmatch(value) and is_valid(value):
        return RecognisedCode(CodeKind.CODICE_FISCALE, value)
    mended = _mended(value)
    if _SHAPE.fullmatch(mended) and is_valid(mended):
        return RecognisedCode(CodeKind.CODICE_FISCALE, mended, (CodeWarning.REPAIRED,))
    if _SHAPE.fullmatch(value):
        return RecognisedCode(CodeKind.CODICE_FISCALE, value, (CodeWarning.CHECK_LETTER,))
    return RecognisedCode(CodeKind.OTHER, value)


def identifying(kind: str, written: str) -> str:
    """The one spelling of a code, other than a codice fiscale, that only one person has; else "".

    A provisional code must agree with its check digit, an STP or ENI have thirteen digits with a
    region's first; a row of one digit is no code. Passports and permits are taken as they are.
    Cards and other numbers of a centre mean nothing elsewhere.
    """
    value = _SEPARATORS.sub("", written).upper()
    if kind in {CodeKind.STP, CodeKind.ENI}:
        value = kind.upper() + value.removeprefix(kind.upper())
    serial = value[-_SERIAL_DIGITS:]
    if kind in {CodeKind.PROVISIONAL, CodeKind.STP, CodeKind.ENI}:
        found = recognise_code(value)
        return value if found.kind == kind and not found.warnings and len(set(serial)) > 1 else ""
    is_document = kind in {CodeKind.PASSPORT, CodeKind.PERMIT} and len(set(serial)) > 1
    return value if is_document else ""


def is_valid(code: str) -> bool:
    """Whether 16 upper-case characters have the shape, the check letter and a birth date."""
    return (
        _SHAPE.fullmatch(code) is not None
        and check_letter(code[:15]) == code[15]
        and _has_birth_date(without_omocodia(code))
    )


def check_letter(first_fifteen: str) -> str:
    """The sixteenth character for fifteen upper-case letters and digits."""
    total = 0
    for position, character in enumerate(first_fifteen):
        if position % 2 == 0:
            total += _ODD_VALUES[character]
        else:
            total += int(character) if character.isdecimal() else ord(character) - ord("A")
    return chr(ord("A") + total % 26)


def without_omocodia(code: str) -> str:
    """The code with digits in place of the letters that tell homonyms apart, check letter redone.

    Two real people can share this form: a weaker, secondary key. Needs 16 characters of the shape.
    """
    plain = _translated(code, _DIGIT_POSITIONS, _UNDONE)[:15]
    return plain + check_letter(plain)


def with_omocodia(code: str, positions: tuple[int, ...]) -> str:
    """The code with the digits at `positions` (of 6, 7, 9, 10, 12, 13, 14) written as letters."""
    lettered = _translated(code, positions, _DONE)[:15]
    return lettered + check_letter(lettered)


def parts(code: str) -> CodeParts | None:
    """The parts of a codice fiscale with omocodia undone; None when it is not a valid one."""
    if not is_valid(code):
        return None
    plain = without_omocodia(code)
    day = int(plain[9:11])
    return CodeParts(
        names=plain[:6],
        sex="F" if day > _WOMAN else "M",
        year=int(plain[6:8]),
        month=_MONTHS.index(plain[8]) + 1,
        day=day % _WOMAN,
        birth_place=plain[11:15],
    )


def mended_by_names(code: str, surname: str, given_name: str) -> str:
    """The one valid code from which a doubled or swapped character made this one, or "".

    Only a code whose six letters are those of the two names counts: the check letter alone would
    let one guess in twenty-six pass.
    """
    letters = surname_letters(surname) + given_name_letters(given_name)
    shorter = {code[:at] + code[at + 1 :] for at in range(len(code))}
    swapped = {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(len(code) - 1)}
    found = {
        without_omocodia(candidate)
        for candidate in shorter | swapped
        if candidate.startswith(letters) and is_valid(candidate)
    }
    return found.pop() if len(found) == 1 else ""


def decode(code: str, today: date) -> CodeDetails | None:
    """Sex, birth date and place told by a codice fiscale; None when it is not a valid one.

    The century is the one that makes the person younger than a hundred on `today`.
    """
    told = parts(code)
    if told is None:
        return None
    century = today.year - today.year % 100
    born = (century + told.year, told.month, told.day)
    if born > (today.year, today.month, today.day):
        born = (born[0] - 100, told.month, told.day)
    return CodeDetails(told.sex, PartialDate(*born), told.birth_place)


def core(surname: str, given_name: str, sex: str, born: PartialDate | None, place: str) -> str:
    """The first fifteen characters computed from details; "" when one of them is missing.

    Args:
        surname: as written; particles and accents are handled.
        given_name: as written.
        sex: "M" or "F".
        born: must be a full date.
        place: a Belfiore code such as "C707" or "Z336".
    """
    if sex not in {"M", "F"} or born is None or not born.is_full or not place:
        return ""
    if not fold_name(surname) or not fold_name(given_name):
        return ""
    month, day = _MONTHS[(born.month or 1) - 1], (born.day or 1) + (_WOMAN if sex == "F" else 0)
    dated = f"{born.year % 100:02d}{month}{day:02d}"
    return surname_letters(surname) + given_name_letters(given_name) + dated + place


def surname_letters(surname: str) -> str:
    """The three letters of a surname: consonants, then vowels, then X."""
    return _three(*_split(surname))


def given_name_letters(given_name: str) -> str:
    """The three letters of a given name: of four consonants or more, the second is skipped."""
    consonants, vowels = _split(given_name)
    if len(consonants) > 3:
        consonants = consonants[0] + consonants[2:]
    return _three(consonants, vowels)


def disagreements(
    code: str,
    surname: str,
    given_name: str,
    sex: str,
    born: PartialDate | None,
    birth_place: str,
) -> tuple[CodeDisagreement, ...]:
    """The details that a valid code contradicts, for a warning; a missing detail never does."""
    told = parts(code)
    if told is None:
        return ()
    found: list[CodeDisagreement] = []
    if surname and told.names[:3] != surname_letters(surname):
        found.append(CodeDisagreement.SURNAME)
    if given_name and told.names[3:] != given_name_letters(given_name):
        found.append(CodeDisagreement.GIVEN_NAME)
    if born is not None and not _may_be(born, told):
        found.append(CodeDisagreement.BIRTH_DATE)
    if sex in {"M", "F"} and sex != told.sex:
        found.append(CodeDisagreement.SEX)
    if birth_place and birth_place != told.birth_place:
        found.append(CodeDisagreement.BIRTH_PLACE)
    return tuple(found)


def luhn_agrees(digits: str) -> bool:
    """Whether the last digit is the Luhn check of those before it."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + position % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _health_card_warnings(digits: str) -> tuple[CodeWarning, ...]:
    if len(digits) != _HEALTH_CARD_DIGITS:
        return (CodeWarning.LENGTH,)
    return () if digits[:3] in _REGIONS else (CodeWarning.REGION,)


def _may_be(born: PartialDate, told: CodeParts) -> bool:
    return born.is_approximate or (
        born.year % 100 == told.year
        and born.month in {None, told.month}
        and born.day in {None, told.day}
    )


def _has_birth_date(plain: str) -> bool:
    longest = monthrange(_LEAP_YEAR, _MONTHS.index(plain[8]) + 1)[1]
    return 1 <= int(plain[9:11]) % _WOMAN <= longest and int(plain[9:11]) <= _WOMAN + 31


def _translated(code: str, positions: tuple[int, ...], table: dict[int, int]) -> str:
    return "".join(
        character.translate(table) if position in positions else character
        for position, character in enumerate(code)
    )


def _mended(value: str) -> str:
    letters = tuple(place for place in range(_CF_LENGTH) if place not in _DIGIT_POSITIONS)
    with_digits = _translated(value, _DIGIT_POSITIONS, _MISTYPED_DIGITS)
    return _translated(with_digits, letters, _MISTYPED_LETTERS)


def _split(name: str) -> tuple[str, str]:
    letters = [letter for letter in fold_name(name).upper() if "A" <= letter <= "Z"]
    consonants = "".join(letter for letter in letters if letter not in "AEIOU")
    return consonants, "".join(letter for letter in letters if letter in "AEIOU")


def _three(consonants: str, vowels: str) -> str:
    return (consonants + vowels + "XXX")[:3]
