"""The look: colours from `resources/themes/tokens.toml`, Inter, Fusion and one small style sheet.

One look is worn by the whole program at a time, as Qt's own palette is; widgets that paint
themselves read it with `colour()` and `font()` at the moment they paint, so a change of theme or
of size reaches them with the ordinary repaint.
"""

import tomllib
from enum import StrEnum
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from resources import resource_path

FAMILY = "Inter"
DEFAULT_POINTS = 11.0
SMALLEST_POINTS = 9.0
LARGEST_POINTS = 18.0
RADIUS = 9
TARGET = 44


class Space:
    """Distances between things, in device-independent pixels."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 20


class Look(StrEnum):
    """What the person chose: light, dark, or as the computer is set."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """What a state means; always shown as a word, an icon and a colour together."""

    OK = "ok"
    ATTENTION = "attention"
    STOP = "stop"
    INFORMATION = "information"
    ELSEWHERE = "elsewhere"
    NEUTRAL = "neutral"


class Role(StrEnum):
    """Sizes of type; in points at the default 11: 9.5, 11, 11, 13, 15, 17, 20."""

    CAPTION = "caption"
    BODY = "body"
    STRONG = "strong"
    LEAD = "lead"
    TITLE = "title"
    NAME = "name"
    FIGURE = "figure"


_TYPE: dict[Role, tuple[float, QFont.Weight]] = {
    Role.CAPTION: (9.5, QFont.Weight.Normal),
    Role.BODY: (11, QFont.Weight.Normal),
    Role.STRONG: (11, QFont.Weight.DemiBold),
    Role.LEAD: (13, QFont.Weight.Bold),
    Role.TITLE: (15, QFont.Weight.Bold),
    Role.NAME: (17, QFont.Weight.Bold),
    Role.FIGURE: (20, QFont.Weight.Bold),
}
_FACES = ("Regular", "Medium", "SemiBold", "Bold")


class _Worn:
    """The look the program wears now."""

    tokens: dict[str, dict[str, str]] | None = None
    scheme = "light"
    points = DEFAULT_POINTS
    fonts_loaded = False


def all_tokens() -> dict[str, dict[str, str]]:
    """Colours of both themes: {"light": {"paper": "#F5F4F1", …}, "dark": {…}}."""
    if _Worn.tokens is None:
        _Worn.tokens = tomllib.loads(resource_path("themes/tokens.toml").read_text("utf-8"))
    return _Worn.tokens


def colour(name: str) -> QColor:
    """The colour that `name` ("ink", "ok_soft", …) has in the look worn now."""
    return QColor(all_tokens()[_Worn.scheme][name])


def tone_colours(tone: Tone) -> tuple[QColor, QColor]:
    """Ink and ground of a tone."""
    if tone is Tone.NEUTRAL:
        return colour("muted"), colour("sunk")
    return colour(tone), colour(f"{tone}_soft")


def is_dark() -> bool:
    """Whether the dark theme is worn."""
    return _Worn.scheme == "dark"


def points() -> float:
    """The size of body text chosen by the person, in points."""
    return _Worn.points


def scaled(size: float) -> float:
    """A length or a size of type, given at 11 points, at the size chosen."""
    return size * _Worn.points / DEFAULT_POINTS


def target() -> int:
    """Height of anything that is pressed, in pixels: 44, more with large type."""
    return max(TARGET, round(scaled(40)))


def font(
    role: Role = Role.BODY, weight: QFont.Weight | None = None, *, tabular: bool = False
) -> QFont:
    """Type for a role; `tabular` gives all figures one width, for columns."""
    size, usual = _TYPE[role]
    chosen = QFont(FAMILY)
    chosen.setPointSizeF(scaled(size))
    chosen.setWeight(usual if weight is None else weight)
    if tabular:
        chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen


def mono_font() -> QFont:
    """Type for codes and fingerprints."""
    chosen = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    chosen.setPointSizeF(scaled(10.5))
    return chosen


def line_height(role: Role = Role.BODY) -> int:
    """Pixels from one line of text to the next."""
    return QFontMetrics(font(role)).height()


def wear(app: QApplication, look: Look = Look.SYSTEM, size: float = DEFAULT_POINTS) -> None:
    """Dress the whole program: style, colours, type and style sheet.

    Args:
        app: the application.
        look: light, dark, or as the computer is set.
        size: points of body text, kept between 9 and 18.
    """
    _load_fonts()
    _set_scheme(look)
    _Worn.points = min(LARGEST_POINTS, max(SMALLEST_POINTS, size))
    if app.style().name() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    sheet = style_sheet()
    if sheet != app.styleSheet():
        app.setFont(font())
        app.setPalette(_palette())
        app.setStyleSheet(sheet)


def style_sheet() -> str:
    """The style sheet of the look worn now."""
    names = dict(all_tokens()[_Worn.scheme])
    names.update({f"{role.value}_pt": f"{scaled(size):.2f}pt" for role, (size, _) in _TYPE.items()})
    names.update(radius=f"{RADIUS}px", target=f"{target() - 2}px")
    names["icons"] = resource_path("icons").as_posix()
    names["mark"] = "light" if is_dark() else "dark"
    return Template(resource_path("themes/desktop.qss").read_text("utf-8")).substitute(names)


def _load_fonts() -> None:
    if _Worn.fonts_loaded:
        return
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(resource_path(f"fonts/{FAMILY}-{face}.ttf")))
    _Worn.fonts_loaded = True


def _set_scheme(look: Look) -> None:
    hints = QGuiApplication.styleHints()
    if look is Look.SYSTEM:
        hints.unsetColorScheme()
    else:
        dark = look is Look.DARK
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    is_system_dark = hints.colorScheme() is Qt.ColorScheme.Dark
    chosen_dark = is_system_dark if look is Look.SYSTEM else look is Look.DARK
    _Worn.scheme = "dark" if chosen_dark else "light"


def _palette() -> QPalette:
    roles = {
        QPalette.ColorRole.Window: "paper",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "sunk",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.BrightText: "on_brand",
        QPalette.ColorRole.Highlight: "brand",
        QPalette.ColorRole.HighlightedText: "on_brand",
        QPalette.ColorRole.Accent: "brand",
        QPalette.ColorRole.Link: "brand",
        QPalette.ColorRole.LinkVisited: "elsewhere",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.ToolTipBase: "toast",
        QPalette.ColorRole.ToolTipText: "toast_ink",
        QPalette.ColorRole.Light: "surface",
        QPalette.ColorRole.Midlight: "sunk",
        QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "edge",
        QPalette.ColorRole.Shadow: "edge",
    }
    palette = QPalette()
    for role, name in roles.items():
        palette.setColor(role, colour(name))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour("muted"))
    return palette
