"""When the time of a file is over (GDPR art. 5): counted and told, never acted upon alone."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.rules.days import months_later

Cause = Literal["consent", "closed", "unused"]


@dataclass(frozen=True, slots=True)
class Times:
    """Months that a file is kept: a closed one, and an open one that nobody uses."""

    closed: int
    unused: int


@dataclass(frozen=True, slots=True)
class Traces:
    """What tells how long a file is still needed.

    Attributes:
        last_used: the last aid, need, ISEE or consent, or the opening.
        closed_on: when it was closed, None while it is open.
        consent_ended_on: when the consent to keep the file was withdrawn, None while there is one
            or when nobody was ever asked.
        kept_until: the day until which somebody chose to keep it longer.
    """

    last_used: date
    closed_on: date | None = None
    consent_ended_on: date | None = None
    kept_until: date | None = None


def due(traces: Traces, times: Times) -> tuple[date, Cause]:
    """The first day on which the file is to be erased or confirmed, and why.

    A consent withdrawn makes it due at once; what somebody chose to keep is due when that ends.
    """
    day: date
    cause: Cause
    if traces.consent_ended_on is not None:
        day, cause = traces.consent_ended_on, "consent"
    elif traces.closed_on is not None:
        day, cause = months_later(traces.closed_on, times.closed), "closed"
    else:
        day, cause = months_later(traces.last_used, times.unused), "unused"
    return max(day, traces.kept_until or day), cause
