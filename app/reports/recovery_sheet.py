"""The recovery sheet: printed at set-up, kept in an envelope, opens a vault without passphrase."""

from datetime import date

from app.reports.fonts import BOLD
from app.reports.paper import (
    ATTENTION,
    ATTENTION_SOFT,
    COLUMN,
    INK,
    MARGIN,
    SUNK,
    Paper,
    Style,
)
from app.reports.text import literal, width_of
from app.reports.words import Words

_KEY = Style(BOLD, 17, INK)
_GROUPS_A_LINE = 4
_STEPS = (
    (
        "1.  Chiudere questo foglio in una busta e tenerla lontano dal computer.",
        "1.  Seal this sheet in an envelope and keep it away from the computer.",
    ),
    (
        (
            "2.  Se la frase segreta è dimenticata: aprire il programma, scegliere “Ho il foglio di"
            " recupero” e copiare la chiave, gruppo per gruppo."
        ),
        (
            "2.  If the passphrase is forgotten: open the program, choose “I have the recovery"
            " sheet” and type the key, group by group."
        ),
    ),
    (
        "3.  Scegliere una nuova frase segreta. Il foglio resta valido.",
        "3.  Choose a new passphrase. The sheet stays valid.",
    ),
)
_GUARD = (
    (
        "Chi ha questo foglio e il computer può leggere tutte le schede:"
        " va custodito come una chiave di casa"
    ),
    "Whoever holds this sheet and the computer can read every file: guard it like a house key",
)


def recovery_sheet_pdf(
    recovery_key: str, centre: str, printed_on: date, language: str = "it"
) -> bytes:
    """The recovery key in groups (parted by "-" or space) and what to do with it, as PDF."""
    words = Words(language)
    title = words.pick("Foglio di recupero", "Recovery sheet")
    printed = f"{words.pick('Stampato il', 'Printed on')} {words.day(printed_on)}"
    paper = Paper(title, centre, printed, words)
    paper.title(title)
    paper.band(words.pick(*_GUARD), ATTENTION, ATTENTION_SOFT)
    paper.heading(words.pick("Chiave di recupero", "Recovery key"))
    _key(paper, literal(recovery_key).replace("-", " ").split())
    paper.heading(words.pick("Che cosa farne", "What to do with it"))
    for step in _STEPS:
        paper.space(8)
        paper.sentence(words.pick(*step), Style(size=10.5))
    return paper.finish()


def _key(paper: Paper, groups: list[str]) -> None:
    """Groups in large type, four a line."""
    rows = [groups[at : at + _GROUPS_A_LINE] for at in range(0, len(groups), _GROUPS_A_LINE)]
    step, height = 34.0, 34.0 * len(rows) + 22
    paper.space(14)
    paper.room(height)
    paper.box(MARGIN, paper.y, (COLUMN, height), SUNK, 8)
    place = COLUMN / _GROUPS_A_LINE
    for row, groups_of_row in enumerate(rows):
        for column, group in enumerate(groups_of_row):
            middle = MARGIN + place * (column + 0.5)
            left = middle - width_of(group, _KEY.font, _KEY.size) / 2
            paper.put(group, left, paper.y + 33 + step * row, _KEY)
    paper.space(height)
