"""Words typed and words kept, and how they meet."""

import pytest

from models.rules.search_terms import (
    Term,
    can_be_mistyped,
    code_words,
    name_words,
    number_words,
    phone_words,
    terms,
)
from models.rules.vocabulary import Vocabulary


def finds(typed: str, kept: frozenset[str]) -> bool:
    """Whether everything typed begins some word kept."""
    found = terms(typed)
    return bool(found) and all(
        any(word.startswith(begun) for word in kept for begun in term.beginnings) for term in found
    )


@pytest.mark.parametrize("typed", ["d'erc", "D’ÈRCOLE", "dercole", "ercole", "d ercole"])
def test_an_apostrophe_is_found_with_and_without(typed: str) -> None:
    assert finds(typed, name_words("D'Èrcole"))


@pytest.mark.parametrize("typed", ["abdel rah", "rahman abdel", "abdelrahman", "ABDEL"])
def test_a_name_of_two_words_is_found_joined_and_apart(typed: str) -> None:
    assert finds(typed, name_words("Abdel Rahman"))


def test_short_names_are_found_joined() -> None:
    assert finds("xiuying", name_words("Xiu Ying"))


@pytest.mark.parametrize("typed", ["0217", "217", "N0217", "n 0217", "n217"])
@pytest.mark.parametrize("written", ["0217", "217", "N0217", "N-0217", "n 217"])
def test_an_old_number_is_found_however_it_is_written(typed: str, written: str) -> None:
    if " " in typed:
        typed = typed.replace(" ", "")
    assert finds(typed, number_words(written))


def test_a_number_with_a_letter_after_it_is_found() -> None:
    assert finds("12/b", number_words("12 B"))
    assert number_words("") == frozenset()


@pytest.mark.parametrize(
    "typed",
    [
        "3331234567",
        "333 123 4567",
        "333.123",
        "+39 333 1234567",
        "+39333",
        "0039 333",
        "393331234567",
        "4567",
        "234567",
    ],
)
def test_a_phone_is_found_in_any_spacing_with_its_prefix_or_by_its_end(typed: str) -> None:
    assert finds(typed, phone_words("333/1234567", "+393331234567"))


def test_a_foreign_phone_is_found_with_its_prefix() -> None:
    kept = phone_words("0040 722 123 456", "+40722123456")
    assert finds("+40 722", kept)
    assert finds("0040722123", kept)
    assert finds("123456", kept)


def test_a_phone_that_is_not_valid_is_still_found_by_its_digits() -> None:
    assert finds("12345", phone_words("12345", ""))
    assert phone_words("non ha", "") == frozenset()


@pytest.mark.parametrize("typed", ["RSSMRA85", "rssmra", "RSSMRA85T10A562S"])
def test_a_fiscal_code_is_found_from_its_first_letters(typed: str) -> None:
    assert finds(typed, code_words("rssmra 85t10 a562s"))


@pytest.mark.parametrize(
    "typed", ["", "   ", "%", "_", "*", "'", '"', "\x00", "()", "+", "\u202e", "--"]
)
def test_signs_alone_search_nothing(typed: str) -> None:
    assert terms(typed) == ()


def test_what_is_typed_is_bounded() -> None:
    assert (
        len(terms(" ".join(f"nome{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(80)))) <= 5
    )
    assert len(terms("a" * 10_000)[0].typed) <= 120
    assert all(len(word) <= 48 for word in name_words("b" * 10_000))
    assert len(name_words(" ".join(chr(97 + n % 26) * (2 + n // 26) for n in range(200)))) <= 24


def test_the_same_word_twice_is_one_term() -> None:
    assert terms("rossi rossi") == (Term("rossi", ("rossi",)),)


def test_letters_of_any_alphabet_are_words() -> None:
    assert finds("محمود", name_words("محمود حسن"))
    assert finds("ковал", name_words("Коваленко"))


def test_only_names_can_be_mistyped() -> None:
    assert can_be_mistyped(terms("rossi")[0])
    assert not can_be_mistyped(terms("ro")[0])
    assert not can_be_mistyped(terms("0217")[0])


@pytest.mark.parametrize("slip", ["rosi", "rosssi", "rsosi", "rozsi", "orssi", "rossj"])
def test_the_vocabulary_knows_words_one_slip_away(slip: str) -> None:
    assert "rossi" in Vocabulary(["bianchi", "rossi", "verdi"]).one_edit_away(slip, 80)[0]


def test_the_vocabulary_knows_longer_words_that_begin_one_slip_away() -> None:
    whole, begun = Vocabulary(["rossellini", "rossi"]).one_edit_away("rosel", 80)
    assert whole == []
    assert begun == ["rossellini"]


def test_beginnings_one_slip_away_are_bounded() -> None:
    many = Vocabulary(f"ross{chr(97 + a)}{chr(97 + b)}" for a in range(26) for b in range(26))
    assert 0 < len(many.one_edit_away("rosss", 80)[1]) <= 80


def test_words_written_later_join_the_vocabulary_once_and_numbers_do_not() -> None:
    known = Vocabulary(["rossi"])
    known.add(["żak", "0217", "SM0083", "<7654", "rossi", "żak"])
    assert "żak" in known
    assert "0217" not in known
    assert known.one_edit_away("zak", 80)[0] == ["żak"]


def test_an_empty_vocabulary_knows_nothing() -> None:
    assert Vocabulary([]).one_edit_away("rossi", 80) == ([], [])
