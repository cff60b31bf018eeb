"""A4 pages with the program's typography: headings, tables, sentences, page numbers.

Text is drawn, never parsed, so that what a person wrote stays what it was. All measures are in
points; `y` runs from the top of the page down. A mirrored paper is for languages read from the
right: `x` then runs from the right edge of the page, and everything else is said as ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal, NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from app.reports.fonts import BOLD, REGULAR, SEMIBOLD, register_fonts
from app.reports.text import fitted, literal, runs, width_of, wrapped
from app.reports.words import Words

INK = HexColor("#1C2730")
MUTED = HexColor("#55606B")
LINE = HexColor("#DEDAD2")
SUNK = HexColor("#F5F4F1")
BRAND = HexColor("#0A5A63")
OK = HexColor("#17633A")
OK_SOFT = HexColor("#E4F3E9")
ATTENTION = HexColor("#7A4A00")
ATTENTION_SOFT = HexColor("#FFF1D6")
ELSEWHERE = HexColor("#5B3E8C")
ELSEWHERE_SOFT = HexColor("#EFE9F8")

WIDTH, HEIGHT = A4
MARGIN = 51.0
TOP = 74.0
BOTTOM = HEIGHT - 62.0
COLUMN = WIDTH - 2 * MARGIN
ROW_PADDING = 4.6
LABEL = 148.0


class Style(NamedTuple):
    """How a run of text looks; `leading` is the distance between lines."""

    font: str = REGULAR
    size: float = 9.5
    ink: Color = INK

    @property
    def leading(self) -> float:
        """Distance from one line to the next."""
        return self.size * 1.38


BODY = Style()
STRONG = Style(SEMIBOLD)
CAPTION = Style(REGULAR, 8, MUTED)
COLUMN_TITLE = Style(SEMIBOLD, 7.8, MUTED)
HEADING = Style(SEMIBOLD, 11.5, BRAND)
NAME = Style(BOLD, 19)
FIGURE = Style(BOLD, 15)
FROM_ELSEWHERE = Style(REGULAR, 9.5, ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width."""

    title: str
    share: float
    align: Literal["left", "right"] = "left"
    style: Style = BODY
    lines: int = 2


