"""What the page looks like: the desktop's own colours, its type, and one style sheet."""

import hashlib
import tomllib
from functools import cache
from typing import Final

from litestar import MediaType, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from resources import resource_path

_FACES: Final = {"regular": "Regular", "semibold": "SemiBold", "bold": "Bold"}
# The address of the style sheet changes with its content, and fonts never do.
_A_DAY: Final = "public, max-age=86400"
_KEPT: Final = {"Cache-Control": "public, max-age=31536000, immutable"}


@cache
def style_sheet() -> str:
    """Write the style sheet: the tokens of both themes, then the rules."""
    tokens = _tokens()
    rules = resource_path("page/page.css").read_text(encoding="utf-8")
    dark = f"@media screen and (prefers-color-scheme: dark) {{ {_variables(tokens['dark'])} }}"
    return f"{_variables(tokens['light'])}\n{dark}\n{rules}"


@cache
def style_version() -> str:
    """Return a short name of the style sheet's content."""
    return hashlib.sha256(style_sheet().encode()).hexdigest()[:12]


@get("/style/{version:str}", sync_to_thread=False)
def give_style(version: FromPath[str]) -> Response[str]:
    """Give the style sheet."""
    headers = _KEPT if version == style_version() else {"Cache-Control": "no-cache"}
    return Response(style_sheet(), media_type=MediaType.CSS, headers=headers)


@get("/fonts/{face:str}", sync_to_thread=True)
def give_font(face: FromPath[str]) -> Response[bytes]:
    """Give a face of Inter."""
    if face not in _FACES:
        raise NotFoundException
    content = resource_path(f"fonts/Inter-{_FACES[face]}.ttf").read_bytes()
    return Response(content, media_type="font/ttf", headers=_KEPT)


@get("/icon", sync_to_thread=True)
def give_icon() -> Response[str]:
    """Give the picture that stands beside the page's title in a browser."""
    drawn = resource_path("icons/house-heart.svg").read_text(encoding="utf-8")
    brand = _tokens()["light"]["brand"]
    coloured = drawn.replace("currentColor", brand)
    return Response(coloured, media_type="image/svg+xml", headers={"Cache-Control": _A_DAY})


@cache
def _tokens() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource_path("themes/tokens.toml").read_text(encoding="utf-8"))


def _variables(colours: dict[str, str]) -> str:
    lines = " ".join(f"--{name.replace('_', '-')}: {shade};" for name, shade in colours.items())
    return f":root {{ {lines} }}"
