"""Registers kept by other hands: their headers, marks, words, numbers, dates and sheets."""

from datetime import date

import pytest

from app.services.imports.aid_words import known_kind, several_kinds
from app.services.imports.header_words import is_other_matter, meaning, plain
from app.services.imports.months import month_header, years_in
from app.services.imports.understanding import understand
from app.services.imports.values import NotUnderstood, counted_goods, read_date, read_quantity
from app.services.imports.words import relation_of
from models.records.imports import DateOrder, Role, RowOutcome, SheetKind
from models.rules.partial_date import PartialDate
from tests.support.import_drafts import book, drafted, workbook
from tests.support.register_truth import TODAY

Rows = list[list[object]]

PEOPLE: Rows = [
    ["Scheda", "Cognome", "Nome", "Nato il"],
    *[[f"N{n:04d}", f"Rossi{chr(96 + n)}", "Ada", date(1980, 3, n)] for n in range(1, 9)],
]
LOG_HEADER = ["Data", "Scheda", "Cognome", "Nome", "Aiuto", "Quantità"]


def log(*days: object, header: str = "Data") -> Rows:
    """A log of parcels to eight households, one on each day."""
    rows: Rows = [[header, *LOG_HEADER[1:]]]
    rows += [
        [day, n, f"Rossi{chr(96 + n)}", "Ada", "pacco", 1] for n, day in enumerate(days, start=1)
    ]
    return rows


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        *(("Indum.", "clothing"), ("Guard.", "clothing"), ("Aiuto econ.", "money")),
        *(("P.A.", "food"), ("AGEA", "food"), ("Pacco mensile", "food"), ("sporta", "food")),
        ("razione", "food"),
    ],
)
def test_words_cut_short_still_mean_their_kind(word: str, kind: str) -> None:
    assert known_kind(word) == kind


def test_a_word_cut_so_short_that_it_means_two_kinds_means_none() -> None:
    assert known_kind("abb.") is None


def test_two_kinds_named_in_one_cell_are_two_aids() -> None:
    assert several_kinds("viveri e vestiti") == ("food", "clothing")
    assert several_kinds("abbigliamento/scarpe") == ()
    assert several_kinds("viveri e simpatia") == ()
    rows = log("1/3/2026", "2/3/2026", "3/3/2026", "4/3/2026")
    rows[1][4], rows[2][4] = "Viveri + vestiti", "pacco e bolletta"
    euro = ["Euro", None, 50, None, None]
    found = drafted(workbook(*[[*row, cell] for row, cell in zip(rows, euro, strict=True)]))
    assert [(aid.kind, aid.amount_cents) for aid in found.aids][:4] == [
        *(("food", None), ("clothing", None), ("food", None), ("money", 5_000))
    ]


@pytest.mark.parametrize(
    ("header", "month", "year", "kind"),
    [
        *(("11/25", 11, 2025, None), ("pacchi 11/2025", 11, 2025, "food")),
        *(("11 2025", 11, 2025, None), ("2025-11", 11, 2025, None), ("nov '25", 11, 2025, None)),
    ],
)
def test_months_in_figures_are_months(header: str, month: int, year: int, kind: str | None) -> None:
    found = month_header(header)
    assert found is not None
    assert (found.month, found.year, found.kind) == (month, year, kind)


def test_a_title_may_cut_its_second_year_short() -> None:
    assert years_in("Pacchi 2025-26") == [2025, 2026]
    assert years_in("Anno 2026") == [2026]


@pytest.mark.parametrize("mark", ["P", "V", "1 pacco", "2 pacchi", "ok"])
def test_a_grid_may_be_marked_with_letters_and_words(mark: str) -> None:
    months = ["nov 25", "dic 25", "gen 26"]
    rows: Rows = [["Scheda", "Cognome e nome", *months]]
    rows += [[str(n), f"Rossi{chr(96 + n)} Ada", mark, mark, mark] for n in range(1, 9)]
    totals = drafted(workbook(*[list(row) for row in rows])).totals
    assert totals.food_entries == 24
    assert totals.food_units == 24 * (2 if mark == "2 pacchi" else 1)


def test_counted_goods_begin_with_their_count() -> None:
    assert counted_goods("n. 3 borse") == 3
    assert counted_goods("borse 3") is None
    assert counted_goods("3 " + "borse " * 20) is None
    with pytest.raises(NotUnderstood):
        read_quantity("borse")


