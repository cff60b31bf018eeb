"""Searches by a whole personal code are written in the audit chain, found or not.

Who types a code asks after one person, and the answer "not here" tells something too. The code
itself is not written: which kind it was, and how many files were found.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID
from weakref import WeakKeyDictionary

from app.services.desk import Desk
from models.rules.codice_fiscale import CodeKind, recognise_code

if TYPE_CHECKING:
    from models.storage.vault import Vault

_PERSONAL: Final = {CodeKind.CODICE_FISCALE, CodeKind.PROVISIONAL, CodeKind.STP, CodeKind.ENI}
_salt: Final = secrets.token_bytes(16)
_last: "WeakKeyDictionary[Vault, frozenset[bytes]]" = WeakKeyDictionary()
"""Of each vault the codes asked for last: a search runs again whenever something else changes."""


def note_code_search(desk: Desk, typed: Iterable[str], found: Sequence[UUID]) -> None:
    """Write down which kinds of code were asked for, and how many files were found.

    Args:
        desk: who asks.
        typed: what was typed, codes or not; the same codes again are one search.
        found: the files found.
    """
    codes = [code for code in map(recognise_code, typed) if code.kind in _PERSONAL]
    asked = {hashlib.sha256(_salt + code.value.encode()).digest(): code.kind for code in codes}
    known = _last.get(desk.vault, frozenset())
    for digest, kind in asked.items():
        if digest not in known:
            with desk.work("search_code") as work:
                subject = found[0] if len(found) == 1 else None
                work.audit("search_code", subject, f"{kind}; found {len(found)}")
                work.commit()
    _last[desk.vault] = frozenset(asked)
