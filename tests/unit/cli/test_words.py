import locale

import pytest

from app.cli.words import own_language, told
from app.services.network import NetworkFailed
from models.errors import DapoError, RuleBroken, VaultMissing


def test_an_error_is_told_with_what_it_carries():
    assert told(VaultMissing(path="/a.dapo"), "it") == "L’archivio non c’è: /a.dapo"
    assert told(VaultMissing(), "en") == "The vault is not there: ?"


def test_a_rule_without_words_of_its_own_is_told_by_its_values():
    assert told(RuleBroken(rule="strange", days=3), "it") == "Non si può fare: strange, 3."


def test_a_failure_of_the_network_is_told_by_its_reason():
    assert "chiavi non risponde" in told(NetworkFailed(reason="key_holder_unreachable"), "it")
    assert "(odd)" in told(NetworkFailed(reason="odd"), "it")


def test_an_error_that_nobody_named_is_still_told():
    assert told(DapoError(), "en") == "This cannot be done: ."


@pytest.mark.parametrize(
    ("set_to", "language"), [("en_GB", "en"), ("it_IT", "it"), ("de_DE", "it"), (None, "it")]
)
def test_the_language_follows_an_english_computer(
    monkeypatch: pytest.MonkeyPatch, set_to: str | None, language: str
):
    monkeypatch.setattr(locale, "getlocale", lambda: (set_to, "UTF-8"))
    assert own_language() == language
