from collections import Counter
from dataclasses import replace

import pytest

from app.services.imports.errors import MappingNotUnderstood
from app.services.imports.mappings import find_mapping, load_mapping, save_mapping
from app.services.imports.understanding import understand
from models.records.imports import (
    DraftHousehold,
    ImportDraft,
    Mapping,
    Role,
    RowOutcome,
    Workbook,
)
from tests.support.import_drafts import book, drafted, workbook
from tests.support.register_truth import TODAY

HEAD = [
    "Tessera",
    "Cognome",
    "Nome",
    "Nato il",
    "CF",
    "Data",
    "Aiuto",
    "Quantità",
    "Importo",
    "Note",
]


def aid(**changed: object) -> list[object]:
    """A row of aid to one person, with some cells changed."""
    row = dict(
        zip(
            HEAD,
            ["7", "Rossi", "Mario", "01/02/1960", "", "05/03/2026", "pacco", 1, "", ""],
            strict=True,
        )
    )
    return list({**row, **changed}.values())


def log(*rows: list[object]) -> Workbook:
    """A register of aid with enough ordinary rows to be understood."""
    people = [
        "Bianchi",
        "Verdi",
        "Neri",
        "Gallo",
        "Conti",
        "Greco",
        "Leone",
        "Serra",
        "Fontana",
        "Riva",
        "Sala",
        "Villa",
    ]
    usual = [
        aid(
            Tessera=str(100 + at),
            Cognome=name,
            Nome="Anna",
            **{"Nato il": f"0{at % 9 + 1}/05/1970", "Importo": "20,00", "Aiuto": "contributo"},
        )
        for at, name in enumerate(people)
    ]
    food = [
        aid(Tessera=str(100 + at), Cognome=name, Nome="Anna", Note="affitto")
        for at, name in enumerate(people)
    ]
    return workbook(HEAD, *rows, *usual, *food)


def first(draft: ImportDraft) -> DraftHousehold:
    return draft.households[0]


def codes(draft: ImportDraft, row: int) -> list[str]:
    return [notice.code for notice in draft.notices if notice.row == row]


def outcome(draft: ImportDraft, row: int) -> RowOutcome:
    return next(account.outcome for account in draft.rows if account.row == row)


def test_the_spouse_who_collects_is_a_member_not_another_household() -> None:
    draft = drafted(log(aid(), aid(Cognome="Bruno", Nome="Elena", **{"Nato il": "03/04/1962"})))
    assert len(draft.households) == 13
    assert [member.surname for member in first(draft).members] == ["Rossi", "Bruno"]
    assert [member.relation for member in first(draft).members] == ["reference", "other"]
    assert [given.collected_by for given in draft.aids if given.household == 0] == [0, 1]


@pytest.mark.parametrize(
    "slip",
    [
        {"Cognome": "Rosi"},
        {"Cognome": "ROSSI"},
        {"Cognome": "Mario", "Nome": "Rossi"},
        {"Nato il": "02/01/1960"},
        {"Nato il": ""},
    ],
)
def test_slips_in_the_name_of_one_person_make_no_second_member(slip: dict[str, object]) -> None:
    draft = drafted(log(aid(), aid(**slip)))
    assert len(first(draft).members) == 1


def test_a_row_without_number_joins_the_household_of_its_person() -> None:
    draft = drafted(log(aid(), aid(Tessera="")))
    assert len(draft.households) == 13
    assert [given.household for given in draft.aids[:2]] == [0, 0]


def test_a_number_found_later_is_given_to_the_household_opened_without() -> None:
    draft = drafted(log(aid(Tessera=""), aid()))
    assert len(draft.households) == 13
    assert first(draft).old_number == "7"


def test_a_bad_date_does_not_lose_the_aid() -> None:
    draft = drafted(log(aid(Data="31/02/2026")))
    assert draft.aids[0].given_on is None
    assert codes(draft, 2) == ["aid_date_not_understood"]


def test_a_missing_or_unlikely_date_is_listed() -> None:
    draft = drafted(log(aid(Data=""), aid(Data="05/03/2062")))
    assert codes(draft, 2) == ["date_missing"]
    assert codes(draft, 3) == ["date_unlikely"]


def test_a_bad_amount_does_not_lose_the_aid() -> None:
    draft = drafted(log(aid(Aiuto="contributo", Importo="poco"), aid(Aiuto="soldi", Importo="-5")))
    assert [(given.kind, given.amount_cents) for given in draft.aids[:2]] == [("money", None)] * 2
    assert codes(draft, 2) == ["amount_not_understood"]
    assert codes(draft, 3) == ["amount_negative"]


