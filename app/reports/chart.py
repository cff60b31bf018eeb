"""A small bar chart of twelve months: here solid, elsewhere hatched, with its figures."""

from collections.abc import Sequence

from app.reports.fonts import REGULAR, SEMIBOLD
from app.reports.paper import (
    BRAND,
    CAPTION,
    ELSEWHERE,
    ELSEWHERE_SOFT,
    HEIGHT,
    INK,
    LINE,
    MUTED,
    Paper,
    Style,
)
from app.reports.text import width_of
from models.records.household import MonthBar

CHART_HEIGHT = 112.0
_BARS = 62.0
_HATCH = 3.4


def draw_months(paper: Paper, months: Sequence[MonthBar], x: float, y: float, width: float) -> None:
    """Draw the chart with its top left corner at (x, y), `CHART_HEIGHT` points high."""
    _legend(paper, x, y, width)
    tallest = max((bar.here + bar.elsewhere for bar in months), default=0) or 1
    step = width / max(1, len(months))
    thick = min(15.0, step * 0.56)
    floor = y + 32 + _BARS
    for number, bar in enumerate(months):
        left = x + step * number + (step - thick) / 2
        here, elsewhere = (_BARS * part / tallest for part in (bar.here, bar.elsewhere))
        _solid(paper, left, floor, thick, here)
        _hatched(paper, left, floor - here, thick, elsewhere)
        middle = left + thick / 2
        if bar.here + bar.elsewhere:
            _centred(paper, str(bar.here + bar.elsewhere), middle, floor - here - elsewhere - 3)
        letter = paper.words.initial(bar.month)
        paper.put(letter, middle - width_of(letter, REGULAR, 8) / 2, floor + 12, CAPTION)
    paper.canvas.setStrokeColor(LINE)
    paper.canvas.setLineWidth(0.6)
    paper.canvas.line(x, HEIGHT - floor, x + width, HEIGHT - floor)


def _legend(paper: Paper, x: float, y: float, width: float) -> None:
    words = paper.words
    title = words.pick("Alimenti negli ultimi dodici mesi", "Food in the last twelve months")
    paper.put(title, x, y + 9, Style(SEMIBOLD, 8.5, INK))
    elsewhere, here = words.pick("altrove", "elsewhere"), words.pick("qui", "here")
    right = x + width
    paper.put_right(elsewhere, right, y + 9, CAPTION)
    left = right - width_of(elsewhere, CAPTION.font, CAPTION.size) - 12
    _hatched(paper, left, y + 9.5, 8, 8)
    paper.put_right(here, left - 10, y + 9, CAPTION)
    _solid(paper, left - 10 - width_of(here, CAPTION.font, CAPTION.size) - 12, y + 9.5, 8, 8)


def _centred(paper: Paper, text: str, middle: float, y: float) -> None:
    style = Style(SEMIBOLD, 7, MUTED)
    paper.put(text, middle - width_of(text, style.font, style.size) / 2, y, style)


def _solid(paper: Paper, x: float, floor: float, width: float, height: float) -> None:
    if height > 0:
        paper.fill(BRAND)
        paper.canvas.rect(x, HEIGHT - floor, width, height, stroke=0, fill=1)


def _hatched(paper: Paper, x: float, floor: float, width: float, height: float) -> None:
    """A box of diagonal lines: told from the solid one without colour too."""
    if height <= 0:
        return
    canvas, bottom = paper.canvas, HEIGHT - floor
    canvas.saveState()
    outline = canvas.beginPath()
    outline.rect(x, bottom, width, height)
    canvas.clipPath(outline, stroke=0, fill=0)
    canvas.setFillColor(ELSEWHERE_SOFT)
    canvas.rect(x, bottom, width, height, stroke=0, fill=1)
    canvas.setStrokeColor(ELSEWHERE)
    canvas.setLineWidth(1.2)
    lines = canvas.beginPath()
    lines.rect(x, bottom, width, height)
    start = bottom - width
    while start < bottom + height:
        lines.moveTo(x, start)
        lines.lineTo(x + width, start + width)
        start += _HATCH
    canvas.drawPath(lines)
    canvas.restoreState()
