"""A new file: prefilled from the search, doubles beside it, one screen, one undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.services.desk import Desk
from app.services.households import read_file
from app.services.overview import overview
from app.services.search import search
from models.rules.partial_date import PartialDate
from tests.support.accessibility import unnamed_widgets
from tests.support.household_screen import CTRL, HouseholdScreen, said, settle, write
from tests.support.vaults import open_a_file
from ui.pages.household.typed_text import first_fields


@pytest.fixture
def screen(dressed: QApplication, qtbot, desk: Desk):
    made = HouseholdScreen(dressed, desk)
    qtbot.addWidget(made.window)
    made.window.resize(1366, 768)
    yield made
    made.window.close()


def type_keys(qtbot, text: str) -> None:
    """Type where the cursor stands, and go on with Enter."""
    qtbot.keyClicks(QApplication.focusWidget(), text)
    settle()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def only_file(desk: Desk, name: str):
    (hit,) = search(desk, name)
    return read_file(desk, hit.household_id)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("", {}),
        ("rossi", {"surname": "Rossi"}),
        ("de luca maria", {"surname": "De Luca", "given_name": "Maria"}),
        ("333 1234567", {"phone": "333 1234567"}),
        ("0217", {"number": "0217"}),
        ("stp0301234567890", {"code": "STP0301234567890"}),
        ("RSSMRA80A01H501U", {"code": "RSSMRA80A01H501U"}),
    ],
)
def test_what_was_searched_for_is_not_typed_again(typed, fields):
    assert first_fields(typed) == fields


def test_the_cursor_waits_in_the_first_field_still_empty(screen):
    screen.window.go("new_household", "rossi maria")
    assert screen.new_page.form.values()["surname"] == "Rossi"
    assert screen.new_page.form.field("given_name").focusProxy().hasFocus()


def test_a_family_of_four_is_written_from_the_keyboard_in_few_groups(screen, desk, qtbot):
    screen.window.go("new_household", "abdel")
    groups = ["Mahmoud", "3/5/84", "uomo", "", "Egitto", "", "3331234567", "Via Friuli 18"]
    for text in groups:
        type_keys(qtbot, text)
    for _ in range(3):
        type_keys(qtbot, "")
    lines = screen.new_page.newcomers.lines
    lines[0].relation.setFocus()
    for text in ("", "Ibrahim", "Heba", "1/2/1988", "F"):
        type_keys(qtbot, text)
    for text in ("", "", "Omar", "2019", "", "", "", "Laila", "30/6/2023", ""):
        type_keys(qtbot, text)
    screen.new_page.consents["file"].box.click()
    screen.key(Qt.Key.Key_Return, CTRL)
    file = only_file(desk, "abdel")
    assert [(m.name, m.relation, m.age) for m in file.members] == [
        ("Abdel Mahmoud", "reference", 42),
        ("Ibrahim Heba", "spouse", 38),
        ("Abdel Omar", "child", 7),
        ("Abdel Laila", "child", 3),
    ]
    assert (file.members[0].sex, file.members[0].citizenship) == ("M", "Egitto")
    assert (file.phones[0].written, file.addresses[0].street) == ("3331234567", "Via Friuli 18")
    assert [(line.purpose, line.given_on) for line in file.consents] == [
        ("file", PartialDate(2026, 11, 22))
    ]


def test_the_file_opens_when_it_is_saved_and_one_undo_takes_it_back(screen, desk):
    screen.window.go("new_household", "Melnyk Olena")
    page = screen.new_page
    page.isee.field.set_value(418000)
    page.consents["register"].set_value(True)
    screen.press("Apri la scheda")
    assert screen.here is screen.page
    assert "ISEE 4.180,00 € fino al 31 dicembre" in screen.pills()
    assert "Consensi: rete" in screen.pills()
    assert screen.strip() == "Scheda aperta"
    screen.undo()
    assert search(desk, "melnyk") == ()
    assert screen.here is screen.window.page("search")


def test_a_nickname_alone_is_enough(screen, desk):
    screen.window.go("new_household", "")
    write(screen.new_page.form, nickname="Rosa la sarta")
    screen.press("Apri la scheda")
    assert only_file(desk, "sarta").names == "Rosa la sarta"


def test_without_any_name_it_says_what_is_needed_and_keeps_the_rest(screen, desk):
    screen.window.go("new_household", "0217")
    write(screen.new_page.form, street="Via Roma 1")
    screen.press("Apri la scheda")
    assert "Serve almeno un nome o un soprannome" in said(screen.new_page)
    assert screen.new_page.form.values()["street"] == "Via Roma 1"
    assert overview(desk).households == 0


def test_a_date_not_understood_is_told_and_nothing_is_saved(screen, desk):
    screen.window.go("new_household", "rossi maria")
    line = screen.new_page.newcomers.lines[0]
    line.given_name.edit.setText("Anna")
    line.born.edit.setText("boh")
    line.born.edit.editingFinished.emit()
    screen.press("Apri la scheda")
    assert "data?" in said(screen.new_page.newcomers)
    assert "Non capisco questa data" in line.born.edit.accessibleDescription()
    assert overview(desk).households == 0


def test_a_possible_double_stands_beside_with_its_reasons_and_never_blocks(screen, desk):
    open_a_file(desk)
    screen.window.go("new_household", "Abdelrahman")
    write(screen.new_page.form, given_name="Mahmud", born="3/5/1984")
    told = said(screen.new_page.doubles)
    assert "Forse c'è già" in told
    assert "stessa data di nascita" in told
    assert "scheda 0217" in told
    screen.press("Apri la scheda")
    assert overview(desk).households == 2


def test_the_link_of_a_double_opens_its_file_and_what_was_typed_is_found_again(screen, desk):
    known = open_a_file(desk)
    screen.window.go("new_household", "Abdel Rahman Mahmoud")
    write(screen.new_page.form, phone="333 1234567")
    screen.press("Vedi la scheda di Abdel Rahman Mahmoud · Ibrahim Heba")
    assert screen.here is screen.page
    assert screen.page._household_id == known
    screen.window.go("new_household", "Rossi")
    assert screen.new_page.form.values()["phone"] == "333 1234567"
    assert "Ritrovi il nucleo che stavi scrivendo" in said(screen.new_page)
    screen.press("Ricomincia")
    assert screen.new_page.form.values()["phone"] is None
    assert screen.new_page.form.values()["surname"] == "Rossi"


def test_another_member_can_be_the_one_already_known(screen, desk):
    open_a_file(desk)
    screen.window.go("new_household", "Rossi Maria")
    line = screen.new_page.newcomers.lines[0]
    line.surname.set_value("Ibrahim")
    line.given_name.set_value("Heba")
    assert "Forse c'è già" in said(screen.new_page.doubles)
    line.given_name.set_value("")
    assert "C'è già?" in said(screen.new_page.doubles)


def test_a_codice_fiscale_fills_in_birth_and_sex_where_nothing_is_written(screen):
    screen.window.go("new_household", "Rossi Maria")
    write(screen.new_page.form, code="RSSMRA80A41H501Y")
    values = screen.new_page.form.values()
    assert (values["sex"], values["born"]) == ("F", PartialDate(1980, 1, 1))
    assert "Codice fiscale" in said(screen.new_page.form.box("code"))


def test_a_code_with_a_wrong_letter_is_told_and_kept(screen, desk):
    screen.window.go("new_household", "Rossi Maria")
    write(screen.new_page.form, code="RSSMRA80A41H501A")
    assert "si tiene com'è" in said(screen.new_page.form.box("code"))
    screen.press("Apri la scheda")
    assert only_file(desk, "rossi").members[0].codes[0].value == "RSSMRA80A41H501A"


def test_a_line_is_always_free_and_the_link_goes_there(screen):
    screen.window.go("new_household", "Rossi Maria")
    newcomers = screen.new_page.newcomers
    assert len(newcomers.lines) == 1
    newcomers.lines[0].given_name.set_value("Anna")
    assert len(newcomers.lines) == 2
    assert newcomers.lines[1].surname.edit.placeholderText() == "Rossi"
    screen.press("Aggiungi componente")
    assert newcomers.lines[1].relation.focusProxy().hasFocus()


def test_leaving_it_forgets_what_was_written(screen, desk):
    screen.window.go("new_household", "Rossi Maria")
    screen.press("Lascia stare")
    assert screen.here is screen.window.page("search")
    assert screen.new_page.form.values()["surname"] is None
    assert overview(desk).households == 0


def test_enter_on_a_button_presses_it(screen, desk):
    screen.window.go("new_household", "Rossi Maria")
    screen.new_page.save_button.setFocus()
    screen.key(Qt.Key.Key_Return)
    assert only_file(desk, "rossi").names == "Rossi Maria"


def test_every_field_has_a_name_for_a_reader(screen, desk):
    open_a_file(desk)
    screen.window.go("new_household", "Abdel Rahman Mahmoud")
    assert unnamed_widgets(screen.window) == []


def test_it_all_stands_on_a_small_screen_without_scrolling(screen):
    screen.window.go("new_household", "Rossi Maria")
    screen.new_page.newcomers.lines[0].given_name.set_value("Anna")
    screen.new_page.newcomers.lines[1].given_name.set_value("Ugo")
    assert screen.window.minimumSizeHint().width() <= 1366
