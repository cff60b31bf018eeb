"""The household summary says who, what is needed, what was given, and nothing it was told to do."""

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest

from app.reports.household_summary import household_summary_pdf
from models.records.aid import Eligibility
from models.records.household import Composition
from models.rules.codes import codes
from models.rules.partial_date import PartialDate
from tests.support.papers import TODAY, aid_line, household, pages_of, text_of

CENTRE = "Centro di ascolto San Giuseppe"


def summary(language: str = "it", **changed: object) -> str:
    return text_of(household_summary_pdf(household(**changed), CENTRE, TODAY, language))


def test_a_summary_says_who_lives_together_with_ages_of_today():
    text = summary()
    assert "Abdel Rahman Mahmoud · Heba Ibrahim" in text
    assert "Nucleo 0217 · tessera T-1204" in text
    assert "02/03/1985 41" in text
    assert "circa 1990 36" in text
    assert "BDLMMD85C02Z336K" in text
    assert "333 1234567 (Heba)" in text


def test_letters_of_romanian_and_russian_names_are_on_the_page():
    text = summary()
    assert "Țăranu-Șerban" in text
    assert "Юлия" in text


def test_only_the_letters_used_are_embedded_in_the_paper():
    pdf = household_summary_pdf(household(), CENTRE, TODAY)
    assert len(pdf) < 60_000
    assert b"/FontFile2" in pdf


def test_totals_count_the_aid_of_the_year_by_kind():
    text = summary()
    assert "26 aiuti" in text
    assert "Viveri 18 27" in text
    assert "240,00" in text
    assert "e altri 12 in precedenza" in text


def test_aid_older_than_a_year_is_not_counted():
    old = aid_line(1, "food", TODAY - timedelta(days=366))
    recent = aid_line(2, "food", TODAY - timedelta(days=364))
    assert "1 aiuto" in summary(aid=(recent, old))


def test_aid_known_only_by_its_month_is_counted_in_the_year():
    line = replace(aid_line(1, "food", TODAY), given_on=PartialDate(2026, 11))
    text = summary(aid=(line, replace(line, given_on=None)))
    assert "1 aiuto" in text
    assert "novembre 2026 Viveri" in text


def test_aid_elsewhere_names_the_centre_and_what_is_still_to_be_confirmed():
    text = summary()
    assert "03/11/2026 Viveri 1 Sacra Famiglia" in text
    assert "San Pio X (da confermare)" in text


def test_aid_elsewhere_beyond_the_lines_shown_is_counted():
    assert "e altri 6 in precedenza" in summary(elsewhere=household().elsewhere * 10, aid=())


def test_the_summary_answers_whether_food_can_be_given():
    assert "Già ricevuto il 13/11/2026 a Sacra Famiglia: possibile dal 28/11/2026" in summary()
    due = Eligibility(
        "food",
        is_due=True,
        last_here=PartialDate(2026, 10, 21),
        last_elsewhere=None,
        elsewhere_centre="",
        possible_from=None,
        window_days=15,
    )
    assert "Può ritirare il pacco · ultimo qui 21/10/2026" in summary(food=due)
    assert "Può ritirare il pacco" in summary(food=replace(due, last_here=None))
    here = replace(due, is_due=False)
    assert "Già ricevuto il 21/10/2026 a questo centro" in summary(food=here)


def test_consents_and_expiries_are_told_with_their_dates():
    text = summary()
    assert "firmato 07/10/2019" in text
    assert "revocato il 04/03/2026" in text
    assert "31/12/2025" in text
    assert "scaduto" in text
    assert "03/12/2026 STP" in text


def test_needs_that_ended_are_not_printed():
    text = summary()
    assert "a chiamata" in text
    assert "passato" not in text


def test_every_page_tells_its_number_and_the_day_it_was_printed():
    pages = pages_of(household_summary_pdf(household(), CENTRE, TODAY))
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        text = " ".join(page.split())
        assert f"pagina {number} di" in text
        assert "Stampato il 22 novembre 2026" in text


