"""A household such as centres know, and the eyes that read a PDF."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pypdfium2

from models.records.aid import AidLine, Eligibility, ElsewhereLine
from models.records.household import (
    AddressLine,
    CodeLine,
    Composition,
    ConsentLine,
    HouseholdFile,
    IseeLine,
    MemberLine,
    MonthBar,
    NeedLine,
    PhoneLine,
)
from models.rules.partial_date import PartialDate

TODAY = date(2026, 11, 22)
HOUSEHOLD = UUID(int=1)


def text_of(pdf: bytes) -> str:
    """What can be read on all pages, lines joined by single spaces."""
    return " ".join(" ".join(pages_of(pdf)).split())


def pages_of(pdf: bytes) -> list[str]:
    """What can be read on each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def member(
    number: int, relation: str, name: tuple[str, str], born: str, **known: object
) -> MemberLine:
    """A member of 22 November 2026."""
    details: dict[str, object] = {
        "nickname": "",
        "sex": "",
        "birth_place": "",
        "citizenship": "Egitto",
        "is_disabled": False,
        "codes": (),
        "left_on": None,
        "notes": "",
    }
    date_of_birth = PartialDate.from_iso(born)
    return MemberLine(
        member_id=UUID(int=100 + number),
        relation=relation,
        surname=name[0],
        given_name=name[1],
        born=date_of_birth,
        age=date_of_birth.age_on(TODAY),
        **(details | known),
    )


def aid_line(number: int, kind: str, day: date, cents: int | None = None) -> AidLine:
    """Aid given here."""
    return AidLine(
        aid_id=UUID(int=1000 + number),
        household_id=HOUSEHOLD,
        kind=kind,
        quantity=1 + number % 2,
        cents=cents,
        purpose="bolletta luce" if cents else "",
        given_on=PartialDate.from_date(day),
        member_id=None,
        operator="volontaria",
        recorded_at=datetime(2026, 11, 20, tzinfo=UTC),
    )


def year_of_aid() -> tuple[AidLine, ...]:
    """26 times in a year: 18 food, 4 clothing, 4 of money (60.00 each)."""
    kinds = ["food"] * 18 + ["clothing"] * 4 + ["money"] * 4
    return tuple(
        aid_line(
            number,
            kinds[number * 7 % 26],
            TODAY - timedelta(days=2 + 13 * number),
            6000 if kinds[number * 7 % 26] == "money" else None,
        )
        for number in range(26)
    )


def household(**changed: object) -> HouseholdFile:
    """A couple with two children, helped here and elsewhere."""
    known = _who() | _what_is_known() | _what_was_given()
    return HouseholdFile(**(known | changed))


def _who() -> dict[str, object]:
    reference = member(
        1,
        "reference",
        ("Abdel Rahman", "Mahmoud"),
        "1985-03-02",
        codes=(
            CodeLine("codice_fiscale", "BDLMMD85C02Z336K"),
            CodeLine("stp", "STP0301234567890", None, PartialDate(2026, 12, 3)),
        ),
    )
    return {
        "household_id": HOUSEHOLD,
        "revision": 1,
        "number": "0217",
        "card": "T-1204",
        "label": "",
        "names": "Abdel Rahman Mahmoud · Heba Ibrahim",
        "opened_on": date(2019, 10, 7),
        "closed_on": None,
        "closing_reason": "",
        "is_homeless": False,
        "notes": "Meglio chiamare al mattino.",
        "composition": Composition(4, 2, "couple_with_children"),
        "members": (
            reference,
            member(2, "spouse", ("Ibrahim", "Heba"), "~1990", sex="F"),
            member(3, "child", ("Abdel Rahman", "Karim"), "2019-05-11"),
            member(4, "child", ("Țăranu-Șerban", "Юлия"), "2023-01", nickname="Juli"),
        ),
        "former_members": (),
    }


def _what_is_known() -> dict[str, object]:
    return {
        "addresses": (AddressLine("Via Friuli 12", "Cinisello Balsamo"),),
        "phones": (PhoneLine("333 1234567", "+393331234567", "Heba"),),
        "isee": (
            IseeLine("ordinary", 418000, PartialDate(2026, 1, 15), PartialDate(2026, 12, 31)),
            IseeLine("minors", 390000, None, PartialDate(2025, 12, 31), is_expired=True),
        ),
        "needs": (
            NeedLine(UUID(int=7), "work", UUID(int=1), PartialDate(2026, 2), None, "a chiamata"),
            NeedLine(UUID(int=8), "housing", None, None, date(2026, 3, 1), "passato"),
        ),
        "consents": (
            ConsentLine(UUID(int=9), "file", PartialDate(2019, 10, 7), None, ""),
            ConsentLine(UUID(int=10), "register", PartialDate(2024, 1, 9), date(2026, 3, 4), ""),
        ),
    }


def _what_was_given() -> dict[str, object]:
    return {
        "aid": year_of_aid(),
        "aid_count": 26,
        "elsewhere": (
            ElsewhereLine(
                "Sacra Famiglia", "food", 1, None, PartialDate(2026, 11, 3), is_certain=True
            ),
            ElsewhereLine("San Pio X", "money", 1, 4500, PartialDate(2026, 8), is_certain=False),
        ),
        "also_at": ("Sacra Famiglia",),
        "months": tuple(
            MonthBar(f"{2025 + (11 + n) // 12}-{(11 + n) % 12 + 1:02d}", 1 + n % 2, n % 3 // 2)
            for n in range(12)
        ),
        "food": Eligibility(
            "food",
            is_due=False,
            last_here=PartialDate(2026, 10, 21),
            last_elsewhere=PartialDate(2026, 11, 13),
            elsewhere_centre="Sacra Famiglia",
            possible_from=date(2026, 11, 28),
            window_days=15,
        ),
        "missing": (),
        "read_on": TODAY,
        "last_opened_at": None,
    }
