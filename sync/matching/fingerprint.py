"""What travels sealed beside each entry, so that whoever opens it sees agreement and contradiction.

Twenty-four bytes, always. It is opened only by a centre that keeps a person with the same match
key, and even then names and codes are only a few bits of a hash: enough to tell that two persons
are *not* one, too few to learn a name that the reader does not keep already.

====== =====================================================================================
byte   content
====== =====================================================================================
0      layout version (4 bits), generation (2: unknown, adult, child), sex (2: unknown, M, F)
1–2    birth date: two-digit year (7 bits, 127 unknown), month (4), day (5)
3–4    the other birth date when a codice fiscale tells another
5      hash of the birth place, 0 unknown
6      how many members the household's file lists, 255 for more
7–9    codice fiscale in three parts (names, date and sex, place), one byte of hash each, 0 none
10–16  sketch of the surname: one bit of fifty-six for each pair of neighbouring letters
17–23  sketch of the given name, likewise
====== =====================================================================================
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from sync.matching.person import Birth, KnownPerson, PersonDetails, complete

FINGERPRINT_BYTES = 24
LAYOUT = 1
_SEXES = ("", "M", "F")
_GENERATIONS = ("", "adult", "child")
_MOST_MEMBERS = 255
_SKETCH_BYTES = 7
_NO_YEAR = 127
_MOST_BIRTHS = 2
_UNUSED = 3


class FingerprintNotUnderstood(ValueError):
    """The bytes are not a fingerprint of a layout that this version reads."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The few facts about a person that another centre may compare with its own.

    Attributes:
        sex: "M", "F" or "".
        generation: "adult", "child" or "".
        members: how many members the household's file lists.
        births: none, one or two dates.
        birth_place: 8-bit hash, 0 unknown.
        code: hashes of the three parts of a codice fiscale, one byte each, empty when none.
        surname: sketch of 56 bits, 0 when there is none.
        given_name: sketch of 56 bits, 0 when there is none.
    """

    sex: str
    generation: str
    members: int
    births: tuple[Birth, ...]
    birth_place: int
    code: bytes
    surname: int
    given_name: int

    def pack(self) -> bytes:
        """The twenty-four bytes to seal."""
        births = (*self.births, *(Birth(_NO_YEAR, 0, 0),) * _MOST_BIRTHS)[:_MOST_BIRTHS]
        dates = b"".join(_packed(birth).to_bytes(2, "big") for birth in births)
        generation = _GENERATIONS.index(self.generation)
        return (
            bytes([LAYOUT << 4 | generation << 2 | _SEXES.index(self.sex)])
            + dates
            + bytes([self.birth_place, self.members])
            + self.code.ljust(3, b"\0")
            + self.surname.to_bytes(_SKETCH_BYTES, "big")
            + self.given_name.to_bytes(_SKETCH_BYTES, "big")
        )


def fingerprint(person: PersonDetails, members: int) -> Fingerprint:
    """The fingerprint of one person, completed from a valid codice fiscale.

    Args:
        person: as written.
        members: how many members of the household the centre's file lists, this one included.
    """
    known = complete(person)
    return Fingerprint(
        sex=known.sex if known.sex in _SEXES else "",
        generation=person.generation if person.generation in _GENERATIONS else "",
        members=min(members, _MOST_MEMBERS),
        births=known.births,
        birth_place=_nonzero(f"place {known.birth_place}")[0] if known.birth_place else 0,
        code=_code_hashes(known),
        surname=_sketch(known.surnames),
        given_name=_sketch(known.given_names),
    )


def unpack(packed: bytes) -> Fingerprint:
    """Read what `Fingerprint.pack` wrote.

    Raises:
        FingerprintNotUnderstood: wrong length, layout, sex or date.
    """
    if len(packed) != FINGERPRINT_BYTES or packed[0] >> 4 != LAYOUT:
        raise FingerprintNotUnderstood
    generation, sex = packed[0] >> 2 & 3, packed[0] & 3
    if _UNUSED in {generation, sex}:
        raise FingerprintNotUnderstood
    dates = (_unpacked(int.from_bytes(packed[at : at + 2], "big")) for at in (1, 3))
    return Fingerprint(
        sex=_SEXES[sex],
        generation=_GENERATIONS[generation],
        members=packed[6],
        births=tuple(birth for birth in dates if birth.year != _NO_YEAR),
        birth_place=packed[5],
        code=packed[7:10].rstrip(b"\0"),
        surname=int.from_bytes(packed[10:17], "big"),
        given_name=int.from_bytes(packed[17:], "big"),
    )


def _packed(birth: Birth) -> int:
    return birth.year << 9 | birth.month << 5 | birth.day


def _unpacked(number: int) -> Birth:
    return Birth(number >> 9, number >> 5 & 15, number & 31)


def _code_hashes(known: KnownPerson) -> bytes:
    code = known.codice_fiscale
    if not code:
        return b""
    return b"".join(_nonzero(f"code {part}") for part in (code[:6], code[6:11], code[11:15]))


@lru_cache(maxsize=65536)
def _hash(text: str, length: int) -> bytes:
    return blake2b(text.encode(), digest_size=length, person=b"dapo-finger-1").digest()


def _nonzero(text: str) -> bytes:
    return bytes([1 + int.from_bytes(_hash(text, 4), "big") % 255])


def _sketch(names: tuple[str, ...]) -> int:
    bits = 0
    for name in names:
        edged = f"^{name}$"
        for at in range(len(edged) - 1):
            place = int.from_bytes(_hash(f"pair {edged[at : at + 2]}", 4), "big")
            bits |= 1 << place % (8 * _SKETCH_BYTES)
    return bits
