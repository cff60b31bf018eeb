"""The words by which households are found, kept in step with every change."""

from typing import TYPE_CHECKING
from uuid import UUID
from weakref import WeakKeyDictionary

from app.services.desk import Desk
from models.repositories import search_words
from models.rules.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.storage.unit_of_work import UnitOfWork
    from models.storage.vault import Vault

_vocabularies: "WeakKeyDictionary[Vault, Vocabulary]" = WeakKeyDictionary()


def rewrite(desk: Desk, work: "UnitOfWork", household_id: UUID) -> None:
    """Make the words of a household again, after any change of its names, codes or numbers."""
    tell(desk, search_words.rewrite_words(work.session, household_id))


def tell(desk: Desk, words: "Iterable[str]") -> None:
    """Let the vocabulary know words just written; if they are rolled back it does no harm."""
    known = _vocabularies.get(desk.vault)
    if known is not None:
        known.add(words)


def forget_vocabulary(desk: Desk) -> None:
    """Read the words anew when they are next wanted: somebody was erased."""
    _vocabularies.pop(desk.vault, None)


def vocabulary(desk: Desk) -> Vocabulary:
    """The distinct name words of a vault, read at the first misspelt search."""
    known = _vocabularies.get(desk.vault)
    if known is None:
        with desk.read() as session:
            known = Vocabulary(search_words.name_vocabulary(session))
        _vocabularies[desk.vault] = known
    return known
