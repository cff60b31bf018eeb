"""Aid on the household summary: the year here, with totals and chart, and aid elsewhere."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from app.reports.chart import CHART_HEIGHT, draw_months
from app.reports.paper import (
    CAPTION,
    COLUMN,
    ELSEWHERE_SOFT,
    FROM_ELSEWHERE,
    MARGIN,
    STRONG,
    Column,
    Paper,
)
from app.reports.words import Words
from models.records.aid import AidLine
from models.records.household import HouseholdFile

LINES_SHOWN = 14
"""Latest aid listed one by one; the totals count the whole year."""


def since_a_year(file: HouseholdFile, today: date) -> tuple[AidLine, ...]:
    """Aid of the twelve months up to `today`, newest first; aid without any date is left out."""
    return tuple(line for line in file.aid if _in_year(line, today))


def _in_year(line: AidLine, today: date) -> bool:
    if line.given_on is None:
        return False
    begin = (today.year - 1, today.month, today.day)
    last = line.given_on.latest
    return begin < (last.year, last.month, last.day) and line.given_on.earliest <= today


def draw_aid_here(paper: Paper, file: HouseholdFile, today: date) -> None:
    """Totals by kind beside the chart, then the latest aid one by one."""
    words, year = paper.words, since_a_year(file, today)
    title = words.pick("Aiuti qui negli ultimi dodici mesi", "Aid here in the last twelve months")
    times = words.count(len(year), ("aiuto", "aiuti"), ("time", "times"))
    totals = _totals(words, year)
    paper.heading(title, times, keep=20 + max(CHART_HEIGHT, 23 * len(totals)))
    top = paper.y
    paper.table(
        (
            Column(words.pick("Tipo", "Kind"), 0.44, style=STRONG, lines=1),
            Column(words.pick("Volte", "Times"), 0.15, "right"),
            Column(words.pick("Unità", "Units"), 0.15, "right"),
            Column("Euro", 0.26, "right"),
        ),
        totals,
        width=COLUMN * 0.46,
    )
    if not year:
        paper.nothing(words.pick("Nessun aiuto registrato.", "No aid recorded."))
    draw_months(paper, file.months, MARGIN + COLUMN * 0.52, top + 10, COLUMN * 0.48)
    paper.y = max(paper.y, top + 10 + CHART_HEIGHT)
    if year:
        _latest(paper, year)


def _totals(words: Words, year: Iterable[AidLine]) -> list[tuple[str, str, str, str]]:
    times, units, cents = Counter[str](), Counter[str](), Counter[str]()
    for line in year:
        times[line.kind] += 1
        units[line.kind] += line.quantity
        cents[line.kind] += line.cents or 0
    return [
        (
            words.code("aid_kinds", kind),
            str(count),
            str(units[kind]) if kind != "money" else "",
            words.euro(cents[kind])[:-2] if cents[kind] else "",
        )
        for kind, count in times.most_common()
    ]


def _latest(paper: Paper, year: tuple[AidLine, ...]) -> None:
    words = paper.words
    shown = year[:LINES_SHOWN]
    paper.space(8)
    paper.table(
        (
            Column(words.pick("Ultimi aiuti", "Latest aid"), 0.2, lines=1),
            Column(words.pick("Tipo", "Kind"), 0.24, style=STRONG, lines=1),
            Column(words.pick("Quanto", "How much"), 0.16, "right", lines=1),
            Column(words.pick("Per", "For"), 0.4, lines=2),
        ),
        [
            (
                words.known(line.given_on),
                words.code("aid_kinds", line.kind),
                words.euro(line.cents) if line.cents is not None else str(line.quantity),
                line.purpose,
            )
            for line in shown
        ],
    )
    _tell_rest(paper, len(year) - len(shown))


def _tell_rest(paper: Paper, rest: int) -> None:
    if rest > 0:
        more = paper.words.pick(f"e altri {rest} in precedenza", f"and {rest} more before these")
        paper.space(3)
        paper.sentence(more, CAPTION)


def draw_aid_elsewhere(paper: Paper, file: HouseholdFile) -> None:
    """What other centres gave, in the colour of elsewhere."""
    words = paper.words
    if not file.elsewhere and not file.also_at:
        return
    also = ", ".join(file.also_at)
    paper.heading(words.pick("Aiuti altrove", "Aid elsewhere"), also, keep=60)
    if not file.elsewhere:
        paper.nothing(words.pick("Nessun aiuto comunicato.", "No aid told."))
        return
    paper.table(
        (
            Column(words.pick("Data", "Date"), 0.2, style=FROM_ELSEWHERE, lines=1),
            Column(words.pick("Tipo", "Kind"), 0.24, style=FROM_ELSEWHERE, lines=1),
            Column(words.pick("Quanto", "How much"), 0.16, "right", style=FROM_ELSEWHERE, lines=1),
            Column(words.pick("Centro", "Centre"), 0.4, style=FROM_ELSEWHERE),
        ),
        [
            (
                words.known(line.given_on),
                words.code("aid_kinds", line.kind),
                words.euro(line.cents) if line.cents is not None else str(line.quantity),
                line.centre
                if line.is_certain
                else f"{line.centre} ({words.pick('da confermare', 'to be confirmed')})",
            )
            for line in file.elsewhere[:LINES_SHOWN]
        ],
        fill=ELSEWHERE_SOFT,
    )
    _tell_rest(paper, len(file.elsewhere) - LINES_SHOWN)
