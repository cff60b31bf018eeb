"""How the import speaks: roles of columns, kinds of sheets, what was read, what was not."""

from PySide6.QtCore import QCoreApplication

from app.services.imports.readback import Understood
from models.errors import DapoError
from models.records.imports import ColumnMapping, DateOrder, NameOrder, Role, SheetKind, Subject
from models.rules.money import format_amount
from models.rules.partial_date import PartialDate
from ui.labels import dates
from ui.labels.codes import aid_word, aid_words, relation_words
from ui.labels.failures import explain

translate = QCoreApplication.translate
AMOUNTS = frozenset({Role.AMOUNT, Role.ISEE})
DATES = frozenset({Role.BIRTH_DATE, Role.AID_DATE, Role.ISEE_EXPIRY})
PERSONAL = frozenset(
    {
        *(Role.SURNAME, Role.GIVEN_NAME, Role.WHOLE_NAME, Role.SEX, Role.BIRTH_DATE),
        *(Role.BIRTH_PLACE, Role.CITIZENSHIP, Role.CODE),
    }
)


def role_words() -> dict[Role, str]:
    """Roles of columns, in the order in which they are offered."""
    return {
        Role.IGNORE: translate("Import", "non serve"),
        Role.NUMBER: translate("Import", "numero di scheda o tessera"),
        Role.WHOLE_NAME: translate("Import", "cognome e nome insieme"),
        Role.SURNAME: translate("Import", "cognome"),
        Role.GIVEN_NAME: translate("Import", "nome"),
        Role.BIRTH_DATE: translate("Import", "data di nascita"),
        Role.CODE: translate("Import", "codice fiscale o altro codice"),
        Role.SEX: translate("Import", "sesso"),
        Role.RELATION: translate("Import", "relazione di parentela"),
        Role.BIRTH_PLACE: translate("Import", "luogo di nascita"),
        Role.CITIZENSHIP: translate("Import", "cittadinanza"),
        Role.CHILDREN: translate("Import", "figli, in una casella"),
        Role.SIZE: translate("Import", "quanti sono"),
        Role.MINORS: translate("Import", "quanti minori"),
        Role.ADDRESS: translate("Import", "indirizzo"),
        Role.PHONE: translate("Import", "telefono"),
        Role.EMAIL: translate("Import", "posta elettronica"),
        Role.ISEE: translate("Import", "ISEE"),
        Role.ISEE_TYPE: translate("Import", "tipo di ISEE"),
        Role.ISEE_EXPIRY: translate("Import", "scadenza dell'ISEE"),
        Role.AID_DATE: translate("Import", "giorno dell'aiuto"),
        Role.AID_KIND: translate("Import", "che aiuto"),
        Role.QUANTITY: translate("Import", "quanti aiuti"),
        Role.AMOUNT: translate("Import", "importo in euro"),
        Role.PURPOSE: translate("Import", "per che cosa"),
        Role.COUNT_OF_KIND: translate("Import", "crocette o numeri di un aiuto"),
        Role.FREE_AID: translate("Import", "aiuti scritti a parole"),
        Role.NOTE: translate("Import", "note"),
    }


def subject_words() -> dict[Subject, str]:
    """Whose detail a column holds."""
    return {
        Subject.PERSON: translate("Import", "della persona"),
        Subject.SPOUSE: translate("Import", "del coniuge"),
        Subject.CHILD: translate("Import", "di un figlio"),
    }


def sheet_kind_words() -> dict[SheetKind, str]:
    """What the rows of a sheet are."""
    return {
        SheetKind.PEOPLE: translate("Import", "persone"),
        SheetKind.AID: translate("Import", "aiuti dati"),
        SheetKind.MIXED: translate("Import", "persone e aiuti insieme"),
        SheetKind.IGNORE: translate("Import", "niente: non lo leggo"),
    }


def name_order_words() -> dict[NameOrder, str]:
    """Which part of a whole name comes first."""
    return {
        NameOrder.SURNAME_FIRST: translate("Import", "prima il cognome"),
        NameOrder.GIVEN_FIRST: translate("Import", "prima il nome"),
    }


def date_order_words() -> dict[DateOrder, str]:
    """How numeric dates are written."""
    return {
        DateOrder.DAY_FIRST: translate("Import", "giorno, mese, anno"),
        DateOrder.MONTH_FIRST: translate("Import", "mese, giorno, anno"),
    }


