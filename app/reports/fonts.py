"""The bundled typefaces, registered with ReportLab once for the whole program."""

from functools import cache
from typing import Final

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources import resource_path

REGULAR = "Inter-Regular"
SEMIBOLD = "Inter-SemiBold"
BOLD = "Inter-Bold"
_ARABIC: Final = "NotoSansArabic-Regular"
_ARABIC_BOLD: Final = "NotoSansArabic-Bold"


@cache
def register_fonts() -> None:
    """Make the typefaces known to ReportLab; a document then embeds only the letters it uses."""
    # Streams as bytes, not as text in base 85: a quarter smaller, and no time spent on it.
    rl_config.useA85 = 0
    for name in (REGULAR, SEMIBOLD, BOLD):
        _register(name)


@cache
def arabic_beside(font: str) -> str:
    """The typeface for the Arabic letters of a line set in `font`, which has none."""
    name = _ARABIC if font == REGULAR else _ARABIC_BOLD
    _register(name)
    return name


def _register(name: str) -> None:
    pdfmetrics.registerFont(TTFont(name, str(resource_path(f"fonts/{name}.ttf"))))
