"""The words of the search where there is nothing to write or to look for."""

import pytest

from app.services.desk import Desk
from models.repositories.search import find
from models.repositories.search_words import write_words
from models.rules.vocabulary import Vocabulary


def no_vocabulary() -> Vocabulary:
    pytest.fail("nobody looks for likely words when nothing was typed")


def test_nothing_typed_finds_nothing(desk: Desk) -> None:
    with desk.read() as session:
        assert find(session, (), 20, no_vocabulary) == []


def test_no_words_are_no_rows(desk: Desk) -> None:
    with desk.work("import_register", journal=False) as work:
        assert write_words(work.session, []) == set()
