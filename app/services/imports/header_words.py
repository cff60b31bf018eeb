"""The words that head columns, and what each may mean."""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.services.imports.aid_words import bare
from models.records.imports import Role, Subject

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPELT = re.compile(r"\b[a-z](?: [a-z]){2,}\b")
_SPOUSE = re.compile(
    r"\b(?:coniuge|marito(?: moglie)?|moglie(?: marito)?|consorte|spouse|partner|convivente"
    r"|compagn[oa]|wife|husband)\b"
)
_CHILD = re.compile(
    r"\b(?:(\d{1,2}) ?)?(?:figli[oa](?: [oa])?|minore|child|bambino)"
    r"(?:(?: ?n[ro]?\b| num\w*)? ?(\d{1,2}))?\b"
)

# A role, how surely these words mean it, and the words as patterns. The surest that also fits the
# cells below wins, so a word may stand in many entries ("nucleo" is a number or a count of people).
_ENTRIES = r"""
ignore 1.1
    \bpunt[io]\b|points|saldo|\bfirma|\beta\b|\bage\b|\banni\b|operator|volontari|inserit
    aggiorn|\bora\b|orario|prossim|ultim[oa]|iscrizion|apertura|tesserament|rinnov|registraz
    timestamp|creat|compilat|\bpag\b|colore|\briga\b|privacy|consens|colloqui
    \bprim[oa] (?:acc|cont|inc|vol)|presa in carico|stipend|entrate|permess|soggiorno|^citta$|^cap$
    \bpeso\b|\bkg\b|\bkili|\bchil|\blitri\b|\bkm\b
    (?:affitto|mutuo|canone|spese|reddito|rata)\b.*mensil|mensil\w*\b.*(?:affitto|mutuo|reddito)
number 1.0
    tessera|scheda|\bn(?:r|um|umero)? nucle|nucleo|nr fam|id ?fam|famiglia|pratica|fascicolo
    cartella
    (?:id|cod|codice|num|numero|n|nr) (?:nucleo|famiglia|assistito|utente|scheda|fam|tess)
    (?:id|cod|codice|num|numero|n|nr) (?:nuc|beneficiario|cliente)
    matricola|\bcard\b|household|family (?:id|no|number)|file n|\bfamily\b|\bbadge\b|n archivio
    codice interno
number 0.6
    ^(?:n|nr|num|numero|id|no|nro|codice|cod|number|rif|reg|registro|progr?|progressivo|fam|nuc)$
    ^id\b
code 1.0
    cod\w* ?fis|codfisc|fiscal|\bc ?f\b|^cf|tax (?:code|id)|\bstp\b|\beni\b|\bssn\b
code 0.6
    document|^codice$|passaport|identificativ
surname 1.0
    cognome|surname|last ?name|family name|apellido|nom de famille|^cogn
given_name 0.95
    \bnome\b|first ?name|given ?name|prenom|nombre|forename|^name$|\bnomi$
whole_name 1.05
    cognome (?:e |ed |\w )?nome|nome (?:e |ed )?cognome|nominativ|full ?name
    surname (?:and )?name|name (?:and )?surname|cogn(?:ome)? nome
whole_name 0.9
    intestatari|titolar|beneficiari|assistit|utent|component|person|ospit|richiedent|capofamigl
    referent|familiar|client|\bname\b|\bchi\b|famiglia|nucleo|ritirat|anagraf|signor|recipient
    nome
sex 1.0
    sesso|genere|^m f|^f m|\bsex\b|gender|^s$|^mf$
birth_date 1.0
    nascit|\bnat[oai]\b|\bnat[oa] [oa] il|birth|\bdob\b|nasc|^d ?d? ?n$|\bdata n$|\bdn\b|\bddn\b
    \bborn\b
birth_place 1.0
    (?:luogo|comune|stato|nazion\w*|paese|citta|place|city|country|prov\w*)\b.*(?:nasc|birth|nat)
    birth ?place|nat[oa] (?:[oa] )?a$|place of birth|luogo nasc|country of birth|^luogo$
    ^nat[oa] a\b
birth_place 0.85
    ^a$|luogo|nazion|provenien|origin|country|\bpaese|comune|stato
citizenship 1.0
    cittadinanz|nazionalit|nationalit|citizenship
address 1.0
    indirizz|residen|domicil|^via|abitazion|address|street|dove abita|\bvive\b|\babita\b
address 0.6
    civico|\bcap\b|^citta$|^comune$|quartiere|zona|localit|recapit|note|annotaz|altro
phone 1.0
    \btel|telefon|\bcell|recapit|phone|mobile|contatt|whatsapp
email 1.0
    e ?mail|posta elettr
isee_expiry 1.2
    (?:scad\w*|valid\w*|fino|expir\w*)\b.*(?:isee|dsu)
    (?:isee|dsu)\b.*(?:scad|valid|fino|expir)
isee_type 1.2
    tipo\w* isee|isee tipo
isee 1.1
    isee|reddito
isee_expiry 0.6
    ^scad|^valid
size 1.1
    (?:n|nr|num|numero|tot|totale|qta)\b.*(?:comp|person|familiar|membri|pers\b|nucleo|fam)
    component|\bcomp\b|household size|family size|\bsize\b|members|numerosit|in famiglia|people
    quanti sono|nucleo
size 0.8
    person|familiar|membri|famiglia|\bpers\b
minors 1.15
    minor|under ?18|^min\b|di cui min
minors 0.9
    bambin|figli|children|\bkids
children 1.1
    figli|children|minori|bambin|kids
relation 1.1
    parentel|grado|relazion|rapport|ruolo|relation|legame|\brel\b|vincolo|posizione
aid_date 1.0
    \bdata\b|giorno|quando|\bdate\b|\bday\b|^il$|^gg$|\bmese\b|month|\bwhen\b|\bdt\b|\bin data
aid_date 0.8
    consegn|ritir|erogaz|intervent|distribuz|spesa|timestamp|\bdel\b
aid_kind 1.0
    tipo|tipologi|\baiut[oi]\b|intervent|\bcosa\b|\bbene\b|\bbeni\b|kind|type|\baid\b|\bhelp
    \bwhat|repart|categor|servizi|prestazion|articol|oggett|\bitem|materiale|genere|\bdato\b
    erogat|fornit|support
aid_kind 0.9
    descri|causale|\bvoce\b|movimento|richiest|note|causal|dettagl
quantity 1.0
    quant|\bq ?ta\b|\bqty\b|\bqt\b|pezz|\bpz\b|coll[io]\b|unita|how many|n pacc|nr pacc
    num\w* (?:pacc|pezz|bors|bust|sacch)|(?:n|nr) (?:pezz|bors|bust|sacch|colli)|\bunits?\b
    amount of|\bpieces|numero
quantity 0.6
    ^(?:n|nr|num|no|tot|totale|pacc\w*|bors\w*)$
amount 1.1
    import|\bimp\b|\beuro?\b|€|valor|costo|somma|amount|\bvalue|cifra|erogat|\bspes[ao]\b|soldi|denaro
    \bcost\b|contribut|money|cash|\bpagat|versat|sussid
purpose 1.0
    causal|motiv|^per\b|scopo|finalit|reason|purpose|destinaz|\bper cosa
purpose 0.8
    \bnot[ae]\b|descri|dettagl|specific|osservaz|annotaz|commen|notes|remark|details|intervent
free_aid 1.1
    altro|altri|other|aiuti|intervent|extra|note|varie|annotaz|contribut|storico
note 0.7
    \bnot[ae]\b|annotaz|osservaz|\baltro\b|commen|notes|remark|situazion|bisogn|problem
    segnalat
"""


