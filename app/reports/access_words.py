"""Sentences of the papers about rights: purposes, recipients, times, rights."""

from typing import Final

from app.reports.words import Words
from models.records.closing import RegisterStanding

DEEDS: Final = {
    "read": ("Scheda aperta il", "File opened on"),
    "changed": ("Scheda cambiata il", "File changed on"),
    "printed": ("Stampata o copiata il", "Printed or copied on"),
}
TERMS: Final = (
    (
        (
            "Una scheda aperta si conserva per {months} mesi dopo l'ultimo aiuto; una scheda "
            "chiusa per {closed} mesi. Poi si cancella, o si spiega perché serve ancora."
        ),
        (
            "An open file is kept for {months} months after the last aid; a closed one for "
            "{closed} months. It is then erased, or it is said why it is still needed."
        ),
    ),
)
RIGHTS: Final = (
    (
        (
            "Potete chiedere di correggere o completare questi dati, di cancellarli, di limitarne "
            "l'uso, di riceverli in un file, e opporvi al loro uso. Un consenso si ritira quando "
            "si vuole: quello che è stato fatto prima resta valido, e gli aiuti non dipendono dal "
            "consenso per la rete."
        ),
        (
            "You may ask to have these data corrected or completed, erased, restricted, or given "
            "to you in a file, and you may object to their use. A consent may be withdrawn at any "
            "time: what was done before stays lawful, and aid does not depend on the consent for "
            "the network."
        ),
    ),
    (
        (
            "Se pensate che i vostri dati siano trattati male potete rivolgervi al Garante per la "
            "protezione dei dati personali (www.garanteprivacy.it). Nessuna decisione è presa da "
            "un computer da solo."
        ),
        (
            "If you think that your data are treated badly you may complain to the Italian data "
            "protection authority (www.garanteprivacy.it). No decision is taken by a computer "
            "alone."
        ),
    ),
)


def purposes_of(words: Words) -> tuple[tuple[str, str], ...]:
    """Each purpose and what it is for."""
    return (
        (
            "file",
            words.pick(
                "ascoltare e aiutare il nucleo: decidere che cosa serve, ricordare che cosa è "
                "stato dato (consenso delle persone)",
                "to listen to the household and help it: what is needed, what was given (consent)",
            ),
        ),
        (
            "register",
            words.pick(
                "accorgersi che un altro centro aiuta lo stesso nucleo, senza nomi: partono codici "
                "cifrati, che restano dati personali protetti (consenso, separato)",
                "to notice that another centre helps the same household, without names: encrypted "
                "codes leave, which are protected personal data still (separate consent)",
            ),
        ),
        (
            "referral",
            words.pick(
                "presentare il nucleo a un altro ente, per nome (consenso, separato)",
                "to introduce the household to another body by name (separate consent)",
            ),
        ),
    )


def standing_words(words: Words, standing: RegisterStanding) -> str:
    """Whether anything of the household is at the network's register."""
    day = words.known(standing.left_on)
    if standing.code == "stands":
        return words.pick("codici cifrati, senza nomi", "encrypted codes, without names")
    if standing.code in {"must_leave", "leaving"}:
        return words.pick("codici cifrati, che stanno uscendo", "encrypted codes, about to leave")
    if standing.code == "left":
        return words.pick(f"più niente dal {day}", f"nothing any more since {day}")
    return words.pick("niente", "nothing")