def column_words(column: ColumnMapping) -> str:
    """What a column is read as, in a few words."""
    if column.role is Role.COUNT_OF_KIND:
        kind = aid_word(column.kind or "other")
        if column.month is None:
            return kind
        return f"{kind}, {dates.partial_date(PartialDate.from_iso(column.month))}"
    words = role_words()[column.role]
    if column.role in PERSONAL and column.subject is not Subject.PERSON:
        return f"{words} {subject_words()[column.subject]}"
    return words


def understood_words(column: ColumnMapping, value: Understood) -> str:
    """A value as it was understood; empty when it was not."""
    if isinstance(value, PartialDate):
        return dates.partial_date(value)
    if isinstance(value, int):
        return f"{format_amount(value)} €" if column.role in AMOUNTS else str(value)
    if value is None:
        return ""
    sexes = {"F": translate("Import", "donna"), "M": translate("Import", "uomo")}
    words = {Role.AID_KIND: aid_words(), Role.RELATION: relation_words(), Role.SEX: sexes}
    return words.get(column.role, {}).get(value, value)


def notice_words(code: str) -> str:
    """Why a value was not taken as it was."""
    if code.endswith("_not_understood") and code not in _notices():
        role = code.removesuffix("_not_understood")
        named = role_words().get(Role(role)) if role in set(Role) else None
        words = translate("Import", "non si legge come «{role}»")
        return words.format(role=named or role)
    return _notices().get(code, code)


def _notices() -> dict[str, str]:
    return {
        "no_name_or_number": translate("Import", "riga senza nome né numero: resta fuori"),
        "number_without_name": translate("Import", "numero senza nome: nucleo da completare"),
        "code_not_understood": translate("Import", "non è un codice: resta fuori"),
        "code_doubtful": translate("Import", "codice che non torna: preso com'è"),
        "relation_not_understood": translate("Import", "parentela non chiara: «altra persona»"),
        "children_without_names": translate("Import", "figli senza nome: restano fuori"),
        "child_without_name": translate("Import", "figlio senza nome: resta fuori"),
        "free_aid_doubtful": translate("Import", "aiuto a parole, poco chiaro: preso com'è"),
        "nothing_given": translate("Import", "quantità zero: nessun aiuto"),
        "kind_missing": translate("Import", "manca che aiuto è: l'ho dedotto"),
        "amount_negative": translate("Import", "importo negativo: aiuto senza importo"),
        "date_unlikely": translate("Import", "data improbabile: aiuto senza giorno"),
        "date_missing": translate("Import", "manca la data: aiuto senza giorno"),
        "text_cut": translate("Import", "testo troppo lungo: accorciato"),
    }


def file_problem(error: Exception) -> tuple[str, str]:
    """What is wrong with a file, and what to do."""
    told = explain(error)
    values = error.values if isinstance(error, DapoError) else {}
    known = {
        "encrypted": (
            translate("Import", "Il file è chiuso con una parola d'ordine."),
            translate("Import", "Aprilo, togli la parola d'ordine, salvalo e riprova."),
        ),
        "damaged": (
            translate("Import", "Il file è rovinato, o è stato salvato a metà."),
            translate("Import", "Aprilo con il foglio di calcolo, salvalo di nuovo e riprova."),
        ),
        "foreign": (
            translate("Import", "Questo file non è un foglio di calcolo."),
            translate("Import", "Vanno bene i file di Excel, di LibreOffice e i CSV."),
        ),
        "missing": (
            translate("Import", "Il file non c'è più, o non si può leggere."),
            translate("Import", "Se sta su una chiavetta, inseriscila e riprova."),
        ),
        "empty": (
            translate("Import", "Il file è vuoto."),
            translate("Import", "Controlla di avere scelto quello giusto."),
        ),
    }
    reason = str(values.get("reason", ""))
    what, remedy = known.get(reason, (told.what, told.remedy))
    safe = translate("Import", "Non è stato importato niente.")
    return what, f"{safe} {remedy}\n{told.code_line}"


def phase_words() -> dict[str, str]:
    """The phases of taking a draft, in their order."""
    return {
        "recognise": translate("Import", "Guardo chi è già seguito"),
        "households": translate("Import", "Preparo le schede"),
        "write": translate("Import", "Le metto al sicuro"),
    }
