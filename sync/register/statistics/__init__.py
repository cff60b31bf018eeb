"""The network's monthly counts, from the counts that each centre returns.

Each centre counts a household it shares with others as a part of one, so that the sum over centres
counts distinct households with nobody linked here. See ``suppression`` for what is withheld and
``publishing`` for when a month is told.
"""

from sync.register.statistics.publishing import (
    MonthPublished,
    MonthUnknown,
    find_published,
    monthly,
    months,
    publish,
    published_months,
)
from sync.register.statistics.returns import ReturnInvalid, check_return, store_return

__all__ = [
    "MonthPublished",
    "MonthUnknown",
    "ReturnInvalid",
    "check_return",
    "find_published",
    "monthly",
    "months",
    "publish",
    "published_months",
    "store_return",
]