def test_the_one_number_of_a_wordy_amount_is_the_amount() -> None:
    draft = drafted(log(aid(Aiuto="contributo", Importo="circa 50 euro")))
    assert draft.aids[0].amount_cents == 5000


def test_quantities_are_one_unless_told() -> None:
    draft = drafted(log(aid(Quantità=""), aid(Quantità="2 pacchi"), aid(Quantità="tanti")))
    assert [given.quantity for given in draft.aids[:3]] == [1, 2, 1]
    assert codes(draft, 4) == ["quantity_not_understood"]


def test_nothing_given_is_listed_and_no_aid() -> None:
    draft = drafted(log(aid(Quantità=0)))
    assert codes(draft, 2) == ["nothing_given"]
    assert outcome(draft, 2) is RowOutcome.TAKEN
    assert [given for given in draft.aids if given.household == 0] == []


def test_aid_of_no_told_kind_is_money_with_an_amount_and_food_without() -> None:
    draft = drafted(log(aid(Aiuto="", Importo="12,00"), aid(Aiuto="")))
    assert [given.kind for given in draft.aids[:2]] == ["money", "food"]
    assert codes(draft, 2) == ["kind_missing"]


def test_money_for_medicine_is_money() -> None:
    draft = drafted(log(aid(Aiuto="farmaci", Importo="12,00"), aid(Aiuto="zufolo", Importo="3,00")))
    assert [given.kind for given in draft.aids[:2]] == ["money", "money"]


def test_a_word_can_be_given_another_kind() -> None:
    table = log(aid(Aiuto="zufolo"))
    mapping = understand(table, TODAY)
    words = tuple(
        replace(entry, kind="baby") if entry.word == "zufolo" else entry
        for entry in mapping.aid_words
    )
    draft = drafted(table, replace(mapping, aid_words=words))
    assert draft.aids[0].kind == "baby"


def test_a_row_with_neither_name_nor_number_is_listed_whole() -> None:
    draft = drafted(log(aid(Tessera="", Cognome="", Nome="", **{"Nato il": ""})))
    assert outcome(draft, 2) is RowOutcome.LISTED
    assert {notice.value for notice in draft.notices if notice.row == 2} >= {"05/03/2026", "pacco"}


def test_every_row_is_accounted_for() -> None:
    table = log(aid(), [], HEAD, ["Agosto: chiuso"], ["TOTALE", *[None] * 6, 99])
    draft = drafted(table)
    assert len(draft.rows) == len(table.sheets[0].rows)
    found = [outcome(draft, row) for row in range(1, 7)]
    assert found == [
        *(RowOutcome.HEADER, RowOutcome.TAKEN, RowOutcome.BLANK, RowOutcome.HEADER),
        *(RowOutcome.LISTED, RowOutcome.TOTAL),
    ]
    assert draft.count_of(RowOutcome.TOTAL) == 1


def test_a_person_called_like_a_total_is_a_person() -> None:
    draft = drafted(log(aid(Cognome="Totaro"), aid(Note="totale bolletta")))
    assert outcome(draft, 2) is RowOutcome.TAKEN
    assert outcome(draft, 3) is RowOutcome.TAKEN


def test_doubtful_codes_are_kept_and_listed() -> None:
    draft = drafted(log(aid(CF="RSSMRA60B01F205B"), aid(CF="in attesa")))
    assert first(draft).members[0].codes[0].value == "RSSMRA60B01F205B"
    assert codes(draft, 2) == ["code_doubtful"]
    assert codes(draft, 3) == ["code_not_understood"]


def test_very_long_names_are_cut_and_listed() -> None:
    draft = drafted(log(aid(Cognome="A" * 3000)))
    assert len(first(draft).members[0].surname) == 200
    assert codes(draft, 2) == ["text_cut"]


def test_a_birth_that_cannot_be_is_listed() -> None:
    draft = drafted(
        log(aid(**{"Nato il": "05/03/1760"}), aid(Tessera="8", **{"Nato il": "05/03/2060"}))
    )
    assert codes(draft, 2) == ["birth_date_not_understood"]


