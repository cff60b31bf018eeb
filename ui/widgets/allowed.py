"""Buttons that know whether who works here may press them, and say why not."""

from PySide6.QtWidgets import QLabel, QPushButton

from app.services.desk import Desk
from models.rules.permissions import may
from ui.labels.people import why_not
from ui.widgets.text import label


def allow(
    pressed: QPushButton, desk: Desk, action: str, *, is_ready: bool = True, needs: str = ""
) -> bool:
    """Enable a button, or say in its tooltip and to screen readers why it does not answer.

    Args:
        pressed: the button.
        desk: whose role counts.
        action: what the button does, as `models.rules.permissions` calls it.
        is_ready: False while something is under way.
        needs: what must be done first; "" when nothing.

    Returns:
        Whether the role may do it.
    """
    has_role = is_allowed(desk, action)
    reason = needs if has_role else why_not(action)
    pressed.setEnabled(has_role and is_ready and not needs)
    pressed.setToolTip(reason)
    pressed.setAccessibleDescription(reason)
    return has_role


def is_allowed(desk: Desk, action: str) -> bool:
    """Whether the role of who works here may do an action."""
    return may(desk.operator.role, action)


def refusal(desk: Desk, action: str) -> QLabel:
    """The reason in sight beside what one may not do; it takes no room for who may."""
    made = label(why_not(action), "caption", wraps=True)
    made.setHidden(is_allowed(desk, action))
    return made
