"""What someone typed in the search, as the first fields of a new file."""

from models.rules.codice_fiscale import CodeKind, recognise_code
from models.rules.phones import digits_of

_SHORTEST_PHONE = 6


def first_fields(text: str) -> dict[str, str]:
    """By field: a code, a telephone, an old number, or surname before name as registers write."""
    words = text.split()
    if not words:
        return {}
    whole = "".join(words)
    if recognise_code(whole).kind is not CodeKind.OTHER:
        return {"code": whole.upper()}
    if not any(letter.isalpha() for letter in whole):
        is_phone = len(digits_of(whole)) >= _SHORTEST_PHONE
        return {"phone": text.strip()} if is_phone else {"number": whole}
    named = [word if any(map(str.isupper, word)) else word.capitalize() for word in words]
    if len(named) == 1:
        return {"surname": named[0]}
    return {"surname": " ".join(named[:-1]), "given_name": named[-1]}
