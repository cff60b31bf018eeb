"""A two-page household summary, beside the same number of words drawn by ReportLab alone."""

from __future__ import annotations

from io import BytesIO
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from app.reports.fonts import BOLD, REGULAR, SEMIBOLD
from app.reports.household_summary import household_summary_pdf
from tests.benchmarks.row import Row
from tests.support.papers import TODAY, household, pages_of

if TYPE_CHECKING:
    from collections.abc import Callable

GOAL_MS = 22.0
RUNS = 40


def measure() -> list[Row]:
    """Median milliseconds of a summary, fonts registered; the limit draws its lines bare."""
    file = household()
    pages = pages_of(household_summary_pdf(file, "San Giuseppe", TODAY))
    if len(pages) != 2:
        message = f"the paper measured has {len(pages)} pages, not 2"
        raise RuntimeError(message)
    ours, limit = [], []
    for _ in range(RUNS):
        ours.append(_milliseconds(lambda: household_summary_pdf(file, "San Giuseppe", TODAY)))
        limit.append(_milliseconds(lambda: _bare(pages)))
    mine, bare = median(ours), median(limit)
    goal = f"<= {GOAL_MS:.0f} ms"
    return [Row("two-page PDF", mine, bare, "ms", mine / bare, goal, mine <= GOAL_MS)]


def _bare(pages: list[str]) -> bytes:
    """The same text, a line after a line, in the same three fonts."""
    buffer = BytesIO()
    canvas = Canvas(buffer, A4, pageCompression=1)
    for page in pages:
        for number, line in enumerate(page.splitlines()):
            canvas.setFont((REGULAR, SEMIBOLD, BOLD)[number % 3], 9)
            canvas.drawString(50, 800 - number * 7, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _milliseconds(work: Callable[[], bytes]) -> float:
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000
