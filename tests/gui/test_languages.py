"""Every word in every language; standard buttons too."""

import pytest
from PySide6.QtWidgets import QDialogButtonBox

from resources import resource_path
from tests.support import translations
from ui.i18n import LANGUAGES, Languages
from ui.labels.codes import AID_ICONS, aid_icon, aid_word, aid_words
from ui.labels.failures import explain


@pytest.mark.parametrize("file", ["dapo_en.ts", "dapo_it.ts"])
def test_every_word_is_translated_with_the_same_placeholders(file):
    assert translations.unfinished(translations.I18N / file) == []


def test_the_languages_hold_exactly_the_words_of_the_sources(tmp_path):
    translations.gather(tmp_path)
    for file in ("dapo_en.ts", "dapo_it.ts"):
        gathered = translations.sources(tmp_path / file)
        kept = translations.sources(translations.I18N / file)
        assert gathered == kept, "run: python -m tests.support.translations"


def test_the_compiled_languages_are_those_of_the_sources(tmp_path):
    for file in ("dapo_en", "dapo_it"):
        source = tmp_path / f"{file}.ts"
        source.write_bytes((translations.I18N / f"{file}.ts").read_bytes())
    translations.release(tmp_path)
    for file in ("dapo_en.qm", "dapo_it.qm"):
        assert (tmp_path / file).read_bytes() == (translations.I18N / file).read_bytes()


@pytest.mark.parametrize(
    ("language", "parcel", "cancel"),
    [("it", "Pacco alimentare", "Annulla"), ("en", "Food parcel", "Cancel")],
)
def test_words_and_standard_buttons_follow_the_language(
    qtbot, languages: Languages, language, parcel, cancel
):
    languages.speak(language)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(buttons)
    shown = buttons.button(QDialogButtonBox.StandardButton.Cancel).text()
    assert aid_word("food") == parcel
    assert shown.replace("&", "") == cancel


def test_a_language_that_is_not_there_is_italian(languages: Languages):
    languages.speak("xx")
    assert aid_word("food") == "Pacco alimentare"
    assert "it" in LANGUAGES


def test_every_kind_of_aid_has_a_word_and_an_icon():
    assert aid_words().keys() == AID_ICONS.keys()
    assert all(resource_path(f"icons/{aid_icon(kind)}.svg") for kind in aid_words())
    assert aid_word("made here") == "made here"


def test_an_error_nobody_foresaw_has_a_code_and_a_calm_sentence():
    with pytest.raises(ZeroDivisionError) as caught:
        divmod(1, 0)
    told = explain(caught.value)
    assert told.is_ours
    assert told.code.startswith("X-")
    assert "al sicuro" in told.safety
