"""From a birth place as written to its Belfiore code (C707, Z336) and back.

The list of municipalities and states, with the codes of those that are no more, comes from
`python-codicefiscale` and is read at the first question, not at import.
"""

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz, process

from models.rules.names import fold_name

_BELFIORE = re.compile(r"[A-Z]\d{3}")
_PROVINCE = re.compile(r"\(\s*([^\W\d_]{2,3})\s*\)|[\s,\-/]+([A-Z]{2})\s*$")
_PARTICLES = "a al alla con d da dei del della delle di e ed ex in l la il lo le nell nella"
_SKIPPED = frozenset(_PARTICLES.split())
_CLOSE = 90
_SHORTEST_MISTYPED = 6
_COMMON_NAMES = {
    "algeri": "Z301",
    "america": "Z404",
    "bosnia": "Z153",
    "birmania": "Z206",
    "bucarest": "Z129",
    "cairo": "Z336",
    "casablanca": "Z330",
    "ceylon": "Z209",
    "cina": "Z210",
    "cina popolare": "Z210",
    "colombo": "Z209",
    "corea": "Z213",
    "corea nord": "Z214",
    "corea sud": "Z213",
    "dacca": "Z249",
    "dakar": "Z343",
    "emirati arabi": "Z215",
    "gran bretagna": "Z114",
    "inghilterra": "Z114",
    "italia": "",
    "kiev": "Z138",
    "kirghistan": "Z256",
    "lima": "Z611",
    "macedonia": "Z148",
    "manila": "Z216",
    "moldavia": "Z140",
    "olanda": "Z126",
    "palestina": "Z161",
    "quito": "Z605",
    "rep dominicana": "Z505",
    "rep ceca": "Z156",
    "rep dem congo": "Z312",
    "rep pop cinese": "Z210",
    "russia": "Z154",
    "salvador": "Z506",
    "santo domingo": "Z505",
    "scozia": "Z114",
    "stati uniti": "Z404",
    "tirana": "Z100",
    "tunisi": "Z352",
    "u s a": "Z404",
    "usa": "Z404",
    "vaticano": "Z106",
}


@dataclass(frozen=True, slots=True)
class _Place:
    code: str
    name: str
    other_names: tuple[str, ...]
    province: str
    is_active: bool


@lru_cache(maxsize=8192)
def place_code(text: str) -> str:
    """The Belfiore code of a municipality or state written by hand; "" when it is not understood.

    Capitals, accents, a province ("Samone (TN)"), shortened words ("Cinisello B.", "Sesto S. G.")
    and a slip of the keyboard are allowed. Of several places with one name, those that still exist
    come first.
    """
    upper = text.strip().upper()
    if _BELFIORE.fullmatch(upper):
        return upper if upper in _by_code() else ""
    province, bare = _cut_province(text)
    words = _words(bare)
    if not words:
        return ""
    key = " ".join(words)
    common = _COMMON_NAMES.get(key)
    if common is not None:
        return common
    named = _by_name().get(key, [])
    living = [place for place in named if place.is_active]
    return _choose(living or _shortened(words) or named or _mistyped(key), province)


@lru_cache(maxsize=1024)
def place_name(code: str) -> str:
    """The name of a municipality or state by its Belfiore code; "" when there is none."""
    places = _by_code().get(code, [])
    return next((place.name for place in places if place.is_active), "") or (
        places[-1].name if places else ""
    )


def _cut_province(text: str) -> tuple[str, str]:
    found = _PROVINCE.search(text)
    if found is None or not found.start():
        return "", text
    province = (found[1] or found[2]).upper()
    return province, text[: found.start()] + " " + text[found.end() :]


def _words(text: str) -> tuple[str, ...]:
    words = fold_name(text.replace("'", " ").replace("’", " ")).split()
    return tuple(word for word in words if word not in _SKIPPED) or tuple(words)


def _shortened(words: tuple[str, ...]) -> list[_Place]:
    """Places of which `words` are the beginnings, when they all are one place."""
    found = [
        place
        for name in _by_first_letters().get(words[0][:3], ())
        if _begins(words, name.split())
        for place in _by_name()[name]
        if place.is_active
    ]
    return found if len({place.code for place in found}) == 1 else []


def _mistyped(key: str) -> list[_Place]:
    if len(key) < _SHORTEST_MISTYPED:
        return []
    close = process.extractOne(key, _by_name().keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return _by_name()[close[0]] if close is not None else []


def _begins(words: tuple[str, ...], name: list[str]) -> bool:
    return len(words) <= len(name) and all(
        whole.startswith(word) for word, whole in zip(words, name, strict=False)
    )


def _choose(places: list[_Place], province: str) -> str:
    if not places:
        return ""
    first = min(places, key=lambda p: (p.province != province, not p.is_active, p.code))
    return first.code


@lru_cache(maxsize=1)
def _places() -> tuple[_Place, ...]:
    folder = files("codicefiscale") / "data"
    found = [
        _Place(
            entry["code"],
            entry["name"],
            tuple(entry["name_slugs"]),
            entry["province"],
            entry["active"],
        )
        for source in ("municipalities.json", "countries.json", "deleted-countries.json")
        for entry in _read(folder / source)
    ]
    return tuple(found)


def _read(source: Any) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(source.read_text(encoding="utf-8"))
    return entries


@lru_cache(maxsize=1)
def _by_name() -> dict[str, list[_Place]]:
    index: dict[str, list[_Place]] = defaultdict(list)
    for place in _places():
        for key in {" ".join(_words(name)) for name in (place.name, *place.other_names)}:
            index[key].append(place)
    return dict(index)


@lru_cache(maxsize=1)
def _by_first_letters() -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for name in _by_name():
        index[name[:3]].append(name)
    return dict(index)


@lru_cache(maxsize=1)
def _by_code() -> dict[str, list[_Place]]:
    index: dict[str, list[_Place]] = defaultdict(list)
    for place in _places():
        index[place.code].append(place)
    return dict(index)
