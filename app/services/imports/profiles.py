"""What a column's cells look like, as shares from 0 to 1 of those that are filled."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from app.services.imports.aid_words import known_kind
from app.services.imports.cells import to_serial
from app.services.imports.free_aids import DATE_INSIDE
from app.services.imports.values import (
    NotUnderstood,
    counted_goods,
    is_blank_mark,
    mark_count,
    read_amount,
    read_date,
)
from app.services.imports.words import RELATION_LETTERS, relation_of, sex_of
from models.records.imports import Cell, DateOrder
from models.rules.names import fold_name

_SAMPLE = 400
_RECENT_DAYS = 366 * 9
_COMING_DAYS = 40
_OLD_DAYS = 366 * 14
_CODE = re.compile(
    r"(?:(?=(?:\D*\d){2})[A-Z]{6}[\dA-Z]{2}[A-Z][\dA-Z]{2}[A-Z][\dA-Z]{3}[A-Z]|(?:STP|ENI)\d{11,15})"
)
_PHONE = re.compile(r"(?:\+|00)?\d[\d\s./\-]{5,18}\d")
_OF_A_YEAR = re.compile(r"\d{1,6}/(?:19|20)\d\d")
_YEAR_INSIDE = re.compile(r"[^\W\d_]{2}.*\b(?:19|20)\d\d\b")
_STREET = re.compile(
    r"^(?:via|viale|v le|vle|p za|pza|p zza|piazza|piazzale|corso|c so|vicolo|largo|strada|str"
    r"|loc|fraz|contrada|street|vico|vialetto)\b"
)
_ID = re.compile(r"[A-Za-z]{0,4}[\s.\-/_]?\d{1,7}(?:[/\-]\d{2,4})?[A-Za-z]?")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NAME = re.compile(r"[^\W\d_][^\d_@€/;:!?()\[\]{}=+*]*")
_PLACES_TEXT = (
    "italia egitto marocco romania albania ucraina filippine cina peru ecuador salvador senegal "
    "nigeria tunisia bangladesh pakistan india brasile bolivia moldavia colombia ghana cuba "
    "algeria eritrea etiopia somalia siria turchia serbia kosovo bulgaria polonia russia milano "
    "roma napoli torino palermo monza bari catania genova bologna firenze venezia foggia lecce "
    "cosenza potenza agrigento salerno taranto messina brescia bergamo como pavia cinisello sesto "
    "reggio sri lanka balsamo santo domingo dominicana togo camerun gambia mali egypt morocco "
    "ukraine philippines china "
)
_PLACES = frozenset(_PLACES_TEXT.split())
_LONGEST_NAME = 80
_LONGEST_KIND = 60
_SMALL = 40
_EARLIEST_SERIAL = 7_000


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares of a column's filled cells that look like each thing; `filled` of all cells."""

    filled: float = 0.0
    distinct: float = 0.0
    distinct_count: int = 0
    dates: float = 0.0
    recent: float = 0.0
    old: float = 0.0
    coming: float = 0.0
    codes: float = 0.0
    sexes: float = 0.0
    relations: float = 0.0
    relation_letters: float = 0.0
    kinds: float = 0.0
    kinds_goods: float = 0.0
    numbers: float = 0.0
    small: float = 0.0
    cents: float = 0.0
    ids: float = 0.0
    rising: float = 0.0
    phones: float = 0.0
    streets: float = 0.0
    mails: float = 0.0
    names: float = 0.0
    several_words: float = 0.0
    commas: float = 0.0
    places: float = 0.0
    marks: float = 0.0
    counts: float = 0.0
    ones: float = 0.0
    serials: float = 0.0
    recent_serials: float = 0.0
    dated_texts: float = 0.0
    year_texts: float = 0.0
    dated_aids: float = 0.0
    is_month_first: bool = False


