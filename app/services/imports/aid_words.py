"""The words registers use for aid, and the kind each means."""

import re
from functools import cache

from rapidfuzz import fuzz, process

from models.rules.words import fold

KINDS = (
    *("food", "clothing", "money", "baby", "hygiene", "blankets", "furniture"),
    *("medicine", "school", "meal", "transport", "lodging", "advice", "other"),
)

# A register writes the head of a word or all of it ("abbigliam.", "contrib. econom."), so each
# entry is the shortest head that means one thing. The first kind that matches wins: what is paid
# comes before what it pays for, and what a parcel holds before the parcel.
_PHRASES: tuple[tuple[str, str], ...] = (
    ("borsa lavoro", "money"),
    ("borsa di studio", "money"),
    ("borsa vest", "clothing"),
    ("spesa alim", "food"),
    ("spesa solidal", "food"),
    ("borsa spesa", "food"),
    ("pacco spesa", "food"),
    ("food voucher", "money"),
    ("gift card", "money"),
    ("carta prepagata", "money"),
    ("carta acquisti", "money"),
    ("carta spesa", "money"),
    ("spese cond", "money"),
    ("spese med", "money"),
    ("spese san", "money"),
    ("spese scol", "money"),
)
_HEADS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "money",
        (
            *("contrib", "denar", "sold", "buon", "economic", "econom", "euro", "eur", "voucher"),
            *("bollett", "utenz", "affitt", "bonific", "contant", "sussid", "prestit", "money"),
            *("cash", "rent", "bill", "rimbors", "assegn", "importo", "condomin", "finanz"),
            *("argent", "dinero", "liquid", "pagament", "erogaz", "tessera prepag", "ricaric"),
            *("mutuo", "canone", "morosit", "cauzion", "tari", "ticket", "tkt", "elargiz", "€"),
        ),
    ),
    (
        "baby",
        (
            "pannolin",
            "neonat",
            "omogeneiz",
            "latte in polv",
            "infanzia",
            "baby",
            "bimb",
            "prima inf",
        ),
    ),
    (
        "clothing",
        (
            *(
                "vest",
                "abiti",
                "abito",
                "abbigl",
                "indument",
                "guardarob",
                "scarp",
                "clothe",
                "clothing",
            ),
            *("capi", "giubb", "maglie", "calzatur", "cappott", "biancheria", "panni", "maglion"),
            *("ropa", "shoe", "garment", "dress"),
        ),
    ),
    ("hygiene", ("igien", "docc", "sapon", "detersiv", "hygien", "shower", "toilett")),
    ("blankets", ("copert", "lenzuol", "blanket", "sacco a pelo", "sacchi a pelo", "piumon")),
    ("furniture", ("mobil", "arred", "elettrodom", "furnitur", "frigor", "lavatric", "materass")),
    ("medicine", ("farmac", "medic", "occhial", "sanitar")),
    ("school", ("scuol", "scolast", "libri", "cancell", "zain", "school")),
    ("meal", ("mensa", "mense", "pranz", "cena", "pasto", "pasti", "meal")),
    (
        "food",
        (
            *("pacc", "pach", "viver", "alim", "spes", "bors", "cib", "food", "grocer"),
            *("parcel", "banco", "derrat", "generi", "fresc", "eccedenz", "frutta", "verdur"),
            *("pane", "prodott", "dispensa", "cesto", "cest", "sacchett", "package", "pack"),
            *(
                "nourrit",
                "comida",
                "scatol",
                "basket",
                "emporio",
                "agea",
                "fead",
                "razion",
                "sporta",
            ),
        ),
    ),
    ("transport", ("trasport", "bigliett", "viagg", "abbonam", "treno", "benzin", "carburant")),
    (
        "lodging",
        ("allogg", "accoglienz", "dormitor", "ospital", "lodging", "albergo", "posto letto"),
    ),
    ("advice", ("ascolt", "consul", "orientam", "colloqu", "segretariato", "advice", "legal")),
)
_WORDS_FOR_TYPING_SLIPS = {
    **dict.fromkeys(("pacco", "pacchi", "viveri", "alimenti", "alimentari", "alimentare"), "food"),
    **dict.fromkeys(("spesa", "borsa", "borse"), "food"),
    **dict.fromkeys(("vestiti", "vestiario", "abiti", "abbigliamento", "indumenti"), "clothing"),
    **dict.fromkeys(("guardaroba", "scarpe", "clothes"), "clothing"),
    **dict.fromkeys(("contributo", "economico", "soldi", "denaro", "bolletta", "affitto"), "money"),
    **dict.fromkeys(("coperte", "lenzuola"), "blankets"),
    **dict.fromkeys(("pannolini",), "baby"),
    **dict.fromkeys(("farmaci", "medicine"), "medicine"),
    **dict.fromkeys(("mobili", "arredamento"), "furniture"),
    **dict.fromkeys(("igiene",), "hygiene"),
}
_BETWEEN_KINDS = re.compile(r"\s+(?:e|ed|and|più)\s+|\s*[+/,;&]\s*|\s+[-–]\s+", re.IGNORECASE)
_TOLD_BY_TITLES = frozenset(["food", "clothing", "baby", "hygiene", "blankets", "furniture"])
_CLOSE_ENOUGH = 80
_SHORTEST_SLIP = 5
_SHORTEST_CUT = 4
_ACRONYMS = {"p a": "food", "pa": "food", "c e": "money"}


@cache
def bare(text: str) -> str:
    """Folded words without marks between them: "Contrib. Econom." is "contrib econom"."""
    return " ".join(re.findall(r"[^\W_]+|€", fold(text)))


@cache
def kind_in_title(text: str) -> str | None:
    """The kind of goods that a sheet's name or title tells; of whole words, never of slips."""
    words = bare(text)
    found = (kind for kind, heads in _HEADS if any(_has_head(words, head) for head in heads))
    return next((kind for kind in found if kind in _TOLD_BY_TITLES), None)


@cache
def known_kind(text: str) -> str | None:
    """The aid kind the words mean; None when none is known."""
    words = bare(text)
    if not words:
        return None
    for phrase, kind in _PHRASES:
        if phrase in words:
            return kind
    for kind, heads in _HEADS:
        if any(_has_head(words, head) for head in heads):
            return kind
    return _ACRONYMS.get(words) or _cut_short(words) or _slip(words)


def _has_head(words: str, head: str) -> bool:
    return words.startswith(head) or f" {head}" in words


@cache
def several_kinds(text: str) -> tuple[str, ...]:
    """The kinds of "viveri e vestiti", one each; none when every part means the same."""
    kinds = [known_kind(part) for part in _BETWEEN_KINDS.split(text) if bare(part)]
    different = tuple(kind for kind in dict.fromkeys(kinds) if kind is not None)
    return different if len(different) > 1 and None not in kinds else ()


def _cut_short(words: str) -> str | None:
    """The kind of an abbreviation shorter than any head: "guard." or "aiuto econ."."""
    for word in words.split():
        if len(word) >= _SHORTEST_CUT:
            kinds = {
                kind
                for kind, heads in _HEADS
                for head in heads
                if head.startswith(word) and " " not in head
            }
            if len(kinds) == 1:
                return kinds.pop()
    return None


def _slip(words: str) -> str | None:
    for word in words.split():
        if len(word) >= _SHORTEST_SLIP:
            close = process.extractOne(
                word, _WORDS_FOR_TYPING_SLIPS.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH
            )
            if close is not None:
                return _WORDS_FOR_TYPING_SLIPS[close[0]]
    return None
