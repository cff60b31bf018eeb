"""Fields: what is typed, what is understood, what is said."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLineEdit

from models.rules.partial_date import PartialDate
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, ChoiceField, LongTextField, NumberField, TextField
from ui.widgets.form import Form, FormField
from ui.widgets.money_field import MoneyField
from ui.widgets.passphrase_field import PassphraseField

TODAY = date(2026, 11, 22)


def write(qtbot, field: TextField, text: str) -> None:
    """Type and leave, as a person does."""
    field.edit.clear()
    field.edit.insert(text)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)


@pytest.fixture
def born(qtbot):
    field = DateField(lambda: TODAY, tells_age=True)
    qtbot.addWidget(field)
    return field


@pytest.mark.parametrize("typed", ["5/3/48", "05031948", "5.3.1948", "5 marzo 1948"])
def test_a_birth_date_typed_in_any_way_is_read_back_in_full(qtbot, born, typed):
    write(qtbot, born, typed)
    assert born.value() == PartialDate(1948, 3, 5)
    assert born.read_back() == "5 marzo 1948, 78 anni"
    assert born.edit.text() == "05/03/1948"


def test_a_year_about_is_kept_as_about(qtbot, born):
    write(qtbot, born, "circa 1990")
    assert born.value() == PartialDate(1990, is_approximate=True)
    assert born.read_back() == "circa 1990, circa 36 anni"


def test_a_child_of_one_year_is_read_back_in_the_singular(qtbot, born):
    write(qtbot, born, "1/11/2025")
    assert born.read_back() == "1 novembre 2025, 1 anno"


def test_a_date_that_does_not_exist_is_told_and_what_was_typed_stays(qtbot, born):
    write(qtbot, born, "31/02/1948")
    assert born.value() is None
    assert "5/3/1948" in born.problem()
    assert born.edit.text() == "31/02/1948"


def test_an_empty_date_is_no_problem(born):
    assert born.value() is None
    assert born.problem() == ""


def test_a_month_is_not_enough_where_the_day_is_needed(qtbot):
    field = DateField(lambda: TODAY, needs_day=True)
    qtbot.addWidget(field)
    write(qtbot, field, "3/1948")
    assert field.value() is None
    assert "serve il giorno" in field.problem()


def test_a_day_chosen_from_the_calendar_is_written(born):
    born.show()
    born._open_calendar()
    born._take(QDate(1948, 3, 5))
    assert born.value() == PartialDate(1948, 3, 5)


@pytest.mark.parametrize(
    ("typed", "cents", "shown"),
    [("12.50", 1250, "12,50"), ("1.234,50", 123450, "1.234,50"), ("€ 60", 6000, "60,00")],
)
def test_an_amount_is_never_multiplied_by_its_separators(qtbot, typed, cents, shown):
    field = MoneyField()
    qtbot.addWidget(field)
    write(qtbot, field, typed)
    assert field.value() == cents
    assert field.edit.text() == shown
    assert field.read_back() == f"{shown} €"


@pytest.mark.parametrize("typed", ["dodici", "-5", "1,2,3"])
def test_an_amount_not_understood_is_told_and_stays(qtbot, typed):
    field = MoneyField()
    qtbot.addWidget(field)
    write(qtbot, field, typed)
    assert field.value() is None
    assert field.problem()
    assert field.edit.text() == typed


def test_a_passphrase_is_hidden_until_it_is_asked_for(qtbot):
    field = PassphraseField()
    qtbot.addWidget(field)
    field.edit.setText("cinque parole")
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password
    field._eye.click()
    assert field.edit.echoMode() is QLineEdit.EchoMode.Normal
    field.set_value(None)
    assert field.edit.echoMode() is QLineEdit.EchoMode.Password


def test_a_number_outside_its_limits_is_told(qtbot):
    field = NumberField(1, 99)
    qtbot.addWidget(field)
    write(qtbot, field, "120")
    assert field.value() is None
    assert field.problem() == "Un numero intero da 1 a 99"


@pytest.fixture
def form(qtbot):
    made = Form(
        [
            FormField("name", "Nome", TextField, is_required=True),
            FormField("born", "Nascita", lambda: DateField(lambda: TODAY)),
            FormField("relation", "Relazione", lambda: ChoiceField([("a", "A"), ("b", "B")])),
            FormField("signed", "Firmato", lambda: CheckField("Firmato")),
            FormField("notes", "Note", LongTextField),
        ]
    )
    qtbot.addWidget(made)
    return made


def test_a_form_gives_back_what_was_put_in(form):
    values = {
        "name": "D’Èrcole",
        "born": PartialDate(1948, 3, 5),
        "relation": "b",
        "signed": True,
        "notes": "due righe\nqui",
    }
    form.set_values(values)
    assert form.values() == values
    assert form.check()


def test_a_form_says_what_is_missing_beside_the_field(form):
    assert not form.check()
    assert form.field("name").edit.accessibleDescription() == "Qui serve qualcosa"


def test_a_form_names_its_fields_for_screen_readers(form):
    assert form.field("born").edit.accessibleName() == "Nascita"


def test_tab_leaves_a_long_text(qtbot, form):
    form.show()
    form.field("notes").setFocus()
    qtbot.keyClick(form.field("notes").edit, Qt.Key.Key_Tab)
    assert form.field("notes").value() is None