def profile(cells: Sequence[Cell], today: date) -> Profile:
    """Look at up to some hundreds of cells, spread over the whole column."""
    filled = [cell for cell in cells if cell is not None and not is_blank_mark(cell)]
    if not filled:
        return Profile()
    sample = filled[:: max(1, len(filled) // _SAMPLE)]
    order = date_order(sample)
    looks = [_look(cell, order, today) for cell in sample]
    size = len(sample)
    distinct = len(set(map(str, sample)))

    def share(trait: str) -> float:
        return sum(trait in look for look in looks) / size

    return Profile(
        filled=len(filled) / len(cells),
        distinct=distinct / size,
        distinct_count=distinct,
        rising=_rising(filled[:_SAMPLE]),
        is_month_first=order is DateOrder.MONTH_FIRST,
        **{trait: share(trait) for trait in _TRAITS},
    )


_TRAITS = (
    *("dates", "recent", "old", "coming", "codes", "sexes", "relations", "kinds", "kinds_goods"),
    *("numbers", "small", "cents", "ids", "phones", "streets", "mails", "names", "several_words"),
    *(
        "commas",
        "places",
        "marks",
        "counts",
        "ones",
        "serials",
        "recent_serials",
        "relation_letters",
        "dated_texts",
        "year_texts",
        "dated_aids",
    ),
)


def date_order(cells: Sequence[Cell]) -> DateOrder:
    """Month first only when some second part is over 12 and no first part is."""
    first_over = second_over = 0
    for cell in cells:
        if isinstance(cell, str) and (
            found := re.match(r"(\d{1,2})[/.\-](\d{1,2})[/.\-]\d{2}", cell)
        ):
            first_over += int(found[1]) > 12
            second_over += int(found[2]) > 12
    is_month_first = second_over > 0 and second_over > 20 * first_over
    return DateOrder.MONTH_FIRST if is_month_first else DateOrder.DAY_FIRST


def _look(cell: str | float | date, order: DateOrder, today: date) -> frozenset[str]:
    if isinstance(cell, str):
        return _look_at_text(cell, order, today)
    if isinstance(cell, date):
        return frozenset({"dates"} | _age_traits(cell, today))
    return frozenset(_number_traits(float(cell), today))


def _number_traits(number: float, today: date) -> set[str]:
    traits = {"numbers"}
    if _EARLIEST_SERIAL < number <= to_serial(today) + _COMING_DAYS:
        is_recent = number >= to_serial(today) - _RECENT_DAYS
        traits |= {"serials", "recent_serials"} if is_recent else {"serials"}
    if not number.is_integer():
        return traits | {"cents"}
    if number == 1:
        traits.add("ones")
    traits.add("ids")
    if 0 <= number <= _SMALL:
        traits |= {"small", "marks", "counts"}
    if 10**8 <= number < 10**13:
        traits.add("phones")
    return traits


def _age_traits(day: date, today: date) -> set[str]:
    traits: set[str] = set()
    if today - timedelta(_RECENT_DAYS) <= day <= today + timedelta(_COMING_DAYS):
        traits.add("recent")
    if day < today - timedelta(_OLD_DAYS):
        traits.add("old")
    if day > today:
        traits.add("coming")
    return traits


@lru_cache(maxsize=20_000)
def _look_at_text(text: str, order: DateOrder, today: date) -> frozenset[str]:
    traits = _shape_traits(text)
    try:
        found = read_date(text, order, today)
    except NotUnderstood:
        found = None
    if found is not None and found.month is not None and not text.isdecimal():
        return frozenset(traits | {"dates"} | _age_traits(found.earliest, today))
    try:
        cents = read_amount(text)
    except NotUnderstood:
        cents = None
    if cents is not None:
        traits |= _number_traits(cents / 100, today) - {"phones"}
        traits |= {"cents"} if "€" in text or "eur" in text.lower() else set()
        traits |= {"cents"} if re.search(r"[.,]\d\d\b", text) else set()
    count = mark_count(text)
    if count is not None:
        traits |= {"marks", "counts", "ones"} if count == 1 else {"marks", "counts"}
    elif counted_goods(text) is not None:
        traits.add("counts")
    return frozenset(traits | (_word_traits(text) if cents is None else set()))


def _shape_traits(text: str) -> set[str]:
    compact = re.sub(r"[\s.\-]", "", text).upper()
    tests = {
        "codes": _CODE.fullmatch(compact),
        "ids": _ID.fullmatch(text),
        "phones": len(compact) >= 8
        and _PHONE.fullmatch(text)
        and not _OF_A_YEAR.fullmatch(compact),
        "mails": _MAIL.fullmatch(text),
    }
    return {trait for trait, is_so in tests.items() if is_so}


def _word_traits(text: str) -> set[str]:
    folded = fold_name(text)
    traits: set[str] = set()
    if sex_of(text):
        traits.add("sexes")
    if relation_of(text):
        traits |= {"relations", "relation_letters"}
    if text.strip(" .").upper() in RELATION_LETTERS:
        traits.add("relation_letters")
    if _STREET.match(folded) and " " in folded:
        traits.add("streets")
    is_dated = DATE_INSIDE.search(text) is not None
    kind = known_kind(text) if len(text) <= _LONGEST_KIND and not is_dated else None
    if kind is not None and "streets" not in traits:
        traits |= {"kinds", "kinds_goods"} if kind in {"food", "clothing"} else {"kinds"}
    if _YEAR_INSIDE.search(text):
        traits.add("year_texts")
    if is_dated and re.search(r"[^\W\d_]{2}", text):
        traits.add("dated_texts")
        if "€" in text or "eur" in folded or known_kind(text) is not None:
            traits.add("dated_aids")
    if _NAME.fullmatch(text) and len(text) <= _LONGEST_NAME and len(folded.split()) <= 6:
        traits |= _name_traits(text, folded)
    return traits


def _name_traits(text: str, folded: str) -> set[str]:
    traits = {"names"}
    if " " in folded:
        traits.add("several_words")
    if text.count(",") == 1:
        traits.add("commas")
    if any(word in _PLACES for word in folded.split()):
        traits.add("places")
    return traits


def _rising(sample: Sequence[Cell]) -> float:
    """Share of steps of exactly one: a line counter rises by one on every row."""
    numbers = [int(cell) if str(cell).isdecimal() else None for cell in map(str, sample)]
    steps = [
        before is not None and after is not None and after == before + 1
        for before, after in pairwise(numbers)
    ]
    return sum(steps) / len(steps) if steps else 0.0