def people(*rows: list[object]) -> Workbook:
    """A register of people, member by member, with a sheet of aid."""
    head = [
        "Nucleo",
        "Parentela",
        "Cognome",
        "Nome",
        "Nascita",
        "Telefono",
        "ISEE",
        "Scadenza ISEE",
        "N. componenti",
    ]
    usual: list[list[object]] = [
        [
            f"N{100 + at}",
            "Intestatario",
            f"Bianchi{chr(97 + at)}",
            "Anna",
            f"0{at % 9 + 1}/05/1960",
            "333 1234567",
            100.5,
            "31/12/2026",
            1,
        ]
        for at in range(12)
    ]
    given: list[list[object]] = [["01/02/2026", f"N{100 + at}", "pacco", 1] for at in range(12)]
    return book(
        Anagrafica=[head, *rows, *usual],
        Movimenti=[
            ["Data", "Nucleo", "Aiuto", "Quantità"],
            *given,
            ["02/02/2026", 7, "vestiti", 2],
        ],
    )


def test_members_listed_one_a_row_are_one_household() -> None:
    draft = drafted(
        people(
            ["N007", "figlio", "Rossi", "Luca", "01/01/2015", "", "", "", ""],
            [
                "N007",
                "Intestatario",
                "Rossi",
                "Mario",
                "01/02/1980",
                "333 5555555",
                4034.49,
                "31/12/2026",
                4,
            ],
            ["N007", "figlio", "Rossi", "Marco", "01/01/2015", "02 123456", "", "", ""],
            ["N007", "boh", "Rossi", "Ada", "01/01/1950", "", "", "", ""],
        )
    )
    household = first(draft)
    assert [m.relation for m in household.members] == ["child", "reference", "child", "other"]
    assert (household.declared_size, household.isee_cents) == (4, 403449)
    assert household.isee_expires is not None
    assert household.phones == ("333 5555555", "02 123456")
    assert household.card == ""
    assert Counter(codes(draft, 5)) == {"relation_not_understood": 1}
    assert [a.kind for a in draft.aids if a.household == 0] == ["clothing"]


def test_aid_for_a_number_without_people_is_kept_and_listed() -> None:
    draft = drafted(people())
    assert draft.households[-1].members == ()
    assert "number_without_name" in [notice.code for notice in draft.notices]
    assert draft.totals.clothing_entries == 1


def test_without_numbers_members_follow_their_reference_person() -> None:
    head = ["Parentela", "Cognome", "Nome", "Nascita"]
    rows = [
        [relation, f"Rossi{chr(97 + at)}", name, f"01/0{at % 9 + 1}/19{60 + at}"]
        for at in range(12)
        for relation, name in (("Intestatario", "Mario"), ("Coniuge", "Anna"), ("Figlio", "Luca"))
    ]
    draft = drafted(workbook(head, *rows))
    assert len(draft.households) == 12
    assert {len(household.members) for household in draft.households} == {3}


def test_spouse_and_children_across_become_members() -> None:
    head = ["Nr", "Cognome", "Nome", "Sesso", "Nascita", "Coniuge", "Nascita coniuge", "Figli"]
    children = "Salma 07/10/2023, Sabah (2009), Rossi Omar, Ali 8 anni, Lia, 03/03/2020"
    rows = [
        [
            at,
            f"Rossi{chr(97 + at)}",
            "Mario",
            "M",
            "01/02/1980",
            "Neri Anna",
            "03/04/1982",
            children,
        ]
        for at in range(12)
    ]
    rows.append(
        [99, "Villa", "Rosa", "F", "01/02/1980", "Sala Pietro", "03/04/1982", "Gino, 2 figli"]
    )
    rows.append([100, "Riva", "Rosa", "F", "01/02/1980", None, None, "2 figli"])
    draft = drafted(workbook(head, *rows))
    members = first(draft).members
    assert [m.relation for m in members] == ["reference", "spouse", *["child"] * 5]
    assert [m.given_name for m in members[2:]] == ["Salma", "Sabah", "Rossi Omar", "Ali", "Lia"]
    assert [m.born.iso if m.born else "" for m in members[2:]] == [
        "2023-10-07",
        "2009",
        "",
        "",
        "2020-03-03",
    ]
    assert draft.households[12].members[2].surname == "Sala"
    assert "children_without_names" in [notice.code for notice in draft.notices]


def test_children_in_columns_become_members() -> None:
    head = ["N.", "Cognome", "Nome", "Figlio 1", "Nascita figlio 1"]
    rows = [[at, f"Rossi{chr(97 + at)}", "Mario", "Anna", "01/02/2015"] for at in range(12)]
    child = first(drafted(workbook(head, *rows))).members[1]
    assert (child.surname, child.given_name, child.relation) == ("Rossia", "Anna", "child")


