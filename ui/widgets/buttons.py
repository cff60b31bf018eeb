"""Buttons: one primary a screen, ordinary ones, links, and small links beside a heading."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ui import icons

Kind = Literal["primary", "plain", "danger", "link", "small", "crumb", "icon"]
_INKS = {"primary": "on_brand", "danger": "stop", "link": "brand", "small": "brand"}


def button(
    text: str,
    kind: Kind = "plain",
    icon: str = "",
    *,
    pressed: Callable[[], object] | None = None,
    icon_last: bool = False,
    parent: QWidget | None = None,
) -> QPushButton:
    """A button that says what it does.

    Args:
        text: its words; for kind "icon" they become the tooltip and the accessible name only.
        kind: "primary" (one a screen), "plain", "danger", "link", "small", "crumb" or "icon".
        icon: Lucide name.
        pressed: called when it is pressed.
        icon_last: the icon stands after the words, as an arrow onward.
        parent: owner.
    """
    made = QPushButton(parent)
    made.setProperty("kind", kind)
    made.setAccessibleName(text.replace("&", ""))
    if kind == "icon":
        made.setToolTip(text)
    else:
        made.setText(text if not icon else f" {text} ")
    if icon:
        made.setIcon(icons.icon(icon, _INKS.get(kind, "ink")))
        made.setIconSize(QSize(icons.size(), icons.size()))
    if icon_last:
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    if pressed is not None:
        made.clicked.connect(lambda _checked=False: pressed())
    return made