def test_the_money_a_family_lives_on_is_no_aid() -> None:
    assert is_other_matter("Affitto mensile")
    assert not is_other_matter("Contributo affitto")
    assert is_other_matter("Peso kg")
    rows: Rows = [["Scheda", "Cognome e nome", "Affitto mensile", "nov 25", "dic 25", "gen 26"]]
    table: Rows = [[n, f"Rossi{chr(96 + n)} Ada", 500 + n, "x", None, "x"] for n in range(1, 9)]
    assert drafted(workbook(*rows, *table)).totals.euro_cents == 0


def test_letters_with_points_between_are_one_word() -> None:
    assert plain("I.S.E.E.") == "isee"
    assert (Role.BIRTH_DATE, 1.0) in meaning("D.D.N.").roles


@pytest.mark.parametrize("header", ["Figlio n. 2", "Figlio 2", "2° figlio", "FIGLIO2"])
def test_a_child_may_be_numbered_in_many_ways(header: str) -> None:
    assert meaning(header).group == 2


def test_the_spouse_may_be_called_consort_and_groceries_are_no_son_in_law() -> None:
    assert relation_of("consorte") == "spouse"
    assert relation_of("generi alimentari") is None
    assert relation_of("genero") == "other_relative"


def test_single_letters_are_relations_only_under_that_header() -> None:
    rows: Rows = [["Scheda", "Grado", "Cognome", "Nome", "Sesso"]]
    rows += [["1", "I", "Rossi", "Ada", "F"], ["1", "F", "Rossi", "Ugo", "M"]]
    rows += [
        ["2", "I", "Bo", "Ivo", "M"],
        ["2", "C", "Lo", "Eva", "F"],
        ["2", "?!", "Bo", "Al", "M"],
    ]
    found = drafted(workbook(*[list(row) for row in rows]))
    assert [m.relation for h in found.households for m in h.members] == [
        *("reference", "child", "reference", "spouse", "other")
    ]


def test_a_legend_is_no_sheet_of_records() -> None:
    table = book(
        Anagrafica=PEOPLE,
        Legenda=[
            ["Sigla", "Significato"],
            ["x", "un pacco"],
            ["V", "vestiario"],
            ["C", "contributo"],
        ],
        Codici=[["Codice", "Aiuto"], ["1", "pacco"], ["2", "vestiario"], ["3", "contributo"]],
    )
    assert [its.kind for its in understand(table, TODAY).sheets][1:] == [SheetKind.IGNORE] * 2
    assert drafted(table).totals.households == 8


def test_aid_joins_people_whatever_dress_their_numbers_wear() -> None:
    aid: Rows = [["Data", "Rif.", "Cosa"], *[[date(2026, 3, n), n, "pacco"] for n in range(1, 9)]]
    found = drafted(book(Anagrafica=PEOPLE, Aiuti=aid))
    assert (found.totals.households, found.totals.food_entries) == (8, 8)
    dressed: Rows = [[row[0], f"A-{row[1]}", row[2]] if at else row for at, row in enumerate(aid)]
    assert drafted(book(Anagrafica=PEOPLE, Aiuti=dressed)).totals.households == 8


def test_a_counter_of_lines_is_not_the_number_that_joins() -> None:
    aid: Rows = [["Progressivo", "Data", "Xyz", "Cosa"]]
    aid += [
        [100 + at, date(2026, 3, 1 + at % 28), f"N{1 + at % 8:04d}", "pacco"] for at in range(40)
    ]
    found = drafted(book(Anagrafica=PEOPLE, Aiuti=[list(row) for row in aid]))
    assert (found.totals.households, found.totals.food_entries) == (8, 40)


def test_sheets_that_share_no_numbers_stay_as_they_were_understood() -> None:
    aid: Rows = [
        ["Data", "Scheda", "Cosa"],
        *[[date(2026, 3, n), 900 + n, "pacco"] for n in range(1, 9)],
    ]
    found = drafted(book(Anagrafica=PEOPLE, Aiuti=aid))
    assert found.totals.households == 16
    assert sum(notice.code == "number_without_name" for notice in found.notices) == 8


def test_a_date_may_have_blanks_around_its_marks() -> None:
    assert read_date("05 / 03 / 2026", DateOrder.DAY_FIRST, TODAY).iso == "2026-03-05"


@pytest.mark.parametrize("month", [3, "marzo", "Mar."])
def test_a_date_may_stand_in_three_columns(month: object) -> None:
    rows: Rows = [["Anno", "Mese", "Giorno", *LOG_HEADER[1:]]]
    table: Rows = [[2026, month, n, *row[1:]] for n, row in enumerate(log(*range(8))[1:], start=1)]
    found = drafted(workbook(*rows, *table))
    assert [aid.given_on for aid in found.aids] == [PartialDate(2026, 3, n) for n in range(1, 9)]


