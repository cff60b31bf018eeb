"""Reading forms: plain words, days and numbers, as people type them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from litestar import Request

Fields = Mapping[str, str]
_MOST_FIELDS = 60
_LONGEST = 4_000
_THIS_CENTURY = 2000


async def read_fields(request: Request[Any, Any, Any]) -> Fields:
    """Give a form's fields; of a repeated one the last, and nothing but short texts."""
    form = await request.form()
    texts = {
        name: value.strip()
        for name, value in form.multi_items()
        if isinstance(value, str) and len(value) <= _LONGEST
    }
    return dict(list(texts.items())[:_MOST_FIELDS])


def read_day(text: str) -> date | None:
    """Read a day as people type it ("1/11/2026", "1.11.26") or "2026-11-01"; None for no day."""
    parts = text.replace(".", "/").split("/")
    try:
        if len(parts) == 3:
            day, month, year = map(int, parts)
            return date(year + _THIS_CENTURY if year < 100 else year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_number(text: str) -> int | None:
    """Read a whole number from 0 on, thousands apart or not; None when it is none."""
    digits = text.replace(".", "").replace(" ", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None
