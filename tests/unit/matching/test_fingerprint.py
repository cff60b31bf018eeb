import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.codice_fiscale import check_letter
from models.rules.partial_date import PartialDate
from sync.matching.fingerprint import (
    FINGERPRINT_BYTES,
    FingerprintNotUnderstood,
    fingerprint,
    unpack,
)
from sync.matching.person import PersonDetails

CODE = "RSSMRA80A01F205"


_PEOPLE = st.builds(
    PersonDetails,
    surname=st.text(max_size=30),
    given_name=st.text(max_size=30),
    sex=st.sampled_from(["M", "F", "", "X"]),
    born=st.none() | st.dates().map(PartialDate.from_date),
    birth_place=st.sampled_from(["", "C707", "Z336"]),
    codes=st.sampled_from([(), (("codice_fiscale", CODE + check_letter(CODE)),)]),
    generation=st.sampled_from(["adult", "child", "", "elder"]),
)


@given(person=_PEOPLE, members=st.integers(1, 400))
def test_every_person_fits_in_the_same_number_of_bytes_and_comes_back(
    person: PersonDetails, members: int
) -> None:
    made = fingerprint(person, members)
    assert len(made.pack()) == FINGERPRINT_BYTES
    assert unpack(made.pack()) == made


@pytest.mark.parametrize(
    "packed", [b"", b"\0" * 24, b"\x10" * 23, b"\x13" + b"\0" * 23, b"\x1c" + b"\0" * 23]
)
def test_foreign_bytes_are_refused(packed: bytes) -> None:
    with pytest.raises(FingerprintNotUnderstood):
        unpack(packed)
