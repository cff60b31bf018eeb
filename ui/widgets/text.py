"""Words on a screen: always plain text, so that a name full of markup shows as it was written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Tone


def label(
    text: str = "",
    role: str = "body",
    *,
    tone: Tone | None = None,
    wraps: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """A line of text.

    Args:
        text: the words.
        role: "body", "caption", "heading" (small, above a card), "muted", "strong", "lead",
            "title", "crumb", "name" or "figure"; sizes stand in the style sheet.
        tone: its colour, when it tells a state.
        wraps: whether it may take several lines.
        parent: owner.
    """
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    if tone is not None:
        made.setProperty("tone", tone.value)
    if wraps:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Change a property that the style sheet looks at, and show the change."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
