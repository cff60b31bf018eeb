"""Words that nobody else writes, put in every field, and looked for in every file of a disk."""

import gzip
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from uuid import UUID

from app.services.aid import record_aid
from app.services.consents import give_consent
from app.services.desk import Desk
from app.services.documents import add_document
from app.services.drafts import keep_drafts
from app.services.household_file import read_file
from app.services.households import amend_household, register_household
from app.services.needs import record_need
from app.services.reserved_notes import write_reserved_note
from models.records.aid import RecordAid
from models.records.documents import AddDocument, TakenFile
from models.records.draft import Draft
from models.records.household import (
    AddressLine,
    AmendHousehold,
    CodeLine,
    MemberDraft,
    PhoneLine,
    RegisterHousehold,
)
from tests.support.hostile_documents import paper

_LETTERS = "abcdefghilmnoprstuv"
_FOUND = re.compile(rb"z\0?q\0?w\0?(?:[a-v]\0?){8}")
"""In UTF-8 and latin-1, and with a zero beside each letter as in UTF-16 of both orders."""
_STREAM = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_LARGEST = 200_000_000
_LARGEST_STREAM = 20_000_000
_DEEPEST = 3


@dataclass
class Sentinels:
    """Draws words such as "Zqwamoltisu", and remembers them."""

    seed: int = 1
    drawn: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    def word(self) -> str:
        """A word never drawn before."""
        made = "Zqw" + "".join(self._chance.choices(_LETTERS, k=8))
        self.drawn.append(made)
        return made


def fill(desk: Desk, sentinels: Sentinels, households: int) -> list[UUID]:
    """Open files with a sentinel in each field of free text; answers whose."""
    return [_fill_one(desk, sentinels.word) for _ in range(households)]


def _fill_one(desk: Desk, word: Callable[[], str]) -> UUID:
    def person(relation: str) -> MemberDraft:
        return MemberDraft(
            relation,
            surname=word(),
            given_name=word(),
            nickname=word(),
            birth_place=word(),
            citizenship=word(),
            codes=(CodeLine("other", word()),),
            notes=word(),
        )

    command = RegisterHousehold(
        (person("reference"), person("child")),
        number=word(),
        card=word(),
        street=word(),
        municipality=word(),
        phone=f"333 {word()}",
        notes=word(),
    )
    household = register_household(desk, command)
    file = read_file(desk, household)
    amended = AmendHousehold(
        household,
        file.revision,
        number=word(),
        card=word(),
        label=word(),
        is_homeless=False,
        notes=word(),
        addresses=(AddressLine(word(), word()),),
        phones=(PhoneLine(f"333 {word()}", whose=word()),),
    )
    amend_household(desk, amended)
    record_need(desk, household, "economic", notes=word())
    record_aid(desk, RecordAid(household, "food", purpose=word(), override_reason=word()))
    for purpose in ("file", "register"):
        give_consent(desk, household, purpose)
    document = TakenFile(f"{word()}.pdf", "application/pdf", paper(1, word()), 1)
    for is_reserved in (False, True):
        asked = AddDocument(household, document, "identity", word(), is_reserved=is_reserved)
        add_document(desk, asked)
    write_reserved_note(desk, household, word())
    keep_drafts(desk, [Draft("household", household, "details", "new", {"notes": [word()]})])
    return household


def leaks(folder: Path, chosen: Path) -> list[str]:
    """Where a sentinel stands in any file under `folder`, but those in `chosen`: path and word."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_relative_to(chosen):
            continue
        raw = b"" if path.is_symlink() or not path.is_file() else _bytes(path)
        place = path.relative_to(folder)
        words = set(_words(raw)) | set(_words(str(place).encode()))
        found += [f"{place}: {word}" for word in sorted(words)]
    return found


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST)


def _words(raw: bytes, depth: int = 0) -> Iterator[str]:
    """Sentinels as they stand, and in whatever can be unpacked."""
    for match in _FOUND.finditer(raw.lower()):
        yield match.group().replace(b"\0", b"").decode("ascii")
    if depth < _DEEPEST:
        for inside in _unpacked(raw):
            yield from _words(inside, depth + 1)


def _unpacked(raw: bytes) -> Iterator[bytes]:
    if raw.startswith(b"PK"):
        yield from _zipped(raw)
    if raw.startswith(b"\x1f\x8b"):
        try:
            yield gzip.decompress(raw)
        except (OSError, EOFError, zlib.error):
            return
    for match in _STREAM.finditer(raw):
        try:
            inflated = zlib.decompressobj().decompress(raw[match.start() :], _LARGEST_STREAM)
        except zlib.error:
            continue
        if inflated:
            yield inflated


def _zipped(raw: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
    except (zipfile.BadZipFile, OSError, zlib.error):
        return
