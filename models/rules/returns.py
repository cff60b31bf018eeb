"""What a month's return counts, in which groups, and how a household is shared between centres.

The groups are those that funders and the observatory ask for: Reg. (EU) 2021/1057, Annex III (age,
sex, third-country nationals, people with disabilities, homeless people) and Caritas practice
(typology, needs, ISEE band). They are few and fixed, each counted by itself: no group is ever
crossed with another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from models.rules.ages import ADULT_AT, ELDERLY_AT
from models.rules.codes import codes, label
from models.rules.names import fold_name
from models.rules.places import place_code

SHARE: Final = 27_720
"""A whole household or person, in shares: divisible by every number of centres up to 12, so that
the parts of several centres add up to exactly one."""

Base = Literal["households", "people"]
UNKNOWN: Final = "unknown"
_YOUNG_UNTIL: Final = 30
_ISEE_BANDS: Final = (("zero", 0), ("to_6000", 600_000), ("to_10000", 1_000_000))
_SPECIAL_NEEDS: Final = frozenset({"addiction", "disability", "health", "immigration", "justice"})

_EU: Final = (
    "Z102 Z103 Z104 Z107 Z109 Z110 Z112 Z115 Z116 Z120 Z121 Z126 Z127 Z128 Z129 Z131 Z132 Z134"
    " Z144 Z145 Z146 Z149 Z150 Z155 Z156 Z211"
)
_EU_STATES: Final = frozenset(_EU.split())
_OF_THE_EU: Final = (
    "bulgar croat frances grec lituan polacc portoghes rumen romen slovacc spagnol tedesc ungheres"
)
_OF_THIRD_COUNTRIES: Final = (
    "afghan albanes algerin apolid bengales bolivian brasilian camerunens cingales cines colombian"
    " cuban domenican ecuadorian egizian eritre etiop filippin georgian ghanes indian ivorian"
    " kosovar macedon marocchin mauritan moldav nigerian pakistan palestin peruvian russ"
    " salvadoregn senegales serb sirian somal sudanes tunisin turc ucrain venezuelan"
)
_CITIZENS: Final[Mapping[str, str]] = {
    "italian": "italian",
    **dict.fromkeys(_OF_THE_EU.split(), "eu"),
    **dict.fromkeys(_OF_THIRD_COUNTRIES.split(), "third_country"),
    "sri lank": "third_country",
}
"""How citizenship is written when it is no state's name: the word without its ending."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way of grouping the households or people helped in a month.

    Attributes:
        name: its stable code.
        base: what is counted.
        codes: its groups, in their order on paper.
        special: groups that tell of health, origin or justice (GDPR, art. 9 and 10).
        is_partition: everybody is in exactly one group; otherwise in any number of them.
    """

    name: str
    base: Base
    codes: tuple[str, ...]
    special: frozenset[str] = frozenset()
    is_partition: bool = True


@cache
def dimensions() -> tuple[Dimension, ...]:
    """All groupings of a return, households first."""
    typologies = tuple(each.code for each in codes("typologies"))
    citizens = ("italian", "eu", "third_country", UNKNOWN)
    conditions = ("homeless", "disabled")
    bands = (*(band for band, _ in _ISEE_BANDS), "above", UNKNOWN)
    ages = ("under_18", "from_18", "from_30", "from_65", UNKNOWN)
    return (
        Dimension("typology", "households", typologies, frozenset({"with_disabled"})),
        Dimension("isee", "households", bands),
        Dimension("need", "households", macro_needs(), _SPECIAL_NEEDS, is_partition=False),
        Dimension("age", "people", ages),
        Dimension("sex", "people", ("women", "men", UNKNOWN)),
        Dimension("citizenship", "people", citizens, frozenset(citizens)),
        Dimension("condition", "people", conditions, frozenset(conditions), is_partition=False),
    )


def dimension_label(name: str, language: str = "it") -> str:
    """The words for a grouping in "it" or "en"."""
    return label("statistics", name, language)


def group_label(dimension: str, code: str, language: str = "it") -> str:
    """The words for a group of a grouping in "it" or "en"."""
    lists = {"typology": "typologies", "need": "needs"}
    return label(lists.get(dimension, "statistics"), code, language)


def share_of(centres: int) -> int:
    """The part of one that each of so many centres counts, in shares (rounded beyond 12)."""
    return round(SHARE / centres)


@cache
def macro_needs() -> tuple[str, ...]:
    """The codes of needs at the top of their list."""
    return tuple(each.code for each in codes("needs") if not each.macro)


@cache
def macro_need(code: str) -> str:
    """The code at the top that a need belongs under; "other" for one that the list has not."""
    found = {each.code: each.macro or each.code for each in codes("needs")}
    return found.get(code, "other")


def age_class(age: int | None) -> str:
    """The age class of Annex III: under_18, from_18, from_30, from_65, unknown."""
    if age is None:
        return UNKNOWN
    if age < ADULT_AT:
        return "under_18"
    if age < _YOUNG_UNTIL:
        return "from_18"
    return "from_30" if age < ELDERLY_AT else "from_65"


def sex_group(sex: str) -> str:
    """women, men or unknown, from "F", "M" or nothing."""
    return {"F": "women", "M": "men"}.get(sex, UNKNOWN)


def isee_band(cents: int | None) -> str:
    """The band of an ISEE in cents: zero, to_6000, to_10000, above; unknown without one."""
    if cents is None:
        return UNKNOWN
    return next((band for band, until in _ISEE_BANDS if cents <= until), "above")


@cache
def citizenship_group(written: str) -> str:
    """italian, eu, third_country (stateless people too) or unknown, from what was written."""
    folded = fold_name(written)
    if not folded:
        return UNKNOWN
    for stem, group in _CITIZENS.items():
        if folded.startswith(stem):
            return group
    if folded == "italia":
        return "italian"
    code = place_code(written)
    if not code:
        return UNKNOWN
    if not code.startswith("Z"):
        return "italian"
    return "eu" if code in _EU_STATES else "third_country"
