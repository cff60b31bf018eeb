"""The network's agreement and board, as centres are told them."""

from typing import Annotated

from msgspec import Meta

from sync.protocol.messages.base import Counter, Message

Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""A day as "2026-11-01"."""


class AgreementVersion(Message, frozen=True, tag="agreement"):
    """What holds from a day on, until the day a later version begins.

    ``windows`` gives, for each kind of aid that is compared, the days within which the same kind
    counts as doubled. ``network_size`` is town, region or nation.
    """

    valid_from: Day
    windows: dict[str, Counter]
    network_size: str


class Announcement(Message, frozen=True, tag="announcement"):
    """Plain words of the coordinator, shown from a day until another, both included."""

    announcement: Counter
    title: str
    text: str
    shown_from: Day
    shown_until: Day
