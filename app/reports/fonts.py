"""The bundled typeface, registered with ReportLab once for the whole program."""

from functools import cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources import resource_path

REGULAR = "Inter-Regular"
SEMIBOLD = "Inter-SemiBold"
BOLD = "Inter-Bold"


@cache
def register_fonts() -> None:
    """Make Inter known to ReportLab; each document then embeds only the letters it uses."""
    # Streams as bytes, not as text in base 85: a quarter smaller, and no time spent on it.
    rl_config.useA85 = 0
    for name in (REGULAR, SEMIBOLD, BOLD):
        pdfmetrics.registerFont(TTFont(name, str(resource_path(f"fonts/{name}.ttf"))))
