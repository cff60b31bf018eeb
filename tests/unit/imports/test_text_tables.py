import pytest

from app.services.imports.delimited import decode, guess_separator, rows_of

TEXT = "Cognome;Nome;€\r\nNicolò;José;12,50\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16", "utf-16-le"]
)
def test_letters_survive_every_usual_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


def test_dos_letters_are_told_from_windows_letters() -> None:
    assert decode("Nicolò;città;però".encode("cp850")) == "Nicolò;città;però"


def test_a_line_written_by_another_program_is_read_by_itself() -> None:
    raw = "Nicolò;è\n".encode() + "José;città\n".encode("cp1252")
    assert decode(raw) == "Nicolò;è\nJosé;città\n"


def test_letters_of_other_alphabets_are_guessed() -> None:
    text = "Олександр Шевченко, вулиця Київська, Наталія Коваленко " * 5
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_the_one_that_cuts_lines_alike(separator: str) -> None:
    lines = [separator.join(["a", "b, c", "1,5", "d"])] * 5
    assert guess_separator(lines) == separator


def test_a_file_that_names_its_separator_is_believed() -> None:
    assert rows_of("sep=|\na|b;c;d\n") == [["a", "b;c;d"]]


def test_quoted_cells_keep_separators_and_line_ends() -> None:
    rows = rows_of('a;b;c\n1;"due; e\nmezzo";3\n')
    assert rows == [["a", "b", "c"], ["1", "due; e\nmezzo", "3"]]


def test_a_lone_quote_does_not_swallow_the_rows_after_it() -> None:
    rows = rows_of('a;b;c\n1;"Rossi;3\n2;Bianchi;4\n3;Verdi;5\n')
    assert rows == [
        ["a", "b", "c"],
        ["1", "Rossi", "3"],
        ["2", "Bianchi", "4"],
        ["3", "Verdi", "5"],
    ]


def test_old_line_ends_are_lines_too() -> None:
    assert rows_of("a;b\r1;2\r") == [["a", "b"], ["1", "2"], [""]]
