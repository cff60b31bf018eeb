from datetime import date

from app.services.imports.free_aids import FreeAid, read_free_aids
from models.records.imports import DateOrder

TODAY = date(2026, 11, 22)


def read(text: str) -> list[tuple[str, str, int | None, str]]:
    aids, _ = read_free_aids(text, DateOrder.DAY_FIRST, TODAY)
    return [(aid.kind, day(aid), aid.amount_cents, aid.purpose) for aid in aids]


def day(aid: FreeAid) -> str:
    return aid.given_on.iso if aid.given_on is not None else ""


def test_money_and_clothing_in_one_cell_are_told_apart() -> None:
    text = "10/12/2025 € 180,35 bolletta gas; vestiario 07/05/2026"
    assert read(text) == [
        ("money", "2025-12-10", 18035, "bolletta gas"),
        ("clothing", "2026-05-07", None, ""),
    ]


def test_several_dates_after_one_word_are_several_aids() -> None:
    assert read("vestiario 07/12/2025, 23/12/2025") == [
        ("clothing", "2025-12-07", None, ""),
        ("clothing", "2025-12-23", None, ""),
    ]


def test_aids_written_one_after_the_other_are_cut_at_their_dates() -> None:
    assert read("10/12/2025 €50 farmaci 11/01/2026 €60 affitto") == [
        ("money", "2025-12-10", 5000, "farmaci"),
        ("money", "2026-01-11", 6000, "affitto"),
    ]
    assert read("vestiario 07/05/2026 coperte 08/05/2026") == [
        ("clothing", "2026-05-07", None, ""),
        ("blankets", "2026-05-08", None, ""),
    ]


def test_what_follows_a_comma_without_a_date_belongs_to_the_aid_before() -> None:
    assert read("€50 farmaci 10/12/2025, bolletta, €60 affitto 11/01/2026") == [
        ("money", "2025-12-10", 5000, "farmaci, bolletta"),
        ("money", "2026-01-11", 6000, "affitto"),
    ]


def test_a_separator_after_the_last_aid_leaves_no_remark() -> None:
    aids, rest = read_free_aids("vestiario 07/05/2026; -", DateOrder.DAY_FIRST, TODAY)
    assert [aid.kind for aid in aids] == ["clothing"]
    assert rest == ()


def test_an_amount_without_a_date_is_still_an_aid() -> None:
    assert read("50 euro per la bolletta") == [("money", "", 5000, "per la bolletta")]


def test_a_month_is_enough_of_a_date() -> None:
    assert read("gen 2026: scarpe") == [("clothing", "2026-01", None, "")]


def test_a_count_before_the_word_is_the_quantity() -> None:
    aids, _ = read_free_aids("3 pacchi 05/03/2026", DateOrder.DAY_FIRST, TODAY)
    assert aids[0].quantity == 3


def test_a_date_with_unknown_words_is_kept_as_other_aid() -> None:
    assert read("12/01/2026 cosa strana") == [("other", "2026-01-12", None, "cosa strana")]


def test_remarks_are_handed_back() -> None:
    aids, rest = read_free_aids(
        "non risponde al telefono; 31/02/2026 boh", DateOrder.DAY_FIRST, TODAY
    )
    assert aids == ()
    assert rest == ("non risponde al telefono", "31/02/2026 boh")
