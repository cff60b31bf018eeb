"""What the commands say, in Italian and English; errors by their stable code."""

import locale
from collections import defaultdict
from typing import Final

from app.cli.parcel_words import PARCEL_ERRORS
from app.services.network import NetworkFailed
from app.services.parcels import ParcelUnusable
from models.errors import DapoError, RuleBroken

_ERRORS: Final[dict[str, tuple[str, str]]] = {
    "not_found": ("Non c’è: {values}.", "There is no such thing: {values}."),
    "rule_broken": ("Non si può fare: {values}.", "This cannot be done: {values}."),
    "changed_meanwhile": (
        "Qualcuno l’ha cambiato nel frattempo: rileggere e riprovare.",
        "Someone changed it meanwhile: read it again and retry.",
    ),
    "wrong_passphrase": (
        "La frase segreta non è giusta. I dati sono al sicuro.",
        "The passphrase is wrong. The data are safe.",
    ),
    "recovery_key_mistyped": (
        "La chiave di recupero non è copiata bene.",
        "The recovery key is mistyped.",
    ),
    "vault_missing": ("L’archivio non c’è: {path}", "The vault is not there: {path}"),
    "vault_exists": (
        "C’è già un archivio: {path}. Non è stato toccato.",
        "There is a vault already: {path}. It was left as it is.",
    ),
    "not_a_vault": ("Non è un archivio di DA.PO: {path}", "This is no vault of DA.PO: {path}"),
    "vault_too_new": (
        "L’archivio è di una versione più nuova del programma: aggiornare il programma.",
        "The vault was made by a newer version: update the program.",
    ),
    "vault_damaged": (
        "L’archivio è danneggiato: serve una copia di sicurezza. Niente è stato scritto.",
        "The vault is damaged: a backup is needed. Nothing was written.",
    ),
    "keys_missing": (
        "Manca il file delle chiavi accanto all’archivio.",
        "The file of keys beside the vault is missing.",
    ),
    "keys_damaged": (
        "Il file delle chiavi accanto all’archivio è danneggiato.",
        "The file of keys beside the vault is damaged.",
    ),
    "vault_already_open": (
        "L’archivio è già aperto: chiudere il programma e riprovare.",
        "The vault is open already: close the program and retry.",
    ),
    "vault_read_only": (
        "L’archivio non si può scrivere: è su un disco protetto?",
        "The vault cannot be written: is its disk protected?",
    ),
    "vault_stepped_back": (
        "L’archivio è più vecchio dell’ultimo usato qui ({reason}). Niente è stato scritto.",
        "The vault is older than when it was last used ({reason}). Nothing was written.",
    ),
    "vault_behind": (
        "Col registro ha parlato un altro archivio, {seen_at}. Se vale questo: --knowingly.",
        "Another vault spoke with the register, {seen_at}. If this is the right one: --knowingly.",
    ),
    "vault_in_use": (
        "L’archivio è ancora letto da qualcuno: riprovare.",
        "The vault is still being read: try again.",
    ),
    "not_allowed": (
        "Non rientra nei compiti di chi è al lavoro ({role}): serve {needed}.",
        "This is not for the operator’s role ({role}): {needed} is needed.",
    ),
    "backup_failed": (
        "La copia non è uguale a ciò che doveva copiare, ed è stata tolta.",
        "The copy is not what was copied, and was removed.",
    ),
    "not_a_backup": (
        "Il file scelto non è una copia di sicurezza.",
        "The file chosen is no backup.",
    ),
    "backup_damaged": (
        "La copia di sicurezza è danneggiata: non ne è stato usato niente.",
        "The backup is damaged: nothing of it was used.",
    ),
    "disk_full": (
        "Il disco è pieno. Ciò che era salvato resta salvato.",
        "The disk is full. What was saved stays saved.",
    ),
    "disk_failed": (
        "Il disco non risponde come deve. Ciò che era salvato resta salvato.",
        "The disk failed. What was saved stays saved.",
    ),
    "cipher_missing": (
        "Manca la cifratura: il programma non è installato per intero.",
        "The cipher is missing: the program is not wholly installed.",
    ),
    "file_too_big": (
        "Il file è troppo grande ({limit}). Niente è stato importato.",
        "The file is too big ({limit}). Nothing was imported.",
    ),
    "file_looks_dangerous": (
        "Il file è fatto in modo pericoloso ({reason}). Niente è stato importato.",
        "The file is made to harm ({reason}). Nothing was imported.",
    ),
    "file_not_understood": (
        "Non è una tabella che si possa leggere ({reason}). Niente è stato importato.",
        "No table can be read in it ({reason}). Nothing was imported.",
    ),
    "document_not_taken": (
        "Il documento non si può tenere o mostrare ({reason}).",
        "The document cannot be kept or shown ({reason}).",
    ),
    "mapping_not_understood": (
        "Il file della mappatura non è leggibile.",
        "The saved mapping cannot be read.",
    ),
    "not_enrolled": (
        "Questo centro non è ancora in rete: serve `dapo-admin enrol`.",
        "This centre has joined no network yet: use `dapo-admin enrol`.",
    ),
    "already_enrolled": ("Questo centro è già in rete.", "This centre has joined already."),
    "trial_data": (
        "Sono dati di prova: non vanno a un registro vero.",
        "These are trial data: they go to no real register.",
    ),
    "network_failed": (
        "Lo scambio con la rete non è riuscito ({reason}). Niente è perso: riprovare più tardi.",
        "The exchange with the network failed ({reason}). Nothing is lost: retry later.",
    ),
    "register_unreachable": (
        "Il registro non risponde. Niente è perso: riprovare più tardi.",
        "The register does not answer. Nothing is lost: retry later.",
    ),
    "key_holder_unreachable": (
        "Un custode delle chiavi non risponde. Niente è perso: riprovare più tardi.",
        "A key-holder does not answer. Nothing is lost: retry later.",
    ),
    "key_holder_key_changed": (
        "Un custode delle chiavi usa un’altra chiave: fermarsi e avvisare la rete.",
        "A key-holder uses another key: stop and tell the network.",
    ),
    "no_key_in_use": (
        "I custodi delle chiavi non hanno una chiave in comune: avvisare la rete.",
        "The key-holders have no key in use together: tell the network.",
    ),
    "enrolment_refused": (
        "Il codice non vale: sbagliato, scaduto o già usato.",
        "The code is wrong, used or expired.",
    ),
    "quota_spent": (
        "Il custode delle chiavi ha fermato le domande: si riprende dal {until}.",
        "The key-holder answers no more for now: go on from {until}.",
    ),
    "device_waiting": (
        "Chi cura la rete deve ancora confermare questo computer.",
        "An administrator of the network has still to confirm this device.",
    ),
    "version_not_served": (
        "DA.PO e {url} non hanno una versione in comune: aggiornare il più vecchio dei due.",
        "DA.PO and {url} have no version in common: update the older of the two.",
    ),
    "address_not_safe": (
        "L’indirizzo {url} non è protetto: deve cominciare con https://",
        "The address {url} is not protected: it must begin with https://",
    ),
    "device_revoked": (
        "Questo PC non può più parlare per il centro: chiedere alla rete.",
        "This PC may no longer speak for its centre: ask the network.",
    ),
    "passphrase_missing": (
        "Serve la frase segreta: --passphrase-file o DAPO_PASSPHRASE.",
        "A passphrase is needed: --passphrase-file or DAPO_PASSPHRASE.",
    ),
    "server_did_not_start": (
        "Un servizio della prova non è partito ({name}): {told}",
        "A server of the demo did not start ({name}): {told}",
    ),
    "file_missing": ("Non si può leggere: {path}", "This cannot be read: {path}"),
}
_RULES: Final[dict[str, tuple[str, str]]] = {
    "passphrase_too_short": (
        "La frase segreta è troppo corta: almeno otto lettere.",
        "The passphrase is too short: eight letters at least.",
    ),
    "name_missing": ("Serve un nome.", "A name is needed."),
    "no_month": ("Non è un mese: scrivere come 2026-11.", "No month: write it as 2026-11."),
    "month_in_future": ("Il mese non è ancora cominciato.", "The month has not begun."),
    "format_unknown": (
        "Il file deve finire in .xlsx o .csv.",
        "The file must end in .xlsx or .csv.",
    ),
    "date_not_understood": ("La data non si capisce: {text}", "No date can be read: {text}"),
}


def own_language() -> str:
    """The language of the messages unless told: English on an English computer, else Italian."""
    name = locale.getlocale()[0] or ""
    return "en" if name.lower().startswith("en") else "it"


def told(error: DapoError, language: str) -> str:
    """The sentence for an error, with the values that it carries."""
    code, table = error.code, _ERRORS | PARCEL_ERRORS
    if isinstance(error, RuleBroken) and str(error.values.get("rule")) in _RULES:
        code, table = str(error.values["rule"]), _RULES
    elif isinstance(error, ParcelUnusable):
        code = f"parcel_{error.reason}"
    elif isinstance(error, NetworkFailed) and error.reason in _ERRORS:
        code = error.reason
    italian, english = table.get(code, _ERRORS["rule_broken"])
    values = {name: str(value) for name, value in error.values.items()}
    known = defaultdict(lambda: "?", values, values=", ".join(values.values()))
    return (italian if language == "it" else english).format_map(known)
