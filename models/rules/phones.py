"""Telephone numbers: as written, and in E.164 form when they can be read as valid.

The library's tables are read at the first number, not at import.
"""

import re
from functools import lru_cache

_CANDIDATE = re.compile(r"\+?\d[\d\s./()\-]*\d")
_LONGEST = 64
HOME_REGION = "IT"


@lru_cache(maxsize=16384)
def e164(written: str) -> str:
    """The number in E.164 form ("+393331234567"); "" when no valid number can be read.

    Remarks around the number ("333 1234567 figlia") are allowed; without a country code it is
    taken as Italian.
    """
    import phonenumbers  # its tables cost 40 ms, most windows never need them

    found = _CANDIDATE.search(written[:_LONGEST])
    if found is None:
        return ""
    try:
        number = phonenumbers.parse(found[0], HOME_REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def digits_of(written: str) -> str:
    """The ASCII digits of a text, in order."""
    return "".join(letter for letter in written if "0" <= letter <= "9")
