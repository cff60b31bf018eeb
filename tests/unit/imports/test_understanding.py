from datetime import date

import pytest

from app.services.imports.months import month_header, with_years
from app.services.imports.understanding import signature, understand
from models.records.imports import Mapping, NameOrder, Role, SheetKind, Subject, Workbook
from tests.support.import_drafts import book, workbook
from tests.support.register_truth import TODAY

PEOPLE = [
    [
        number,
        f"{name.upper()} Mario",
        f"0{number % 9 + 1}/03/19{40 + number}",
        1,
        f"Via Roma {number}",
    ]
    for number, name in enumerate(
        ["Rossi", "Bianchi", "Verdi", "Neri", "Gallo", "Conti"] * 4, start=1
    )
]


def roles(mapping: Mapping, sheet: int = 0) -> list[str]:
    return [column.role.value for column in mapping.sheets[sheet].columns]


def of(table: Workbook) -> Mapping:
    return understand(table, TODAY)


def test_titles_and_blank_rows_may_stand_above_the_header() -> None:
    head = ["N. tessera", "Nominativo", "Nato il", "Componenti", "Indirizzo"]
    mapping = of(workbook(["Registro della parrocchia"], [], ["anno 2026"], [], head, *PEOPLE))
    assert mapping.sheets[0].header_rows == (5,)
    assert roles(mapping) == ["number", "whole_name", "birth_date", "size", "address"]


def test_a_table_without_header_is_known_by_its_contents() -> None:
    mapping = of(workbook(*PEOPLE))
    assert mapping.sheets[0].header_rows == ()
    assert mapping.sheets[0].first_row == 1
    assert "whole_name" in roles(mapping)
    assert "birth_date" in roles(mapping)
    assert "address" in roles(mapping)


def test_a_header_in_unknown_words_is_known_by_its_place() -> None:
    head = ["Qwert", "Zuiop", "Asdfg", "Hjklm", "Yxcvb"]
    mapping = of(workbook(head, *PEOPLE))
    assert mapping.sheets[0].header_rows == (1,)
    assert "whole_name" in roles(mapping)


def test_two_header_rows_are_read_together() -> None:
    groups = ["Richiedente", None, None, "Coniuge", None, "Nucleo"]
    head = ["Cognome", "Nome", "Data nascita", "Nome", "Data nascita", "N. componenti"]
    rows = [["Rossi", "Mario", "01/02/1960", "Bianchi Anna", "03/04/1961", 2]] * 12
    mapping = of(workbook(groups, head, *rows))
    assert mapping.sheets[0].header_rows == (1, 2)
    assert roles(mapping) == [
        "surname",
        "given_name",
        "birth_date",
        "whole_name",
        "birth_date",
        "size",
    ]
    assert mapping.sheets[0].columns[3].subject is Subject.SPOUSE


def test_children_in_columns_are_told_apart() -> None:
    head = ["Cognome", "Nome", "Figlio 1", "Nascita figlio 1", "Figlio 2", "Nascita figlio 2"]
    rows = [["Rossi", "Mario", "Anna", "01/02/2015", "Luca", "03/04/2018"]] * 12
    columns = of(workbook(head, *rows)).sheets[0].columns
    assert [(c.subject.value, c.group) for c in columns[2:]] == [
        ("child", 1),
        ("child", 1),
        ("child", 2),
        ("child", 2),
    ]


def test_notes_that_are_addresses_are_addresses() -> None:
    rows = [[1, "Rossi Mario", f"Via Verdi {number}"] for number in range(20)]
    assert roles(of(workbook(["Nr", "Nome", "Note"], *rows)))[2] == "address"


def test_a_count_of_points_is_not_a_quantity() -> None:
    rows = [["A1", "01/02/2026", 30, "alimentari"]] * 20
    assert roles(of(workbook(["tessera", "data_spesa", "punti_spesi", "reparto"], *rows))) == [
        *("number", "aid_date", "ignore", "aid_kind")
    ]


def test_sheets_are_told_apart_by_what_they_hold() -> None:
    aid = [["01/02/2026", number, "pacco", 1] for number in range(1, 25)]
    table = book(
        Anagrafica=[["N.", "Nominativo", "Nato il", "Componenti", "Indirizzo"], *PEOPLE],
        Aiuti=[["Data", "N.", "Cosa", "Quanti"], *aid],
        Istruzioni=[["Compilare tutto"]],
    )
    kinds = [sheet.kind for sheet in of(table).sheets]
    assert kinds == [SheetKind.PEOPLE, SheetKind.AID, SheetKind.IGNORE]


def test_words_for_aid_are_listed_with_how_often_they_stand() -> None:
    rows = [["A1", "01/02/2026", word] for word in ["pacco"] * 5 + ["zufolo"] * 2]
    words = of(workbook(["tessera", "data", "aiuto"], *rows)).aid_words
    assert [(entry.word, entry.kind, entry.is_known, entry.count) for entry in words] == [
        ("pacco", "food", True, 5),
        ("zufolo", "other", False, 2),
    ]


def test_columns_that_count_kinds_are_recognised_when_no_word_tells_the_kind() -> None:
    rows = [["A1", "01/02/2026", 1, None, None], ["A2", "02/02/2026", None, 2, "30,00"]] * 9
    columns = (
        of(workbook(["tessera", "data", "Pacchi", "Vestiario", "Euro"], *rows)).sheets[0].columns
    )
    assert [(c.role, c.kind) for c in columns[2:]] == [
        (Role.COUNT_OF_KIND, "food"),
        (Role.COUNT_OF_KIND, "clothing"),
        (Role.AMOUNT, "money"),
    ]


