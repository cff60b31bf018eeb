"""Receipt, findings, day sheet and recovery sheet."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from app.reports.closing_receipt import closing_receipt_pdf
from app.reports.day_sheet import day_sheet_pdf
from app.reports.matches_paper import matches_paper_pdf
from app.reports.recovery_sheet import recovery_sheet_pdf
from models.records.aid import DayLine, DaySheet
from models.records.closing import ClosingReceipt, MatchLine, Overlap
from models.rules.partial_date import PartialDate
from tests.support.papers import TODAY, pages_of, text_of

CENTRE = "Centro di ascolto San Giuseppe"
NOON = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
RECEIPT = ClosingReceipt(
    month="2026-11",
    begun_at=NOON,
    done_at=NOON + timedelta(minutes=2),
    households=405,
    entries_sent=20811,
    entries_removed=12,
    bundles_sent=388,
    received=1702,
    matches_certain=61,
    matches_review=4,
    overlaps=23,
    digest="b3f1c2a9" * 8,
    left_out=7,
)
MATCH = MatchLine(
    sighting_id=UUID(int=1),
    household_id=UUID(int=2),
    names="Popescu Mihaela",
    household_number="0042",
    other_centre="Centro di ascolto San Pio X",
    strength="review",
    reasons=("same_names", "same_birth_date"),
    people=3,
    answer="",
)
OVERLAP = Overlap(
    sighting_id=UUID(int=1),
    household_id=UUID(int=2),
    names="Popescu Mihaela",
    household_number="0042",
    other_centre="Social Market",
    kind="food",
    given_on=PartialDate(2026, 10, 21),
    other_given_on=PartialDate(2026, 11),
    days=11,
    cents=None,
    other_cents=None,
    strength="certain",
    reasons=("same_code",),
    answer="same",
)


def test_a_receipt_tells_what_left_what_came_and_the_digest():
    text = text_of(closing_receipt_pdf(RECEIPT, CENTRE, TODAY))
    assert "novembre 2026" in text
    assert "Voci sigillate inviate 20.811" in text
    assert "niente è partito 7" in text
    assert RECEIPT.digest in text


def test_an_unfinished_closing_says_that_it_can_be_resumed():
    text = text_of(closing_receipt_pdf(replace(RECEIPT, done_at=None, digest=""), CENTRE, TODAY))
    assert "si può riprendere" in text
    assert "Chiusura terminata" not in text


def test_a_register_whose_log_is_not_what_it_was_is_told_on_the_receipt():
    told = text_of(closing_receipt_pdf(replace(RECEIPT, is_log_changed=True), CENTRE, TODAY))
    assert "dirlo a chi cura la rete" in told
    assert "dirlo a chi cura la rete" not in text_of(closing_receipt_pdf(RECEIPT, CENTRE, TODAY))


def test_findings_tell_where_when_and_how_sure():
    text = text_of(matches_paper_pdf([MATCH], [OVERLAP], CENTRE, TODAY))
    assert "21/10/2026 qui" in text
    assert "novembre 2026 a Social Market" in text
    assert "certo · stesso codice fiscale" in text
    assert "forse · stesso nome, stessa data di nascita" in text
    assert "0042 · Popescu Mihaela" in text


def test_a_finding_tells_what_was_answered():
    same, different = replace(MATCH, answer="same"), replace(MATCH, answer="different")
    assert "sì __ no __" in text_of(matches_paper_pdf([MATCH], [], CENTRE, TODAY))
    assert "__" not in text_of(matches_paper_pdf([same, different], [], CENTRE, TODAY))


def test_findings_without_any_say_so():
    text = text_of(matches_paper_pdf([], [], CENTRE, TODAY, "en"))
    assert "No doubled aid." in text
    assert "No household in common." in text


def test_a_thousand_findings_repeat_the_titles_on_every_page():
    pages = pages_of(matches_paper_pdf([MATCH] * 1000, [], CENTRE, TODAY))
    assert len(pages) > 20
    assert all("Nucleo" in page for page in pages)
    assert f"pagina 2 di {len(pages)}" in " ".join(pages[1].split())


def test_a_day_sheet_lists_the_aid_in_the_order_it_was_given():
    lines = tuple(
        DayLine(NOON - timedelta(minutes=number), UUID(int=number), name, "food", 2)
        for number, name in enumerate(("Terza", "Seconda", "Prima"))
    )
    text = text_of(day_sheet_pdf(DaySheet(date(2026, 11, 30), 3, 60, lines), CENTRE))
    assert "3 nuclei · 3 aiuti" in text
    assert text.index("Prima") < text.index("Seconda") < text.index("Terza")


def test_an_empty_day_is_a_sheet_to_write_on():
    text = text_of(day_sheet_pdf(DaySheet(date(2026, 11, 30), 0, 0, ()), CENTRE, "en"))
    assert "0 households" in text


def test_a_recovery_sheet_shows_every_group_of_the_key():
    key = "K7QD-9MXA-TT4R-0BZE-P3WQ-88LC-VN2H"
    text = text_of(recovery_sheet_pdf(key, CENTRE, TODAY))
    assert key.replace("-", " ") in text
    assert "Stampato il 22 novembre 2026" in text