def test_a_day_and_month_take_the_year_of_its_column_or_of_the_title() -> None:
    days = [f"{n}/3" for n in range(1, 9)]
    with_year: Rows = [[*row, 2024 if at else "Anno"] for at, row in enumerate(log(*days))]
    assert {a.given_on.year for a in drafted(workbook(*with_year)).aids if a.given_on} == {2024}
    titled = drafted(workbook(*log(*days), name="Aiuti 2025"))
    assert {aid.given_on.iso for aid in titled.aids if aid.given_on} == {
        f"2025-03-{n:02d}" for n in range(1, 9)
    }


def test_a_day_that_is_still_to_come_was_last_year() -> None:
    days = ["1 dicembre", *[f"{n} marzo" for n in range(1, 8)]]
    found = drafted(workbook(*log(*days), name="Aiuti 2026"))
    assert [aid.given_on.iso for aid in found.aids if aid.given_on][:2] == [
        "2025-12-01",
        "2026-03-01",
    ]


def test_a_sheet_of_one_month_may_write_the_day_alone() -> None:
    found = drafted(workbook(*log(*range(1, 9)), name="Novembre 2025"))
    assert [aid.given_on for aid in found.aids] == [PartialDate(2025, 11, n) for n in range(1, 9)]


def test_days_that_no_month_holds_are_listed() -> None:
    found = drafted(workbook(*log("31/2", *[f"{n}/3" for n in range(1, 8)]), name="Aiuti 2026"))
    assert found.aids[0].given_on is None
    assert found.notices[0].code == "aid_date_not_understood"
    alone = drafted(workbook(*log(*range(1, 9))))
    assert {notice.code for notice in alone.notices} == {"aid_date_not_understood"}


def test_a_day_written_once_holds_for_the_rows_below() -> None:
    found = drafted(workbook(*log("1/3/2026", None, None, "2/3/2026", None, None, None, None)))
    assert [aid.given_on.iso[-2:] for aid in found.aids if aid.given_on] == ["01"] * 3 + ["02"] * 5


def test_a_single_blank_day_stays_unknown() -> None:
    found = drafted(workbook(*log("1/3/2026", None, *["2/3/2026"] * 6)))
    assert [aid.given_on is None for aid in found.aids].count(True) == 1


def test_who_is_written_once_for_several_rows_holds_for_them_all() -> None:
    rows = log(*["1/3/2026"] * 8)
    for row in rows[2:5]:
        row[1:4] = [None, None, None]
    found = drafted(workbook(*rows))
    assert [aid.household for aid in found.aids] == [0, 0, 0, 0, 1, 2, 3, 4]


def test_a_number_written_once_holds_for_the_family_below() -> None:
    rows: Rows = [["Scheda", "Grado", "Cognome", "Nome"]]
    for n in range(1, 5):
        rows += [
            [f"N{n}", "figlio", "Rossi", f"Ugo{chr(96 + n)}"],
            [None, "intestatario", "Rossi", f"Ada{chr(96 + n)}"],
        ]
    rows.append([None, "intestatario", "Bianchi", "Eva"])
    found = drafted(workbook(*rows))
    assert [len(household.members) for household in found.households] == [2, 2, 2, 2, 1]
    assert found.count_of(RowOutcome.LISTED) == 0


def test_children_may_stand_one_after_the_other_with_only_their_years_between() -> None:
    rows: Rows = [["Scheda", "Cognome", "Nome", "Figli"]]
    rows += [[n, f"Rossi{chr(96 + n)}", "Ada", "Salma 2023 Sabah (2009)"] for n in range(1, 9)]
    members = drafted(workbook(*rows)).households[0].members[1:]
    assert [(m.given_name, m.born.iso if m.born else "") for m in members] == [
        *(("Salma", "2023"), ("Sabah", "2009"))
    ]


def test_a_remark_below_a_blank_column_says_nothing_of_it() -> None:
    rows: Rows = [["Scheda", "Tel.", "Cognome e nome", "Contributo richiesto", "Euro", "Data"]]
    rows += [
        [n, None, f"Rossi{chr(97 + n % 20)} Ada", None, 10, date(2026, 3, 1)] for n in range(150)
    ]
    rows.append([None, "Elenco riservato", None, 99])
    found = drafted(workbook(*rows))
    assert found.totals.euro_cents == 150 * 1_000
    assert len(found.rows) == len(rows)


def test_a_first_record_is_no_second_row_of_the_header() -> None:
    rows: Rows = [["Scheda", "Grado", "Componente", "Nato il", "Indirizzo"]]
    rows += [["3/2026", "coniuge", "Ye Feng", date(1990, 1, n), "Via Po 1"] for n in range(1, 9)]
    its = understand(workbook(*rows), TODAY).sheets[0]
    assert its.header_rows == (1,)
