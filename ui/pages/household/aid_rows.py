"""Aid here and elsewhere as rows of one table, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from models.records.aid import AidLine, ElsewhereLine
from models.rules.money import format_amount
from models.rules.partial_date import PartialDate
from ui.labels import dates
from ui.labels.centres import short_centre
from ui.labels.codes import aid_icon, aid_word
from ui.theme import Tone
from ui.widgets.pill import Mark
from ui.widgets.table_cells import Cell

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Given:
    """One aid, from here or from elsewhere."""

    line: AidLine | ElsewhereLine

    @property
    def tone(self) -> Tone | None:
        """Violet for what comes from another centre."""
        return Tone.ELSEWHERE if isinstance(self.line, ElsewhereLine) else None

    @property
    def day(self) -> date:
        """By which it is put in order; undated aid comes last."""
        return self.line.given_on.latest if self.line.given_on else date.min

    @property
    def is_here(self) -> bool:
        """Whether this centre gave it."""
        return isinstance(self.line, AidLine)

    def what(self) -> Cell:
        """Kind, quantity, amount and purpose."""
        line = self.line
        times = f" × {line.quantity}" if line.quantity != 1 else ""
        parts = [aid_word(line.kind) + times]
        if line.cents is not None:
            parts.append(f"{format_amount(line.cents)} €")
        if isinstance(line, AidLine) and line.purpose:
            parts.append(line.purpose)
        icon = aid_icon(line.kind) if self.is_here else "split"
        return Cell(" · ".join(parts), icon=icon)

    def where(self) -> Cell:
        """Here, or the other centre; "forse" while nobody said whether they are the same."""
        if isinstance(self.line, AidLine):
            return Cell(mark=Mark(translate("Aid", "qui")))
        if self.line.is_certain:
            return Cell(short_centre(self.line.centre), tone=Tone.ELSEWHERE)
        maybe = Mark(translate("Aid", "forse"), Tone.ATTENTION, "circle-question-mark")
        return Cell(short_centre(self.line.centre), mark=maybe, tone=Tone.ELSEWHERE)


def together(here: Sequence[AidLine], elsewhere: Sequence[ElsewhereLine]) -> list[Given]:
    """All of it, newest first."""
    return sorted(
        [*map(Given, here), *map(Given, elsewhere)], key=lambda given: given.day, reverse=True
    )


def day_words(known: PartialDate | None, today: date) -> str:
    """Such as "21 ott", "21 ott 2025", "ottobre 2026", "senza data"; for a narrow column."""
    if known is None:
        return translate("Aid", "senza data")
    if not known.is_full:
        return dates.partial_date(known)
    short = dates.short_day(known.earliest)
    return short if known.year == today.year else f"{short} {known.year}"
