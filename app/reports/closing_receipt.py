"""The receipt of a month closing: what left, what came back, and the digest that proves it."""

from datetime import date

from app.reports.paper import (
    ATTENTION,
    ATTENTION_SOFT,
    CAPTION,
    MUTED,
    OK,
    OK_SOFT,
    STRONG,
    Column,
    Paper,
    Style,
)
from app.reports.words import Words
from models.records.closing import ClosingReceipt


def closing_receipt_pdf(
    receipt: ClosingReceipt, centre: str, printed_on: date, language: str = "it"
) -> bytes:
    """The receipt of one month as PDF; no person is named in it."""
    words = Words(language)
    title = words.pick("Ricevuta della chiusura", "Closing receipt")
    printed = f"{words.pick('Stampato il', 'Printed on')} {words.day(printed_on)}"
    paper = Paper(f"{title} {receipt.month}", centre, printed, words)
    paper.title(f"{title} · {words.month(receipt.month)}")
    if receipt.done_at is None:
        unfinished = words.pick(
            "Chiusura non terminata: si può riprendere senza perdere nulla",
            "Closing not finished: it can be resumed without losing anything",
        )
        paper.band(unfinished, ATTENTION, ATTENTION_SOFT)
    else:
        done = words.pick("Chiusura terminata il", "Closing finished on")
        paper.band(f"{done} {words.clock(receipt.done_at)}", OK, OK_SOFT)
    if receipt.is_log_changed:
        changed = words.pick(
            "Il registro non ha più il suo elenco di atti di prima: dirlo a chi cura la rete",
            "The register's log of acts is not what it was: tell who runs the network",
        )
        paper.band(changed, ATTENTION, ATTENTION_SOFT)
    _figures(paper, words.pick("È partito", "What left"), _left(words, receipt))
    _figures(paper, words.pick("È tornato", "What came back"), _came(words, receipt))
    _digest(paper, receipt)
    return paper.finish()


def _left(words: Words, receipt: ClosingReceipt) -> list[tuple[str, str]]:
    return [
        (
            words.pick("Nuclei con il consenso", "Households that consented"),
            words.number(receipt.households),
        ),
        (
            words.pick("Nuclei senza consenso: niente è partito", "Without consent: nothing left"),
            words.number(receipt.left_out),
        ),
        (
            words.pick("Voci sigillate inviate", "Sealed entries sent"),
            words.number(receipt.entries_sent),
        ),
        (
            words.pick("Voci tolte dal registro", "Entries removed"),
            words.number(receipt.entries_removed),
        ),
        (
            words.pick("Aiuti sigillati, in pacchetti per nucleo", "Sealed bundles of aid"),
            words.number(receipt.bundles_sent),
        ),
        (
            words.pick(
                "Mesi contati per le statistiche della rete", "Months counted for statistics"
            ),
            words.number(receipt.returned_months),
        ),
    ]


def _came(words: Words, receipt: ClosingReceipt) -> list[tuple[str, str]]:
    return [
        (
            words.pick("Aiuti di altri centri ricevuti", "Received from others"),
            words.number(receipt.received),
        ),
        (
            words.pick("Nuclei seguiti anche altrove, certi", "Households also elsewhere, certain"),
            words.number(receipt.matches_certain),
        ),
        (
            words.pick("Nuclei da riconoscere", "Households to recognise"),
            words.number(receipt.matches_review),
        ),
        (
            words.pick("Aiuti doppi entro la finestra", "Doubled aid"),
            words.number(receipt.overlaps),
        ),
    ]


def _figures(paper: Paper, title: str, rows: list[tuple[str, str]]) -> None:
    paper.heading(title)
    paper.table((Column("", 0.8), Column("", 0.2, "right", STRONG)), rows)


def _digest(paper: Paper, receipt: ClosingReceipt) -> None:
    words = paper.words
    paper.heading(words.pick("Impronta", "Digest"), keep=40)
    paper.space(6)
    paper.sentence(receipt.digest or "—", Style(size=9), lines=2)
    paper.space(6)
    paper.sentence(
        words.pick(
            "Nessun nome, indirizzo o codice fiscale è uscito dal centro: le voci partono"
            " sigillate, le statistiche sono solo conteggi."
            " L’impronta riassume ciò che il registro ha confermato di aver ricevuto.",
            "No name, address or tax code left the centre: entries leave sealed, statistics are"
            " counts only."
            " The digest sums up what the register confirmed to have received.",
        ),
        CAPTION,
    )
    begun = words.pick("Iniziata il", "Begun on")
    paper.sentence(f"{begun} {words.clock(receipt.begun_at)}", Style(size=8, ink=MUTED))
