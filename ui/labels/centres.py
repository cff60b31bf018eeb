"""How a centre is called where everybody knows that it is one."""

_SAID_OF_ALL = "centro di ascolto "


def short_centre(name: str) -> str:
    """The name without "Centro di ascolto", which all of them bear: "San Pio X"."""
    if name.casefold().startswith(_SAID_OF_ALL) and len(name) > len(_SAID_OF_ALL):
        return name[len(_SAID_OF_ALL) :]
    return name
