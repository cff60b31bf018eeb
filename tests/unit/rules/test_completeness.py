"""What would make a file complete."""

from dataclasses import replace
from datetime import date

from models.rules.completeness import Completeness, missing
from models.rules.partial_date import PartialDate

TODAY = date(2026, 11, 22)
NICKNAME_ONLY = Completeness(
    has_full_name=False,
    has_birth_date=False,
    has_code=False,
    has_address=False,
    has_phone=False,
    is_homeless=False,
    isee_until=None,
    purposes=(),
)
WHOLE = Completeness(
    has_full_name=True,
    has_birth_date=True,
    has_code=True,
    has_address=True,
    has_phone=True,
    is_homeless=False,
    isee_until=PartialDate(2026, 12, 31),
    purposes=("file", "register"),
)


def test_a_file_opened_from_a_nickname_lacks_everything_but_is_a_file() -> None:
    assert missing(NICKNAME_ONLY, TODAY) == (
        "name",
        "birth_date",
        "consent_file",
        "consent_register",
        "code",
        "address",
        "phone",
        "isee",
    )


def test_a_complete_file_lacks_nothing() -> None:
    assert missing(WHOLE, TODAY) == ()


def test_homeless_people_are_not_asked_for_an_address() -> None:
    assert "address" not in missing(replace(NICKNAME_ONLY, is_homeless=True), TODAY)


def test_an_expired_isee_is_told_apart_from_none() -> None:
    expired = replace(WHOLE, isee_until=PartialDate(2025, 12, 31))
    assert missing(expired, TODAY) == ("isee_expired",)
