"""The information notice (GDPR art. 13) and the consent form, in one of seven languages.

The notice is for the person to keep, the form for the centre; so each begins a page of its own.
Under each sentence that is signed in another language stands the Italian one: whoever files the
sheet must be able to read what was said yes to.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from typing_extensions import override

from app.reports.form_texts import FormTexts, Section, form_texts
from app.reports.paper import BODY, CAPTION, COLUMN, MARGIN, MUTED, STRONG, WIDTH, Paper, Style
from app.reports.text import literal
from app.reports.words import Words
from models.records.privacy import PrivacyTerms, Signers

_PURPOSES: Final = ("file", "register", "referral")
_LEAST_ROWS: Final = 3
_TEXT: Final = Style(BODY.font, 11)
_INTRO: Final = Style(BODY.font, 11, MUTED)
_TICKS: Final = 118.0
"""Room for "yes" and "no" beside a sentence."""
_BOX: Final = 13.0
_MOST_LINES: Final = 40


class _FormWords(Words):
    """What the pages themselves say, in the language of the form."""

    def __init__(self, language: str, texts: FormTexts) -> None:
        super().__init__(language)
        self._texts = texts

    @property
    @override
    def paging(self) -> tuple[str, str]:
        return self._texts.page, self._texts.of


def forms_pdf(
    terms: PrivacyTerms, centre: str, printed_on: date, language: str, signers: Signers
) -> bytes:
    """The notice and after it the form, as PDF; without names there are lines to write them on."""
    texts = form_texts(language)
    words = _FormWords(language, texts)
    footing = f"{texts.printed} {words.short(printed_on)}"
    title = texts.notice.title
    paper = Paper(title, centre, footing, words, is_mirrored=texts.is_mirrored)
    _notice(paper, texts, terms)
    paper.new_page()
    _consent(paper, texts, language, signers)
    return paper.finish()


def _notice(paper: Paper, texts: FormTexts, terms: PrivacyTerms) -> None:
    captions, notice = texts.captions, texts.notice
    paper.title(notice.title)
    paper.sentence(notice.law, CAPTION)
    paper.space(6)
    paper.sentence(notice.intro, _INTRO)
    paper.heading(texts.who.title)
    paper.space(5)
    for caption, text in (
        (captions.controller, terms.controller),
        (captions.address, terms.address),
        (captions.contact, terms.contact or captions.at_the_desk),
        (captions.officer, terms.officer),
    ):
        paper.labelled(caption, text)
    for section in (texts.what, texts.why):
        _section(paper, section, terms)
    paper.new_page()
    _section(paper, texts.recipients, terms)
    paper.space(4)
    paper.labelled(captions.recipients, terms.recipients)
    for section in (texts.how_long, texts.rights):
        _section(paper, section, terms)
    _prevails(paper, texts)


def _section(paper: Paper, section: Section, terms: PrivacyTerms) -> None:
    paper.heading(section.title)
    paper.space(4)
    for line in section.lines:
        told = line.format(
            months_after_aid=terms.months_after_aid, months_after_closing=terms.months_after_closing
        )
        paper.space(4)
        paper.sentence(told, _TEXT, lines=_MOST_LINES)


def _consent(paper: Paper, texts: FormTexts, language: str, signers: Signers) -> None:
    consent, italian = texts.consent, form_texts("it")
    is_italian = language == "it"
    paper.title(consent.title)
    if not is_italian:
        _beneath(paper, italian.consent.title)
    paper.space(6)
    household = " · ".join(filter(None, (signers.number, signers.names)))
    paper.labelled(consent.household, household, STRONG)
    paper.space(8)
    paper.sentence(consent.intro, _TEXT)
    if not is_italian:
        _beneath(paper, italian.consent.intro)
    paper.space(8)
    for purpose in _PURPOSES:
        said = getattr(italian.consent, purpose)
        _statement(paper, texts, getattr(consent, purpose), "" if is_italian else said)
    paper.space(8)
    paper.sentence(consent.signers, STRONG)
    if not is_italian:
        _beneath(paper, italian.consent.signers)
    _signatures(paper, texts, signers.people)
    _collected(paper, texts)
    _prevails(paper, texts)


def _statement(paper: Paper, texts: FormTexts, told: str, italian: str) -> None:
    """A sentence, two boxes beside it, and the same in Italian beneath."""
    paper.room(60)
    paper.space(8)
    top = paper.y
    x = WIDTH - MARGIN - _TICKS + 14
    for answer in (texts.consent.yes, texts.consent.no):
        paper.frame(x, top + 3, (_BOX, _BOX))
        paper.put(answer, x + _BOX + 5, top + 3 + _BOX - 3, STRONG)
        x += _TICKS / 2
    paper.sentence(told, _TEXT, width=COLUMN - _TICKS)
    if italian:
        _beneath(paper, italian)
    paper.space(8)
    paper.rule(paper.y)


def _signatures(paper: Paper, texts: FormTexts, people: Sequence[str]) -> None:
    """A line to sign for every adult, with the name where it is known."""
    consent = texts.consent
    blank = [""] * (_LEAST_ROWS - len(people))
    for name in (*people, *blank):
        paper.room(46)
        paper.space(32)
        for x, width, caption in (
            (MARGIN, 0.36 * COLUMN, consent.person),
            (MARGIN + 0.40 * COLUMN, 0.38 * COLUMN, consent.signature),
            (MARGIN + 0.82 * COLUMN, 0.18 * COLUMN, consent.date),
        ):
            paper.line(x, paper.y, width)
            paper.put(caption, x, paper.y + 10, CAPTION)
        paper.put_fitted(literal(name), MARGIN, paper.y - 4, STRONG, 0.36 * COLUMN)
        paper.space(10)


def _collected(paper: Paper, texts: FormTexts) -> None:
    paper.room(60)
    paper.space(34)
    paper.line(MARGIN, paper.y, 0.36 * COLUMN)
    italian = form_texts("it").consent.collected_by
    said = texts.consent.collected_by
    paper.put(said, MARGIN, paper.y + 10, CAPTION)
    if said != italian:
        paper.put(f"({italian})", MARGIN + 0.40 * COLUMN, paper.y, CAPTION)
    paper.space(14)


def _beneath(paper: Paper, italian: str) -> None:
    paper.sentence(italian, CAPTION, width=COLUMN - _TICKS)


def _prevails(paper: Paper, texts: FormTexts) -> None:
    paper.space(12)
    paper.sentence(texts.prevails, CAPTION)
