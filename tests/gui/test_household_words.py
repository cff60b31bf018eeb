"""Households, windows and rules in words, in both languages."""

from datetime import date

import pytest

from models.errors import RuleBroken
from models.records.aid import Eligibility
from models.records.household import Composition, IseeLine
from models.rules.partial_date import PartialDate
from ui.i18n import Languages
from ui.labels import codes, eligibility, households
from ui.labels.rules import rule_words
from ui.pages.household.aid_rows import day_words
from ui.theme import Tone

TODAY = date(2026, 11, 22)


def judged(**of: object) -> Eligibility:
    usual = {
        "kind": "food",
        "is_due": True,
        "last_here": None,
        "last_elsewhere": None,
        "elsewhere_centre": "",
        "possible_from": None,
        "window_days": 15,
    }
    return Eligibility(**(usual | of))


@pytest.mark.parametrize(
    ("people", "typology", "words"),
    [
        (1, "single", "Persona sola"),
        (2, "couple", "Coppia"),
        (4, "couple_with_children", "Coppia con 2 figli"),
        (3, "couple_with_children", "Coppia con un figlio"),
        (2, "single_parent", "Genitore solo con un figlio"),
        (6, "large", "Famiglia numerosa, 6 persone"),
        (0, "unknown", "Composizione da completare"),
    ],
)
def test_a_household_is_called_by_who_is_in_it(people, typology, words):
    assert households.composition_words(Composition(people, 0, typology)) == words


def test_the_words_follow_the_language(languages: Languages):
    languages.speak("en")
    assert households.composition_words(Composition(4, 2, "couple_with_children")) == (
        "Couple with 2 children"
    )
    assert codes.word("relations", "child") == "Child"
    assert codes.language() == "en"
    assert eligibility.answer(judged(), TODAY)[0] == "Can collect the parcel"


def test_aid_due_says_when_the_last_was():
    known = judged(
        last_here=PartialDate(2026, 10, 21),
        last_elsewhere=PartialDate(2025, 12),
        elsewhere_centre="Sacra Famiglia",
    )
    title, detail, tone = eligibility.answer(known, TODAY)
    assert (title, tone) == ("Può ritirare il pacco", Tone.OK)
    assert detail == (
        "Ultimo qui il 21 ottobre, 32 giorni fa. Altrove a dicembre 2025, a Sacra Famiglia."
    )


def test_the_first_of_its_kind_says_so():
    title, detail, _ = eligibility.answer(judged(kind="school"), TODAY)
    assert (title, detail) == ("Può riceverlo", "È il primo di questo genere.")


def test_aid_received_here_says_when_it_is_possible_again():
    known = judged(
        is_due=False, last_here=PartialDate(2026, 11, 20), possible_from=date(2026, 12, 5)
    )
    title, detail, tone = eligibility.answer(known, TODAY)
    assert (title, tone) == ("Già ricevuto qui il 20 novembre", Tone.ATTENTION)
    assert detail == "Di nuovo possibile dal 5 dicembre. Se serve adesso, si dà."


def test_aid_received_elsewhere_wears_the_colour_of_elsewhere():
    known = judged(
        is_due=False,
        last_here=PartialDate(2026, 10, 1),
        last_elsewhere=PartialDate(2026, 11, 20),
        elsewhere_centre="Resurrezione",
        possible_from=date(2027, 1, 5),
    )
    title, detail, tone = eligibility.answer(known, TODAY)
    assert title == "Già ricevuto il 20 novembre a Resurrezione"
    assert "dal 5 gennaio 2027" in detail
    assert tone is Tone.ELSEWHERE


def test_a_date_known_by_its_year_is_said_so():
    assert eligibility.when(PartialDate(2025), TODAY) == "nel 2025"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (IseeLine("ordinary", 418000, None, None), "ISEE 4.180,00 €"),
        (
            IseeLine("ordinary", 0, None, PartialDate(2027, 12, 31)),
            "ISEE 0,00 € fino al 31 dicembre 2027",
        ),
    ],
)
def test_an_isee_says_until_when_it_holds(line, words):
    assert households.isee_words(line, TODAY) == words


def test_aid_without_a_date_says_so():
    assert day_words(None, TODAY) == "senza data"


def test_relations_follow_the_sex_when_it_is_known():
    assert codes.relation_word("sibling", "F") == "sorella"
    assert codes.relation_word("sibling") == "fratello o sorella"
    assert codes.relation_word("made here", "M") == "made here"
    assert households.purpose_word("made here") == "made here"


def test_a_rule_without_words_of_its_own_is_still_told():
    assert rule_words(RuleBroken(rule="made here")).startswith("Questo non si può fare")
    assert rule_words(RuleBroken(rule="last_member")).startswith("È l'ultima persona")


@pytest.mark.parametrize(
    ("written", "shown"),
    [("EGITTO", "Egitto"), ("Cinisello Balsamo", "Cinisello Balsamo"), ("USA", "USA")],
)
def test_places_written_in_capitals_are_shown_as_one_writes_them(written, shown):
    assert households.place_words(written) == shown
