"""One line of the table of measures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One operation beside its limit: the same work done by the raw call, in the same run.

    `ours`, `limit` are in `unit`; `ratio` is what `goal` speaks of; `met` is its answer.
    """

    name: str
    ours: float
    limit: float
    unit: str
    ratio: float
    goal: str
    met: bool