def _entries() -> tuple[tuple[Role, float, re.Pattern[str]], ...]:
    found: list[tuple[Role, float, list[str]]] = []
    for line in _ENTRIES.strip().splitlines():
        if line.startswith(" "):
            found[-1][2].append(line.strip())
        else:
            role, weight = line.split()
            found.append((Role(role), float(weight), []))
    return tuple((role, weight, re.compile("|".join(words))) for role, weight, words in found)


_COMPILED = _entries()


@dataclass(frozen=True, slots=True)
class HeaderMeaning:
    """What a header may mean: roles with their sureness, whose detail, which child."""

    roles: tuple[tuple[Role, float], ...]
    subject: Subject = Subject.PERSON
    group: int = 0


def plain(header: str) -> str:
    """Folded words of a header: "N° Tessera", "numTessera" and "NUM_TESSERA" lose their dress."""
    words = bare(_CAMEL.sub(" ", header).replace("°", " "))
    return _SPELT.sub(lambda letters: letters[0].replace(" ", ""), words)


@lru_cache(maxsize=4_096)
def meaning(header: str) -> HeaderMeaning:
    """What the words of one header may mean."""
    words = plain(header)
    if spouse := _SPOUSE.search(words):
        rest = f"{words[: spouse.start()]} {words[spouse.end() :]}"
        return HeaderMeaning(_personal(rest), Subject.SPOUSE)
    child = _CHILD.search(words)
    if child is not None and _is_one_child(words, child):
        rest = f"{words[: child.start()]} {words[child.end() :]}"
        return HeaderMeaning(_personal(rest), Subject.CHILD, int(child[1] or child[2] or 1))
    return HeaderMeaning(_roles(words))


def is_other_matter(header: str) -> bool:
    """Whether a header's words say that its column is no matter of the register's aid."""
    return any(role is Role.IGNORE for role, _ in meaning(header).roles)


def _is_one_child(words: str, child: re.Match[str]) -> bool:
    return bool(child[1] or child[2]) and not words.startswith("n ")


def _roles(words: str) -> tuple[tuple[Role, float], ...]:
    best: dict[Role, float] = {}
    for role, weight, pattern in _COMPILED:
        if pattern.search(words):
            best[role] = max(weight, best.get(role, 0.0))
    return tuple(best.items())


def _personal(rest: str) -> tuple[tuple[Role, float], ...]:
    """Roles of a spouse's or child's column; a bare "Coniuge" holds the whole name."""
    found = tuple(
        (role, weight) for role, weight in _roles(" ".join(rest.split())) if role in PERSONAL_ROLES
    )
    return found or ((Role.WHOLE_NAME, 1.0), (Role.BIRTH_DATE, 0.5), (Role.CODE, 0.5))


PERSONAL_ROLES = frozenset(
    [
        *(Role.SURNAME, Role.GIVEN_NAME, Role.WHOLE_NAME, Role.SEX, Role.BIRTH_DATE),
        *(Role.BIRTH_PLACE, Role.CITIZENSHIP, Role.CODE),
    ]
)
