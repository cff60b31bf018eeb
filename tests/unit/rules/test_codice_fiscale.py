from datetime import date

import pytest
from codicefiscale import codicefiscale as library
from hypothesis import given
from hypothesis import strategies as st

from models.rules.codice_fiscale import (
    CodeDisagreement,
    CodeKind,
    CodeWarning,
    check_letter,
    core,
    decode,
    disagreements,
    identifying,
    is_valid,
    luhn_agrees,
    mended_by_names,
    parts,
    recognise_code,
    with_omocodia,
    without_omocodia,
)
from models.rules.partial_date import PartialDate

TODAY = date(2026, 11, 22)
ROSSI = "RSSMRA80A01F205X"


@given(
    surname=st.text("abcdefghilmnoprstuvz", min_size=2, max_size=12),
    given_name=st.text("abcdefghilmnoprstuvz", min_size=2, max_size=12),
    born=st.dates(date(1930, 1, 1), date(2020, 1, 1)),
    sex=st.sampled_from("MF"),
)
def test_a_computed_code_is_the_one_of_the_reference_library(
    surname: str, given_name: str, born: date, sex: str
) -> None:
    fifteen = core(surname, given_name, sex, PartialDate.from_date(born), "F205")
    whole = fifteen + check_letter(fifteen)
    assert whole == library.encode(surname, given_name, sex, born.isoformat(), "F205")
    told = decode(whole, TODAY)
    assert told is not None
    assert (told.sex, told.born.earliest, told.birth_place) == (sex, born, "F205")


def test_a_particle_and_accents_do_not_change_a_code() -> None:
    born = PartialDate(1990, 5, 3)
    assert core("D’Amicò", "Nicolò", "M", born, "C707") == "DMCNCL90E03C707"


@pytest.mark.parametrize(
    ("surname", "sex", "born", "place"),
    [
        ("", "M", PartialDate(1990, 5, 3), "C707"),
        ("Rossi", "", PartialDate(1990, 5, 3), "C707"),
        ("Rossi", "M", PartialDate(1990, 5), "C707"),
        ("Rossi", "M", None, "C707"),
        ("Rossi", "M", PartialDate(1990, 5, 3), ""),
    ],
)
def test_a_missing_detail_gives_no_computed_code(
    surname: str, sex: str, born: PartialDate | None, place: str
) -> None:
    assert core(surname, "Mario", sex, born, place) == ""


def test_omocodia_is_undone_and_done_again() -> None:
    lettered = with_omocodia(ROSSI, (14, 13))
    assert lettered != ROSSI
    assert is_valid(lettered)
    assert without_omocodia(lettered) == ROSSI


def test_a_code_that_lies_ahead_belongs_to_the_last_century() -> None:
    told = decode(ROSSI, date(2026, 1, 1))
    assert told is not None
    assert told.born == PartialDate(1980, 1, 1)
    assert decode("RSSMRA80A01F205Y", TODAY) is None


@pytest.mark.parametrize("code", ["RSSMRA80A41F205B", "RSSMRA80B30F205W", "short", ""])
def test_parts_are_told_only_of_valid_codes(code: str) -> None:
    fifteen = code[:15]
    whole = fifteen + check_letter(fifteen) if len(code) == 16 else code
    assert (parts(whole) is not None) == (whole[9:11] == "41")


@pytest.mark.parametrize(
    ("typed", "kind", "value", "warnings"),
    [
        ("rss mra 80a01 f205x", CodeKind.CODICE_FISCALE, ROSSI, ()),
        ("RSSMRA8OA01F205X", CodeKind.CODICE_FISCALE, ROSSI, (CodeWarning.REPAIRED,)),
        (
            "RSSMRA80A01F205Y",
            CodeKind.CODICE_FISCALE,
            "RSSMRA80A01F205Y",
            (CodeWarning.CHECK_LETTER,),
        ),
        ("STP 0301234567890", CodeKind.STP, "STP0301234567890", ()),
        ("STP 0311234567890", CodeKind.STP, "STP0311234567890", (CodeWarning.REGION,)),
        ("eni 041.123.4567890", CodeKind.ENI, "ENI0411234567890", ()),
        ("ENI-123", CodeKind.ENI, "ENI123", (CodeWarning.LENGTH,)),
        ("80012345670", CodeKind.PROVISIONAL, "80012345670", (CodeWarning.CHECK_DIGIT,)),
        ("YA1234567", CodeKind.OTHER, "YA1234567", ()),
        ("", CodeKind.OTHER, "", ()),
    ],
)
def test_a_typed_code_is_recognised_and_never_refused(
    typed: str, kind: CodeKind, value: str, warnings: tuple[CodeWarning, ...]
) -> None:
    found = recognise_code(typed)
    assert (found.kind, found.value, found.warnings) == (kind, value, warnings)


def test_a_provisional_code_with_its_check_digit_has_no_warning() -> None:
    whole = next(f"8001234567{last}" for last in range(10) if luhn_agrees(f"8001234567{last}"))
    assert recognise_code(whole).warnings == ()


def test_a_code_tells_what_it_disagrees_with() -> None:
    born = PartialDate(1980, 1, 1)
    assert disagreements(ROSSI, "Rossi", "Mario", "M", born, "F205") == ()
    assert set(disagreements(ROSSI, "Bianchi", "Anna", "F", PartialDate(1981), "C707")) == set(
        CodeDisagreement
    )
    assert disagreements(ROSSI, "", "", "", PartialDate(1979, is_approximate=True), "") == ()
    assert disagreements("not a code", "Rossi", "Mario", "M", born, "F205") == ()


@pytest.mark.parametrize("wrong", ["RSSMRA80AA01F205X", "RSSMRA80A10F205X", "RSSMRA8A001F205X"])
def test_a_slip_in_a_code_is_mended_when_the_names_agree(wrong: str) -> None:
    assert mended_by_names(wrong, "Rossi", "Mario") in {ROSSI, ""}
    assert mended_by_names(wrong, "Bianchi", "Anna") == ""


def test_a_doubled_character_is_taken_out() -> None:
    assert mended_by_names("RSSMRA80AA01F205X", "Rossi", "Mario") == ROSSI


@pytest.mark.parametrize(
    ("kind", "written", "spelling"),
    [
        ("provisional_code", "800 123 45676", "80012345676"),
        ("provisional_code", "80012345670", ""),
        ("provisional_code", "00000000000", ""),
        ("stp", "STP 030 123 4567890", "STP0301234567890"),
        ("stp", "0301234567890", "STP0301234567890"),
        ("stp", "STP0301230000000", ""),
        ("stp", "STP9991234567890", ""),
        ("stp", "STP030", ""),
        ("eni", "eni0421234567890", "ENI0421234567890"),
        ("passport", "ya 1234567", "YA1234567"),
        ("passport", "0000000", ""),
        ("permit", "I12345678", "I12345678"),
        ("card", "SM0083", ""),
        ("codice_fiscale", "RSSMRA80A01F205X", ""),
    ],
)
def test_a_code_identifies_only_when_nobody_else_can_have_it(
    kind: str, written: str, spelling: str
) -> None:
    assert identifying(kind, written) == spelling
