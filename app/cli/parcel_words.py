"""What the commands say when a file on a stick is not what it should be."""

from typing import Final

PARCEL_ERRORS: Final[dict[str, tuple[str, str]]] = {
    "stick_full": (
        "Sulla chiavetta non c’è posto: servono {needed} byte.",
        "There is no room on the stick: {needed} bytes are needed.",
    ),
    "stick_not_writable": (
        "Qui non si può scrivere: {path}. Niente è perso.",
        "This cannot be written: {path}. Nothing is lost.",
    ),
    "stick_failed": (
        "La chiavetta non ridà ciò che le si scrive: {path}. Usarne un’altra.",
        "The stick does not give back what was written: {path}. Use another one.",
    ),
    "network_needed": (
        "Registro o archivio sono stati ripristinati: chiudere una volta con la rete.",
        "The register or the vault was restored: close once over the network.",
    ),
    "parcel_not_a_parcel": ("Il file non è un plico.", "The file is no parcel."),
    "parcel_damaged": (
        "Il plico è rovinato: farlo copiare di nuovo. Niente è stato cambiato.",
        "The parcel is damaged: have it copied again. Nothing was changed.",
    ),
    "parcel_is_answer": (
        "È una risposta, non un plico da portare.",
        "This is an answer, no parcel to be carried.",
    ),
    "parcel_is_outgoing": (
        "È il plico da portare, non la risposta.",
        "This is the parcel to be carried, not its answer.",
    ),
    "parcel_other_network": (
        "Il plico è di un’altra rete.",
        "The parcel belongs to another network.",
    ),
    "parcel_other_centre": (
        "La risposta è di un altro centro.",
        "The answer is another centre’s.",
    ),
    "parcel_unknown_number": (
        "Questo archivio non ha preparato il plico {number}: prepararne uno nuovo.",
        "This vault did not make parcel {number}: make a new one.",
    ),
    "parcel_already_read": (
        "La risposta al plico {number} è già stata letta, o superata.",
        "The answer to parcel {number} was read already, or a later one was.",
    ),
    "parcel_expired": (
        "Il plico {number} è arrivato troppo tardi: prepararne uno nuovo.",
        "Parcel {number} came too late: make a new one.",
    ),
    "parcel_no_request": (
        "Da qui non è partita nessuna richiesta d’ingresso.",
        "Nobody here asked to join.",
    ),
}