def test_dates_with_the_month_first_are_noticed() -> None:
    rows = [["A1", "pacco", f"{month:02d}/{day}/2026"] for month in (1, 2, 3) for day in (14, 25)]
    columns = of(workbook(["tessera", "aiuto", "data"], *rows)).sheets[0].columns
    assert columns[2].date_order.value == "month_first"


def test_the_order_of_names_is_noticed() -> None:
    rows = [[number, "Mario Rossi"] for number in range(9)]
    columns = of(workbook(["N.", "Nome e cognome"], *rows)).sheets[0].columns
    assert columns[1].name_order is NameOrder.GIVEN_FIRST


def test_two_columns_without_header_are_told_apart_by_well_known_given_names() -> None:
    surnames = ["Rossi", "Bianchi", "Verdi", "Neri", "Gallo", "Conti", "Ferri", "Greco"] * 3
    given_names = ["Maria", "Anna", "Giuseppe", "Antonio", "Luca", "Paolo"] * 4
    born = [f"{day:02d}/03/1950" for day in range(1, 25)]
    surname_first = [list(row) for row in zip(surnames, given_names, born, strict=True)]
    given_first = [list(row) for row in zip(given_names, surnames, born, strict=True)]
    assert roles(of(workbook(*surname_first))) == ["surname", "given_name", "birth_date"]
    assert roles(of(workbook(*given_first))) == ["given_name", "surname", "birth_date"]


def test_a_whole_name_beside_its_two_parts_is_left_out() -> None:
    rows = [["Rossi", "Mario", f"Rossi Mario{chr(96 + n)}", f"Via Po {n}"] for n in range(1, 20)]
    mapping = of(workbook(["Cognome", "Nome", "Nominativo", "Indirizzo"], *rows))
    assert roles(mapping) == ["surname", "given_name", "ignore", "address"]


def test_the_day_of_a_parcel_is_no_count_of_parcels() -> None:
    rows = [["A1", f"{day:02d}/03/2026", 1] for day in range(1, 20)]
    columns = of(workbook(["tessera", "Pacco", "Vestiario"], *rows)).sheets[0].columns
    assert [(c.role, c.kind) for c in columns[1:]] == [
        (Role.AID_DATE, None),
        (Role.COUNT_OF_KIND, "clothing"),
    ]


def test_days_of_distribution_in_a_header_keep_their_day() -> None:
    head = ["Scheda", "Cognome", "Nome", "14/01/2026", "28/01/2026", "11/02/2026"]
    rows = [[n, f"Rossi{chr(96 + n)}", "Ada", "x", None, "x"] for n in range(1, 20)]
    columns = of(workbook(head, *rows)).sheets[0].columns
    assert [c.month for c in columns[3:]] == [*("2026-01-14", "2026-01-28", "2026-02-11")]


def test_days_without_a_year_take_the_titles_even_when_the_first_is_blank() -> None:
    head = ["Data consegna", "N.", "Nominativo", "Aiuto"]
    rows = [[f"{day}/3" if day > 1 else None, day, "Rossi Mario", "pacco"] for day in range(1, 20)]
    assert of(workbook(["Aiuti 2025"], [], head, *rows)).sheets[0].default_month == "2025"


def test_telephones_kept_as_numbers_are_telephones() -> None:
    rows = [[n, "Rossi Mario", 3_331_234_500 + n] for n in range(1, 20)]
    assert roles(of(workbook(["N.", "Nominativo", "Recapito"], *rows)))[2] == "phone"


def test_a_layout_keeps_its_signature_when_months_are_added_and_columns_moved() -> None:
    one = of(
        workbook(["N.", "Nominativo", "gen 26", "feb 26", "mar 26"], [1, "Rossi Mario", "x", 2])
    )
    other = of(
        workbook(
            ["Nominativo", "N.", "gen 26", "feb 26", "mar 26", "apr 26"],
            ["Rossi Mario", 1, "x", 2, None, "x"],
        )
    )
    assert signature(one.sheets) == signature(other.sheets)


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("nov 25", (11, 2025)),
        ("gen", (1, None)),
        ("GENNAIO 2026", (1, 2026)),
        ("01/2026", (1, 2026)),
        ("2026-03", (3, 2026)),
        ("sett. 25", (9, 2025)),
        ("pacchi feb", (2, None)),
        ("December 2025", (12, 2025)),
        (date(2026, 5, 1), (5, 2026)),
        ("01/06/2026", (6, 2026)),
    ],
)
def test_months_are_read_in_headers(cell: str | date, month: tuple[int, int | None]) -> None:
    found = month_header(cell)
    assert found is not None
    assert (found.month, found.year) == month


@pytest.mark.parametrize("cell", ["marito", "Data di marzo", "31/02/2026", "gen feb", 12, None])
def test_other_headers_are_no_months(cell: str | int | None) -> None:
    assert month_header(cell) is None


@pytest.mark.parametrize(
    ("headers", "title", "years"),
    [
        (["nov 25", "dic", "gen", "feb"], "", [2025, 2025, 2026, 2026]),
        (["nov", "dic", "gen 26"], "", [2025, 2025, 2026]),
        (["gen", "feb"], "PACCHI 2024", [2024, 2024]),
        (["set", "ott", "gen"], "PACCHI 2026", [2025, 2025, 2026]),
        (["set", "gen"], "anno 2024/2025 e 2025", [2024, 2025]),
        (["ott", "nov"], "", [2026, 2026]),
        (["ott", "nov", "dic"], "", [2025, 2025, 2025]),
    ],
)
def test_months_of_a_grid_find_their_years(
    headers: list[str], title: str, years: list[int]
) -> None:
    months = [month for header in headers if (month := month_header(header)) is not None]
    assert [month.year for month in with_years(months, title, TODAY)] == years
