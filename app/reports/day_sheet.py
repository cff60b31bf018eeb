"""The sheet of a distribution day: who came, what was given, and white lines for the power cut."""

from app.reports.paper import CAPTION, MUTED, STRONG, Column, Paper, Style
from app.reports.words import Words
from models.records.aid import DaySheet

WHITE_LINES = 12
"""Empty rows to write on by hand, typed back later."""


def day_sheet_pdf(sheet: DaySheet, centre: str, language: str = "it") -> bytes:
    """The day's aid in the order it was given, then empty lines."""
    words = Words(language)
    title = words.pick("Foglio della giornata", "Day sheet")
    private = words.pick("Contiene dati personali riservati", "Contains confidential personal data")
    paper = Paper(f"{title} {sheet.day.isoformat()}", centre, f"{title} · {private}", words)
    paper.title(f"{title} · {words.day(sheet.day)}")
    served = words.count(sheet.households, ("nucleo", "nuclei"), ("household", "households"))
    aid = words.count(len(sheet.lines), ("aiuto", "aiuti"), ("aid", "aid"))
    paper.sentence(f"{served} · {aid}", Style(ink=MUTED))
    paper.space(10)
    columns = (
        Column(words.pick("Ora", "Time"), 0.1, style=CAPTION, lines=1),
        Column(words.pick("Nucleo", "Household"), 0.44, style=STRONG),
        Column(words.pick("Aiuto", "Aid"), 0.2, lines=1),
        Column(words.pick("Quanto", "How much"), 0.1, "right", lines=1),
        Column(words.pick("Firma", "Signature"), 0.16),
    )
    paper.table(columns, _given(words, sheet))
    paper.table((Column("", 1, style=Style(size=14)),), [("",)] * WHITE_LINES)
    return paper.finish()


def _given(words: Words, sheet: DaySheet) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            words.clock(line.recorded_at)[-5:],
            line.names,
            words.code("aid_kinds", line.kind),
            str(line.quantity),
            "",
        )
        for line in reversed(sheet.lines)
    ]