def test_a_grid_of_months_gives_aid_by_month_and_marks_not_understood_are_listed() -> None:
    head = ["N.", "Nominativo", "nov 25", "dic 25", "gen", "Altro"]
    rows: list[list[object]] = [
        [at, f"Rossi Mario{chr(97 + at)}", "x", 2, None, "vestiario 07/12/2025; chiamare"]
        for at in range(12)
    ]
    rows.append([50, "Verdi Anna", "boh", "no", "xx", "12/12/2025 zufolo"])
    draft = drafted(workbook(head, *rows))
    given = [
        (a.kind, a.given_on.iso if a.given_on else "", a.quantity)
        for a in draft.aids
        if a.household == 0
    ]
    assert given == [("food", "2025-11", 1), ("food", "2025-12", 2), ("clothing", "2025-12-07", 1)]
    assert first(draft).notes == "chiamare"
    assert codes(draft, 14) == ["count_of_kind_not_understood", "free_aid_doubtful"]


def test_a_sheet_of_one_month_may_write_only_days() -> None:
    rows: list[list[object]] = [
        [at, f"Rossi Mario{chr(97 + at)}", f"0{at % 9 + 1}/01/2026", "pacco"] for at in range(12)
    ]
    rows += [
        [50, "Verdi Anna", 14, "pacco"],
        [51, "Neri Anna", "15/1", "pacco"],
        [52, "Sala Ugo", "", "pacco"],
        [53, "Riva Ugo", "31/31", "pacco"],
    ]
    draft = drafted(book(**{"gennaio 2026": [["N.", "Nominativo", "Data", "Aiuto"], *rows]}))
    days = [a.given_on.iso if a.given_on else "" for a in draft.aids[-4:]]
    assert days == ["2026-01-14", "2026-01-15", "2026-01", "2026-01"]


def test_the_same_file_has_the_same_fingerprints_and_a_newer_one_only_more() -> None:
    rows = [aid(), aid(), aid(Data="06/04/2026")]
    one, again, newer = (
        drafted(log(*rows)),
        drafted(log(*rows)),
        drafted(log(*rows, aid(Data="07/05/2026"))),
    )
    marks = [given.fingerprint for given in one.aids]
    assert len(set(marks)) == len(marks)
    assert marks == [given.fingerprint for given in again.aids]
    assert len({given.fingerprint for given in newer.aids} - set(marks)) == 1
    assert [h.fingerprint for h in one.households] == [h.fingerprint for h in newer.households]


def test_numbers_are_the_same_with_or_without_zeros_and_letters() -> None:
    draft = drafted(log(aid(Tessera="N0007"), aid(Tessera="7"), aid(Tessera="007")))
    assert len(draft.households) == 13


def test_letters_of_numbers_count_when_there_are_several() -> None:
    draft = drafted(
        log(aid(Tessera="A7"), aid(Tessera="B7", Cognome="Bruno", **{"Nato il": "01/01/1950"}))
    )
    assert len(draft.households) == 14


def records(table: Workbook) -> list[dict[str, object]]:
    """The rows of a log, header included, by header."""
    return [dict(zip(HEAD, row, strict=False)) for row in table.sheets[0].rows]


def test_a_saved_mapping_is_laid_over_the_next_export() -> None:
    table = log(aid(Aiuto="zufolo"))
    guessed = understand(table, TODAY)
    sheet = guessed.sheets[0]
    columns = tuple(
        replace(c, role=Role.IGNORE) if c.header == "Note" else c for c in sheet.columns
    )
    words = tuple(replace(w, kind="baby") if w.word == "zufolo" else w for w in guessed.aid_words)
    saved = load_mapping(
        save_mapping(Mapping("our register", (replace(sheet, columns=columns),), words))
    )
    turned = workbook(*([row.get(name) for name in reversed(HEAD)] for row in records(table)))
    found, is_known = find_mapping([saved], turned, TODAY)
    assert is_known
    assert found.register == "our register"
    assert {c.header: c.role for c in found.sheets[0].columns}["Note"] is Role.IGNORE
    assert {w.word: w.kind for w in found.aid_words}["zufolo"] == "baby"
    assert drafted(turned, found).totals.food_entries == drafted(table).totals.food_entries


def test_a_mapping_of_another_layout_is_left_alone() -> None:
    saved = understand(workbook(["N.", "Nominativo"], [1, "Rossi Mario"]), TODAY)
    table = log(aid())
    assert find_mapping([saved], table, TODAY) == (understand(table, TODAY), False)


def test_a_text_that_is_no_mapping_is_told() -> None:
    with pytest.raises(MappingNotUnderstood):
        load_mapping("{}")