def test_a_file_with_a_nickname_alone_fills_one_page():
    bare = household(
        names="il nonno del parco",
        number="",
        card="",
        members=(),
        addresses=(),
        phones=(),
        isee=(),
        needs=(),
        consents=(),
        aid=(),
        elsewhere=(),
        also_at=(),
        months=(),
        notes="",
        composition=Composition(1, 0, "unknown"),
        closed_on=date(2026, 9, 1),
        is_homeless=True,
    )
    pages = pages_of(household_summary_pdf(bare, CENTRE, TODAY))
    text = " ".join(" ".join(pages).split())
    assert len(pages) == 1
    assert "il nonno del parco" in text
    assert "senza dimora" in text
    assert "chiusa il 1 settembre 2026" in text
    assert "Nessun aiuto registrato" in text
    assert "Nessun consenso registrato" in text


def test_a_household_followed_elsewhere_without_aid_says_so():
    assert "Nessun aiuto comunicato" in summary(elsewhere=())


def test_people_declared_but_not_named_are_told():
    assert "3 senza nome" in summary(composition=Composition(7, 3, "large"))


def test_the_summary_is_complete_in_english():
    text = summary("en")
    assert "Printed on 22 November 2026" in text
    assert "Already received on 13/11/2026 at Sacra Famiglia" in text
    assert "Aid here in the last twelve months" in text
    assert "page 1 of" in text
    assert "Stampato" not in text


@pytest.mark.parametrize(
    "name",
    [
        '<img src="file:///etc/hostname">',
        "<b never closed",
        "&lt; &amp; & <",
        "=HYPERLINK(1)",
        "O'Brien",
        "</para><font size=99>",
    ],
)
def test_a_name_that_looks_like_markup_is_printed_as_it_was_written(name):
    text = summary(names=name, notes=name, number=name, also_at=(name,))
    assert text.count(name) >= 3


@pytest.mark.parametrize(
    "name", ["a\x00b\x07c", "a\u202eb\u200fc", "a\ud800bc", "a\u2066b\x1b\ufeffc"]
)
def test_characters_that_cannot_be_seen_are_left_out(name):
    assert "abc" in summary(names=name, notes=name)


def test_ten_thousand_letters_end_with_an_ellipsis_and_stay_on_two_pages():
    pages = pages_of(household_summary_pdf(household(names="A" * 10_000), CENTRE, TODAY))
    assert "AAAA…" in " ".join(pages[0].split())
    assert len(pages) == 2


def test_letters_the_font_has_not_leave_a_box_and_lose_nothing_else():
    assert "Heba" in summary(notes="Heba محمد 😀 Karim")


def test_a_long_list_of_needs_flows_onto_further_pages():
    needs = household().needs[:1] * 90
    assert len(pages_of(household_summary_pdf(household(needs=needs), CENTRE, TODAY))) == 4


def test_fourteen_kinds_of_aid_keep_their_totals_beside_the_chart():
    kinds = [code.code for code in codes("aid_kinds")]
    aid = tuple(aid_line(number, kind, TODAY) for number, kind in enumerate(kinds))
    text = summary(aid=aid, needs=household().needs[:1] * 18)
    assert "Trasporto e biglietti 1" in text


def test_a_disabled_member_and_a_file_without_isee_are_told():
    disabled = replace(household().members[0], is_disabled=True, nickname="Mimmo")
    text = summary(members=(disabled,), isee=())
    assert "con disabilità" in text
    assert "«Mimmo»" in text
    assert "non presente" in text


def test_the_same_file_gives_the_same_bytes():
    first = household_summary_pdf(household(), CENTRE, TODAY)
    assert household_summary_pdf(household(), CENTRE, TODAY) == first


def test_no_name_stands_in_the_properties_of_the_document():
    document = pypdfium2.PdfDocument(household_summary_pdf(household(), CENTRE, TODAY))
    assert document.get_metadata_dict()["Title"] == "Scheda del nucleo 0217"
    document.close()
