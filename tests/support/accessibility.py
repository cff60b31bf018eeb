"""Finds what a screen reader could not name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QCalendarWidget, QWidget


def unnamed_widgets(window: QWidget) -> list[str]:
    """Every visible widget of `window` that takes the focus and has no accessible name."""
    return [
        f"{type(widget).__name__} in {_path(widget)}"
        for widget in window.findChildren(QWidget)
        if widget.isVisibleTo(window) and _takes_focus(widget) and not _name(widget)
    ]


def _takes_focus(widget: QWidget) -> bool:
    if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None:
        return False
    parent = widget.parentWidget()
    inner = isinstance(parent, QAbstractScrollArea | QCalendarWidget)
    return widget.isEnabled() and not inner and not widget.objectName().startswith("qt_")


def _name(widget: QWidget) -> str:
    said = widget.accessibleName()
    return said or (widget.text() if isinstance(widget, QAbstractButton) else "")


def _path(widget: QWidget) -> str:
    names = []
    parent = widget.parentWidget()
    while parent is not None:
        names.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " < ".join(names)
