"""Statistics outlive the people: an erased household is added to plain counts, and then forgotten.

The counts are those of a month's return, in its groups, over all erased households together: of a
month, of a year, and of all time. Nothing in them leads from one count to another.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from app.services.closing.month_files import CountedFile, Given, Living
from app.services.closing.returns import Tally
from app.services.desk import Desk
from app.services.statistics import figures_of
from models.entities import PastFigure
from models.records.returns import Figure
from models.repositories import aid as aids
from models.repositories import households
from models.repositories.file_parts import file_parts
from models.repositories.rows import AnyRow
from models.rules.partial_date import PartialDate

if TYPE_CHECKING:
    from models.storage.session import VaultSession

_YEAR, _MONTH = len("2026"), len("2026-11")


def past_figures(desk: Desk, period: str) -> tuple[Figure, ...]:
    """What erased households count in a period: "2026-11", "2026", or "" for all time."""
    with desk.read() as session:
        return figures_kept(session, period)


def figures_kept(session: "VaultSession", period: str) -> tuple[Figure, ...]:
    """As `past_figures`, within a session."""
    rows = session.scalars(select(PastFigure).where(PastFigure.period == period))
    return tuple(Figure(row.grouping, row.code, row.measure, row.count) for row in rows)


def keep_figures(session: "VaultSession", household_id: UUID, today: date) -> None:
    """Add what a household counts to the figures of every period in which it was helped."""
    given = aids.all_of(session, household_id)
    days = [row.given_on.lstrip("~") for row in given]
    periods = {day[:length] for day in days for length in (_YEAR, _MONTH) if len(day) >= length}
    for period in ("", *sorted(periods)):
        in_period = [row for row, day in zip(given, days, strict=True) if day.startswith(period)]
        last_day = min(today, PartialDate.from_iso(period).latest) if period else today
        tally = Tally(frozenset(), last_day)
        tally.add(_file_of(session, household_id, in_period, last_day))
        _add(session, period, figures_of(tally.counted(period)))


def _file_of(
    session: "VaultSession", household_id: UUID, given: list[AnyRow], last_day: date
) -> CountedFile:
    """The household as it was on a day, as far as dates tell."""
    head = households.heads(session, [household_id])[household_id]
    parts = file_parts(session, household_id, last_day)
    people = [
        Living(
            member.relation,
            member.born.iso if member.born else "",
            member.sex,
            member.citizenship,
            member.is_disabled,
            None,
        )
        for member in households.member_lines(session, household_id, last_day)
        if member.left_on is None or member.left_on > last_day
    ]
    return CountedFile(
        people=tuple(people),
        declared_people=head.declared_people or 0,
        declared_minors=head.declared_minors or 0,
        is_homeless=head.is_homeless,
        kept_at=frozenset(),
        helped_at={},
        given=tuple(Given(row.kind, row.quantity, row.cents or 0) for row in given),
        needs=frozenset(
            need.code for need in parts.needs if not need.since or need.since.earliest <= last_day
        ),
        isee_cents=min((line.cents for line in parts.isee if not line.is_expired), default=None),
    )


def _add(session: "VaultSession", period: str, figures: Iterator[Figure]) -> None:
    for figure in figures:
        if not figure.count or (period and figure.code.startswith("kept_")):
            continue
        added = insert(PastFigure).values(
            period=period,
            grouping=figure.table,
            code=figure.code,
            measure=figure.measure,
            count=int(figure.count),
        )
        session.execute(
            added.on_conflict_do_update(
                index_elements=["period", "grouping", "code", "measure"],
                set_={"count": PastFigure.count + added.excluded.count},
            )
        )
