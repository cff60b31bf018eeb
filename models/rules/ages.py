"""Ages that decide something: minors, adults, the elderly."""

from datetime import date

from models.rules.partial_date import PartialDate

ADULT_AT = 18
ELDERLY_AT = 65


def age_on(born: PartialDate | None, day: date) -> int | None:
    """Whole years on `day`; None when nothing is known of the birth."""
    return None if born is None else born.age_on(day)


def is_minor(age: int | None, relation: str) -> bool:
    """Whether someone counts as a minor; a child of unknown age does, others do not."""
    return relation in {"child", "grandchild"} if age is None else age < ADULT_AT
