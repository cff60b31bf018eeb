"""A centre's monthly counts, and those of the network as they are published."""

from typing import Annotated, Final, Literal

from msgspec import Meta

from sync.protocol.messages.base import Counter, Message, Row

MONTH_PATTERN: Final = r"^20[0-9]{2}-(0[1-9]|1[0-2])$"
Month = Annotated[str, Meta(pattern=MONTH_PATTERN)]
Code = Annotated[str, Meta(min_length=1, max_length=40, pattern=r"^[a-z][a-z0-9_]*$")]
Count = Annotated[int, Meta(ge=0, le=10**9)]
Shares = Annotated[int, Meta(ge=0, le=10**12)]
"""Whole ones times ``models.rules.returns.SHARE``."""
Groups = Annotated[dict[Code, Shares], Meta(max_length=40)]


class AidCount(Row, frozen=True, gc=False):
    """The aid of a kind that a centre gave in a month; it alone gave it, so no share is taken.

    ``households`` are those helped, in shares: of the centres that gave this kind in this month,
    or, for a kind that the network does not compare, of the centres that keep the file.
    """

    kind: Code
    times: Count
    units: Count
    cents: Annotated[int, Meta(ge=0, le=10**12)]
    households: Shares


class Return(Message, frozen=True, tag="return"):
    """A centre's counts of a month; nothing in it belongs to a person or a household.

    ``version`` is the register's high water when the centre had read all that others sent: a
    return with a higher or the same version takes the place of the one before. ``households`` and
    ``people`` were helped in the month; ``kept_…`` are all whose file stands at the register.
    """

    month: Month
    version: Counter
    kept_households: Shares
    kept_people: Shares
    households: Shares
    people: Shares
    groups: Annotated[dict[Code, Groups], Meta(max_length=20)]
    aid: Annotated[tuple[AidCount, ...], Meta(max_length=40)]
    overlaps_found: Shares
    overlaps_avoided: Count


class Returned(Message, frozen=True, tag="returned"):
    """The register's answer: the version that stands, and whether the month is published."""

    month: Month
    version: Counter
    is_published: bool


class PublishedGroup(Row, frozen=True, gc=False):
    """A group and its count; None where it is withheld."""

    code: str
    count: int | None


class PublishedTable(Row, frozen=True, gc=False):
    """One grouping of those helped in the month.

    ``is_partition``: the groups, withheld ones included, add up to the total of ``base``.
    """

    dimension: str
    base: Literal["households", "people"]
    is_partition: bool
    groups: tuple[PublishedGroup, ...]


class PublishedAid(Row, frozen=True, gc=False):
    """Aid of a kind in the whole network; None where it is withheld."""

    kind: str
    times: int | None
    units: int | None
    cents: int | None
    households: int | None


class NetworkMonth(Message, frozen=True, tag="network_month"):
    """The network's counts of a month, small ones withheld (None).

    ``published_at`` is None while centres are awaited: what is told then may still change and is
    for the network's administrators only. ``awaited`` names the centres that a published month
    would wait for. ``threshold`` holds for ordinary counts, ``special_threshold`` for those that
    tell of health, origin or justice, and for the totals.
    """

    month: Month
    published_at: Counter | None
    centres: int
    awaited: tuple[str, ...]
    threshold: int
    special_threshold: int
    kept_households: int | None
    kept_people: int | None
    households: int | None
    people: int | None
    tables: tuple[PublishedTable, ...]
    aid: tuple[PublishedAid, ...]
    overlaps_found: int | None
    overlaps_avoided: int | None


class NetworkMonths(Message, frozen=True, tag="network_months"):
    """The months whose counts are published, newest first."""

    months: tuple[str, ...]
