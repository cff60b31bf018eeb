"""What is typed, before it is kept: literal, except for what no text may hold."""

import re

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def tidy(text: str) -> str:
    """The text without control characters, halves of letters and outer spaces.

    Everything else stays as typed, marks of right-to-left writing included.
    """
    return _UNWRITABLE.sub("", text).strip()
