"""A form that was being written, to be given back to who wrote it."""

from dataclasses import dataclass, field
from uuid import UUID

Written = dict[str, list[str]]
"""By field, what stands in each of its editors."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood in a form that was not saved.

    Attributes:
        page: key of the page in the window.
        household_id: whose file was open, None for a new one.
        tab: key of the tab, empty where there are none.
        item: "new", or the identifier of what was being amended; empty when there is only one.
        written: by field.
    """

    page: str
    household_id: UUID | None = None
    tab: str = ""
    item: str = ""
    written: Written = field(default_factory=dict)
