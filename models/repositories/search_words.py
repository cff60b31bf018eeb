"""The folded words by which households are found, and the distinct ones among their names.

Words are written with Core beside every change of a household, a member, a code or a phone; they
can always be made again from those, so they are not in the journal.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, text
from sqlalchemy.orm import Session

from models.entities import Household, IdentityCode, Member, Phone, SearchWord
from models.repositories.households import family_of, heads
from models.repositories.rows import AnyRow
from models.rules.search_terms import (
    FIRST_NAME_WORD,
    code_words,
    name_words,
    number_words,
    phone_words,
)

WordRow = Mapping[str, Any]

_OF = bindparam("household_id", type_=Household.id.type)
_HOUSEHOLD = select(Household.number, Household.card, Household.label, Household.merged_into).where(
    Household.id == _OF
)
_MEMBERS = select(Member.id, Member.surname, Member.given_name, Member.nickname).where(
    Member.household_id == _OF
)
_CODES = (
    select(IdentityCode.member_id, IdentityCode.value)
    .join(Member, Member.id == IdentityCode.member_id)
    .where(Member.household_id == _OF)
)
_PHONES = select(Phone.written, Phone.e164).where(Phone.household_id == _OF)
_FORGET = delete(SearchWord).where(SearchWord.household_id == _OF)
_DISTINCT = text(
    """
    WITH RECURSIVE kept(word) AS (
        SELECT min(word) FROM search_word WHERE word >= :first
        UNION ALL
        SELECT (SELECT min(word) FROM search_word WHERE word > kept.word)
        FROM kept WHERE kept.word IS NOT NULL
    )
    SELECT word FROM kept WHERE word IS NOT NULL
    """
)


def name_vocabulary(session: Session) -> list[str]:
    """The distinct words of all names, in order (some 0.2 s for 50,000 words)."""
    return list(session.scalars(_DISTINCT, {"first": FIRST_NAME_WORD}))


def rewrite_words(session: Session, household_id: UUID) -> set[str]:
    """Make the words of one household again from its rows, flushing what waits; the new words.

    A file that was merged into another has none of its own: its numbers lead to that one.
    """
    session.flush()
    of = {"household_id": household_id}
    session.execute(_FORGET, of)
    head = session.execute(_HOUSEHOLD, of).one_or_none()
    if head is None:
        return set()
    if head.merged_into is not None:
        return rewrite_words(session, head.merged_into)
    return write_words(session, _words_of(session, household_id, head))


def write_words(session: Session, rows: Iterable[WordRow]) -> set[str]:
    """Write many words at once (see `word_rows`); the distinct words among them.

    In the order of the table, which is filled twice as fast so.
    """
    kept = sorted(rows, key=lambda row: (row["word"], row["household_id"]))
    if kept:
        session.connection().execute(insert(SearchWord).prefix_with("OR IGNORE"), kept)
    return {row["word"] for row in kept}


def word_rows(
    household_id: UUID, words: Iterable[str], field: str, member_id: UUID | None = None
) -> Iterator[WordRow]:
    """Rows of `search_word` for the words of one field."""
    whose = b"" if member_id is None else member_id.bytes
    for word in words:
        yield {"word": word, "household_id": household_id, "member_id": whose, "field": field}


def _words_of(session: Session, household_id: UUID, head: AnyRow) -> Iterator[WordRow]:
    of = {"household_id": household_id}
    _, *merged = family_of(session, household_id)
    for one in (head, *heads(session, merged).values()):
        yield from word_rows(household_id, number_words(one.number), "number")
        yield from word_rows(household_id, number_words(one.card), "card")
        yield from word_rows(household_id, name_words(one.label), "nickname")
    for member in session.execute(_MEMBERS, of):
        names = name_words(member.surname) | name_words(member.given_name)
        yield from word_rows(household_id, names, "name", member.id)
        yield from word_rows(household_id, name_words(member.nickname), "nickname", member.id)
    for code in session.execute(_CODES, of):
        yield from word_rows(household_id, code_words(code.value), "code", code.member_id)
    for phone in session.execute(_PHONES, of):
        yield from word_rows(household_id, phone_words(phone.written, phone.e164), "phone")