class Paper:
    """A document being written from top to bottom; `finish` gives the PDF's bytes.

    Args:
        title: what the paper is; it stands in the document's properties, so no person's name.
        heading: printed at the top right of every page.
        footing: printed at the bottom of every page, before the page number.
        words: language of what the pages themselves say.
        is_mirrored: whether it is read from the right.
    """

    def __init__(
        self, title: str, heading: str, footing: str, words: Words, *, is_mirrored: bool = False
    ) -> None:
        register_fonts()
        self.words = words
        self._is_mirrored = is_mirrored
        self.y = TOP
        self._heading = literal(heading, 90)
        self._footing = literal(footing, 160)
        self._buffer = BytesIO()
        self._pages = 1
        self._ink: Color | None = None
        self.canvas = Canvas(self._buffer, A4, pageCompression=1, invariant=1, lang=words.language)
        self.canvas.setTitle(literal(title, 120))
        self.canvas.setAuthor("DA.PO")
        self._page_frame()

    def room(self, height: float) -> None:
        """Begin a new page unless `height` more points fit on this one."""
        if self.y + height > BOTTOM:
            self.new_page()

    def new_page(self) -> None:
        """Begin a new page."""
        self.canvas.showPage()
        self._pages += 1
        self._ink = None
        self.y = TOP
        self._page_frame()

    def space(self, height: float) -> None:
        """Leave some white."""
        self.y += height

    def fill(self, ink: Color) -> None:
        """What follows is drawn in this colour; written to the page only when it changes."""
        if ink is not self._ink:
            self._ink = ink
            self.canvas.setFillColor(ink)

    def put(self, text: str, x: float, y: float, style: Style = BODY) -> None:
        """Draw one line with its baseline `y` points from the top."""
        self.fill(style.ink)
        if self._is_mirrored:
            x = WIDTH - x - width_of(text, style.font, style.size)
        for run in runs(text, style.font, is_mirrored=self._is_mirrored):
            size = style.size * run.scale
            self.canvas.setFont(run.font, size)
            self.canvas.drawString(x, HEIGHT - y, run.text)
            x += self.canvas.stringWidth(run.text, run.font, size)

    def put_right(self, text: str, x: float, y: float, style: Style = BODY) -> None:
        """Draw one line that ends at `x`."""
        self.put(text, x - width_of(text, style.font, style.size), y, style)

    def box(
        self, x: float, y: float, size: tuple[float, float], fill: Color, radius: float = 4
    ) -> None:
        """A filled rounded box whose top left corner is at (x, y)."""
        width, height = size
        self.fill(fill)
        left = self._left(x, width)
        self.canvas.roundRect(left, HEIGHT - y - height, width, height, radius, stroke=0, fill=1)

    def frame(self, x: float, y: float, size: tuple[float, float], ink: Color = INK) -> None:
        """An empty box to be ticked or written in, its top left corner at (x, y)."""
        width, height = size
        self.canvas.setStrokeColor(ink)
        self.canvas.setLineWidth(0.9)
        self.canvas.rect(self._left(x, width), HEIGHT - y - height, width, height, stroke=1, fill=0)

    def line(
        self, x: float, y: float, width: float, ink: Color = MUTED, thickness: float = 0.6
    ) -> None:
        """A line from `x` on, as to write upon."""
        self.canvas.setStrokeColor(ink)
        self.canvas.setLineWidth(thickness)
        left = self._left(x, width)
        self.canvas.line(left, HEIGHT - y, left + width, HEIGHT - y)

    def _left(self, x: float, width: float) -> float:
        """Where something `width` wide begins, from the left edge of the page."""
        return WIDTH - x - width if self._is_mirrored else x

    def rule(self, y: float, ink: Color = LINE) -> None:
        """A hairline from margin to margin."""
        self.line(MARGIN, y, COLUMN, ink)

    def put_fitted(self, text: str, x: float, y: float, style: Style, width: float) -> None:
        """Draw one line, or as much of it as fits in `width`."""
        self.put(fitted(text, style.font, style.size, width), x, y, style)

    def sentence(
        self, text: str, style: Style = BODY, lines: int = 6, width: float = COLUMN
    ) -> None:
        """A paragraph, cut with "…" after `lines` lines."""
        for line in wrapped(literal(text, 4000), style.font, style.size, width, lines):
            self.room(style.leading)
            self.y += style.leading
            self.put(line, MARGIN, self.y - style.size * 0.32, style)

    def title(self, text: str) -> None:
        """What the paper is, in at most two large lines."""
        self.y += 6
        for line in wrapped(literal(text), NAME.font, NAME.size, COLUMN, 2):
            self.y += NAME.leading
            self.put(line, MARGIN, self.y - 5, NAME)
        self.y += 8

    def nothing(self, text: str) -> None:
        """What is said where a list would stand empty."""
        self.y += 6
        self.sentence(text, Style(ink=MUTED))

    def labelled(self, caption: str, text: str, style: Style = BODY) -> None:
        """A caption and what it names beside it; nothing when there is nothing to tell."""
        lines = wrapped(literal(text, 1200), style.font, style.size, COLUMN - LABEL, 5)
        if not lines:
            return
        self.room(style.leading * len(lines) + 3)
        name = fitted(literal(caption), *COLUMN_TITLE[:2], LABEL - 12)
        self.put(name, MARGIN + 6, self.y + style.leading - 3, COLUMN_TITLE)
        for line in lines:
            self.y += style.leading
            self.put(line, MARGIN + LABEL, self.y - 3, style)
        self.y += 3

    def heading(self, text: str, beside: str = "", keep: float = 48) -> None:
        """A section's title, kept together with `keep` points of what follows."""
        self.room(22 + HEADING.leading + 8 + keep)
        self.y += 22 + HEADING.size
        self.put(text, MARGIN, self.y, HEADING)
        self.put_right(literal(beside, 80), WIDTH - MARGIN, self.y, CAPTION)
        self.y += 7
        self.rule(self.y)

    def band(self, text: str, ink: Color, fill: Color) -> None:
        """A sentence on a coloured band, in at most two lines."""
        style = Style(SEMIBOLD, 10.5, ink)
        found = wrapped(literal(text), style.font, style.size, COLUMN - 24, 2)
        height = 14 + style.leading * len(found)
        self.room(height)
        self.box(MARGIN, self.y, (COLUMN, height), fill)
        for number, line in enumerate(found, start=1):
            self.put(line, MARGIN + 12, self.y + 3.5 + style.leading * number, style)
        self.y += height

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[str]],
        *,
        fill: Color | None = None,
        width: float = COLUMN,
    ) -> None:
        """Rows under titles; on a new page the titles come again. `fill` colours the rows."""
        self._titles(columns, width)
        for row in rows:
            cells = [_cell(text, column, width) for text, column in zip(row, columns, strict=True)]
            height = ROW_PADDING * 2 + max(
                max(1, len(lines)) * column.style.leading
                for lines, column in zip(cells, columns, strict=True)
            )
            if self.y + height > BOTTOM:
                self.room(height)
                self._titles(columns, width)
            if fill is not None:
                self.fill(fill)
                left = self._left(MARGIN, width)
                self.canvas.rect(left, HEIGHT - self.y - height, width, height, stroke=0, fill=1)
            self._row(columns, cells, width)
            self.y += height
            self.line(MARGIN, self.y, width, LINE, 0.4)

    def finish(self) -> bytes:
        """The document, with "pagina n di N" at the foot of every page."""
        self.canvas.showPage()
        self._ink = None
        self.canvas.beginForm("pages")
        self.put(str(self._pages), 0, HEIGHT, CAPTION)
        self.canvas.endForm()
        self.canvas.save()
        return self._buffer.getvalue()

    def _titles(self, columns: Sequence[Column], width: float) -> None:
        if not any(column.title for column in columns):
            return
        x = MARGIN
        for column in columns:
            place = column.share * width
            title = fitted(column.title, *COLUMN_TITLE[:2], place - 8)
            if column.align == "right":
                self.put_right(title, x + place - 6, self.y + 14, COLUMN_TITLE)
            else:
                self.put(title, x + 6, self.y + 14, COLUMN_TITLE)
            x += place
        self.y += 19

    def _row(self, columns: Sequence[Column], cells: list[list[str]], width: float) -> None:
        x = MARGIN
        for column, lines in zip(columns, cells, strict=True):
            style, place = column.style, column.share * width
            for number, line in enumerate(lines, start=1):
                y = self.y + ROW_PADDING + style.leading * number - style.size * 0.32
                if column.align == "right":
                    self.put_right(line, x + place - 6, y, style)
                else:
                    self.put(line, x + 6, y, style)
            x += place

    def _page_frame(self) -> None:
        """What stands on every page: the mark and heading above, the footing below."""
        self.put("DA.PO", MARGIN, 44, Style(BOLD, 11, BRAND))
        self.put_right(self._heading, WIDTH - MARGIN, 44, Style(REGULAR, 9, MUTED))
        self.rule(54)
        foot = HEIGHT - 36
        self.rule(foot - 14)
        page, of = self.words.paging
        end = WIDTH - MARGIN - 5
        self.put_right(f"{page} {self._pages} {of} ", end, foot, CAPTION)
        self.canvas.saveState()
        self.canvas.translate(-end if self._is_mirrored else end, HEIGHT - foot)
        self.canvas.doForm("pages")
        self.canvas.restoreState()
        self.put(fitted(self._footing, *CAPTION[:2], COLUMN - 90), MARGIN, foot, CAPTION)


def _cell(text: str, column: Column, width: float) -> list[str]:
    """The lines of one cell; a line break in the text begins a new one."""
    room = column.share * width - 10
    return [
        line
        for part in text.split("\n")
        for line in wrapped(literal(part), column.style.font, column.style.size, room, column.lines)
    ]
