"""The manual: reached by F1, with every code, in both languages; words are found in it."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from resources import resource_path
from tests.support.accessibility import unnamed_widgets
from ui.dialogs.manual import ManualWindow, manual_text
from ui.labels.failure_words import failure_words


@pytest.fixture
def manual(qtbot):
    made = ManualWindow()
    qtbot.addWidget(made)
    made.show()
    return made


def headings(name: str) -> list[str]:
    text = resource_path(f"manual/{name}.md").read_text("utf-8")
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


def test_f1_opens_the_manual_beside_the_work(window):
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F1)
    opened = window.findChild(ManualWindow)
    assert opened.isVisible()
    assert not opened.isModal()
    window.go("help")
    assert window.findChildren(ManualWindow) == [opened]


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_code_of_a_failure_is_explained(languages, language):
    languages.speak(language)
    text = manual_text()
    codes = {code.replace("_", "-").upper() for code in failure_words()} - {"UNEXPECTED"}
    assert codes <= {line.split("|")[1].strip() for line in text.splitlines() if line[:1] == "|"}
    assert "X-" in text
    assert "{codes}" not in text


def test_both_languages_have_the_same_parts():
    assert len(headings("it")) == len(headings("en"))


def test_the_parts_are_listed_and_lead_to_their_place(manual):
    assert [manual.index.item(n).text() for n in range(manual.index.count())] == headings("it")
    manual.index.setCurrentRow(manual.index.count() - 1)
    assert manual.text.textCursor().block().text() == "Tasti"


def test_a_word_is_found_and_found_again_from_the_top(qtbot, manual):
    qtbot.keyClick(manual, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    manual.box.edit.setText("foglio di recupero")
    for _ in range(3):
        qtbot.keyClick(manual.box.edit, Qt.Key.Key_Return)
        assert manual.text.textCursor().selectedText().lower() == "foglio di recupero"
    manual.box.edit.setText("zucchine")
    assert not manual.find_next()
    assert manual.isVisible()


def test_everything_in_it_has_a_name(manual):
    assert unnamed_widgets(manual) == []
