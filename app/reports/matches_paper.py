"""The findings of a month: aid given twice, and households that other centres follow too."""

from collections.abc import Sequence
from datetime import date

from app.reports.paper import FROM_ELSEWHERE, MUTED, STRONG, Column, Paper, Style
from app.reports.words import Words
from models.records.closing import MatchLine, Overlap

_SMALL = Style(size=8.5)
_TICK = Style(size=8.5, ink=MUTED)


def matches_paper_pdf(
    matches: Sequence[MatchLine],
    overlaps: Sequence[Overlap],
    centre: str,
    printed_on: date,
    language: str = "it",
) -> bytes:
    """Both lists as PDF; the names are those of the centre's own files."""
    words = Words(language)
    printed = f"{words.pick('Stampato il', 'Printed on')} {words.day(printed_on)}"
    private = words.pick(
        "I nomi sono quelli delle schede di questo centro", "Names are this centre's own"
    )
    title = words.pick("Riscontri con gli altri centri", "Findings with other centres")
    paper = Paper(title, centre, f"{printed} · {private}", words)
    paper.title(title)
    paper.sentence(
        words.pick("Non è una colpa: è un invito a parlarsi.", "No one's fault: a reason to talk."),
        Style(ink=MUTED),
    )
    _overlaps(paper, overlaps)
    _matches(paper, matches)
    return paper.finish()


def _overlaps(paper: Paper, overlaps: Sequence[Overlap]) -> None:
    words = paper.words
    paper.heading(words.pick("Aiutati due volte", "Helped twice"), str(len(overlaps)))
    if not overlaps:
        paper.nothing(words.pick("Nessun aiuto doppio entro la finestra.", "No doubled aid."))
        return
    paper.table(
        (
            Column(words.pick("Nucleo", "Household"), 0.29, style=STRONG),
            Column(words.pick("Aiuto", "Aid"), 0.12, style=_SMALL, lines=1),
            Column(words.pick("Quando e dove", "When and where"), 0.26, style=_SMALL),
            Column(words.pick("Giorni", "Days"), 0.08, "right", lines=1),
            Column(words.pick("Quanto è sicuro", "How sure"), 0.25, style=_SMALL, lines=3),
        ),
        [
            (
                _household(overlap),
                words.code("aid_kinds", overlap.kind),
                _when_and_where(words, overlap),
                str(overlap.days),
                _sure(words, overlap),
            )
            for overlap in overlaps
        ],
    )


def _matches(paper: Paper, matches: Sequence[MatchLine]) -> None:
    words = paper.words
    paper.heading(words.pick("Seguiti anche altrove", "Also followed elsewhere"), str(len(matches)))
    if not matches:
        paper.nothing(words.pick("Nessun nucleo in comune.", "No household in common."))
        return
    paper.table(
        (
            Column(words.pick("Nucleo", "Household"), 0.32, style=STRONG),
            Column(words.pick("Centro", "Centre"), 0.25, style=FROM_ELSEWHERE),
            Column(words.pick("Quanto è sicuro", "How sure"), 0.31, style=_SMALL, lines=3),
            Column(words.pick("Stessi?", "Same?"), 0.12, style=_TICK),
        ),
        [
            (
                _household(match),
                _short(match.other_centre),
                _sure(words, match),
                _answer(words, match),
            )
            for match in matches
        ],
    )


def _household(line: MatchLine | Overlap) -> str:
    return " · ".join(filter(None, (line.household_number, line.names)))


def _when_and_where(words: Words, overlap: Overlap) -> str:
    here = f"{words.known(overlap.given_on)} {words.pick('qui', 'here')}"
    other = _short(overlap.other_centre)
    return f"{here}\n{words.known(overlap.other_given_on)} {words.pick('a', 'at')} {other}"


def _short(centre: str) -> str:
    """The centre's own name, without what all of them are."""
    return centre.removeprefix("Centro di ascolto ")


def _sure(words: Words, line: MatchLine | Overlap) -> str:
    certain = line.strength == "certain"
    sure = words.pick("certo", "certain") if certain else words.pick("forse", "perhaps")
    reasons = ", ".join(words.code("reasons", reason) for reason in line.reasons)
    return f"{sure} · {reasons}" if reasons else sure


def _answer(words: Words, match: MatchLine) -> str:
    told = {"same": words.pick("sì", "yes"), "different": words.pick("no", "no")}
    return told.get(match.answer, words.pick("sì __  no __", "yes __  no __"))
