"""Colours that can be read, sizes that grow, fonts that hold every name."""

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

from resources import resource_path
from ui import icons, theme
from ui.theme import Look, Tone

LEAST_CONTRAST = 4.5
TONES = [tone.value for tone in Tone if tone is not Tone.NEUTRAL]
PAIRS = [
    *[(ink, ground) for ink in ("ink", "muted") for ground in ("paper", "surface", "sunk")],
    *[(ink, "brand_soft") for ink in ("ink", "muted", "brand")],
    *[("ink", "brand_mark"), ("ink", "line")],
    *[("brand", ground) for ground in ("paper", "surface")],
    *[("on_brand", "brand"), ("on_brand", "brand_hover")],
    *[("rail_ink", "rail"), ("rail_muted", "rail"), ("rail_ink", "rail_hover")],
    *[("rail_muted", "rail_hover"), ("rail_active_ink", "rail_active")],
    *[("toast_ink", "toast"), ("toast_link", "toast")],
    *[(tone, f"{tone}_soft") for tone in TONES],
    *[(tone, ground) for tone in TONES for ground in ("surface", "paper", "brand_soft")],
    *[(ink, f"{tone}_soft") for tone in TONES for ink in ("ink", "muted", "brand")],
]


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_every_pair_of_colours_can_be_read(scheme, ink, ground):
    tokens = theme.all_tokens()[scheme]
    measured = contrast(QColor(tokens[ink]), QColor(tokens[ground]))
    assert measured >= LEAST_CONTRAST, f"{ink} on {ground}: {measured:.2f}"


def test_both_themes_name_the_same_colours():
    light, dark = theme.all_tokens()["light"], theme.all_tokens()["dark"]
    assert light.keys() == dark.keys()


@pytest.mark.parametrize("look", [Look.LIGHT, Look.DARK])
def test_the_palette_of_selections_and_placeholders_can_be_read(dressed: QApplication, look):
    theme.wear(dressed, look)
    palette = dressed.palette()
    roles = QPalette.ColorRole
    for ink, ground in (
        (roles.HighlightedText, roles.Highlight),
        (roles.PlaceholderText, roles.Base),
        (roles.Link, roles.Base),
        (roles.ToolTipText, roles.ToolTipBase),
    ):
        assert contrast(palette.color(ink), palette.color(ground)) >= LEAST_CONTRAST


def test_the_size_of_type_stays_between_nine_and_eighteen_points(dressed: QApplication):
    theme.wear(dressed, Look.LIGHT, 30)
    assert theme.points() == 18
    assert dressed.font().pointSizeF() == 18
    theme.wear(dressed, Look.LIGHT, 2)
    assert theme.points() == 9


def test_targets_are_never_smaller_than_forty_four_pixels(dressed: QApplication):
    theme.wear(dressed, Look.LIGHT, 9)
    assert theme.target() == 44
    theme.wear(dressed, Look.LIGHT, 18)
    assert theme.target() > 60


def test_the_bundled_letters_are_used():
    assert QFontInfo(theme.font()).family() == "Inter"


@pytest.mark.parametrize("face", ["Regular", "Medium", "SemiBold", "Bold"])
def test_letters_of_italian_romanian_albanian_and_cyrillic_names_are_bundled(face):
    raw = QRawFont(str(resource_path(f"fonts/Inter-{face}.ttf")), 12)
    missing = [
        letter
        for letter in "àèéìòùÈșțăâîŞţëçґїєщыЖ’«»€·–…→↑↓"
        if not raw.supportsCharacter(ord(letter))
    ]
    assert missing == []


def test_an_icon_takes_the_colour_of_the_theme(dressed: QApplication):
    drawn = icons.icon("check", "ok")
    light = drawn.pixmap(20, 20).toImage()
    theme.wear(dressed, Look.DARK)
    dark = drawn.pixmap(20, 20).toImage()
    assert light != dark


def test_an_icon_that_is_not_bundled_is_refused():
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")
