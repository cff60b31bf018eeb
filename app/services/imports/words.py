"""Words for relation and sex, as registers write them."""

from functools import cache

from app.services.imports.aid_words import bare

_RELATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "reference",
        (
            *(
                "intest",
                "capofam",
                "capo fam",
                "titolar",
                "richied",
                "referen",
                "reference",
                "head",
            ),
            *("dichiarant", "is", "lui stess", "if", "i s", "capo", "beneficiari", "io", "self"),
        ),
    ),
    (
        "spouse",
        (
            "coniug",
            "consort",
            "con",
            "marito",
            "moglie",
            "spos",
            "husband",
            "wife",
            "spouse",
            "mg",
            "mt",
            "cg",
        ),
    ),
    ("partner", ("conviv", "compagn", "partner")),
    (
        "child",
        (
            *("figli", "son", "daughter", "child", "fg", "bambin", "minor", "figl"),
            *("neonat", "figliastr"),
        ),
    ),
    (
        "parent",
        ("genitor", "padre", "madre", "mamma", "papa", "father", "mother", "parent", "suocer"),
    ),
    ("sibling", ("fratell", "sorell", "brother", "sister", "sibling")),
    ("grandparent", ("nonn", "grandparent", "grandmother", "grandfather")),
    ("grandchild", ("nipot", "grandchild", "abbiatic")),
    (
        "other_relative",
        (
            "cognat",
            "zio",
            "zia",
            "cugin",
            "parent acquis",
            "genero",
            "nuor",
            "uncle",
            "aunt",
            "altro par",
        ),
    ),
    ("other", ("altr", "ospit", "amic", "badant", "other", "coinquil")),
)
# Read so only under a header of relations: elsewhere M and F are the sex.
RELATION_LETTERS = {"I": "reference", "C": "spouse", "M": "spouse", "F": "child", "G": "parent"}
_SHORT_RELATIONS = frozenset(
    ["is", "i s", "if", "io", "mg", "mt", "cg", "con", "fg", "son", "capo", "zio", "zia"]
)
_SEXES = {
    **dict.fromkeys(("m", "maschio", "uomo", "male", "man", "masch", "maschile", "h"), "M"),
    **dict.fromkeys(("f", "femmina", "donna", "female", "woman", "femm", "femminile", "d"), "F"),
}
_LONGEST_RELATION = 4


@cache
def relation_of(text: str) -> str | None:
    """The relation's code for a word of a register; None when it is no such word."""
    words = bare(text)
    if not words or len(words.split()) > _LONGEST_RELATION:
        return None
    for relation, heads in _RELATIONS:
        for head in heads:
            if words == head or (head not in _SHORT_RELATIONS and words.startswith(head)):
                return relation
    return None


@cache
def sex_of(text: str) -> str:
    """Give "M" or "F" for a word of a register; "" when it tells neither."""
    return _SEXES.get(bare(text), "")
