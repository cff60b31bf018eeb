"""What each section of the settings is: a card on the page, told when to read again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from models.records.draft import Written
from ui.theme import Space
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout


class Section(Card):
    """One subject. `told` is a sentence for the strip at the foot."""

    told = Signal(str)

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(heading, parent=parent)
        self.body.setSpacing(Space.M)

    def reload(self) -> None:
        """Read again what it shows."""

    def unsaved(self) -> Written | None:
        """What was written here and is not saved, None when nothing is."""
        return None

    def give_back(self, written: Written) -> None:
        """Take what `unsaved` told before the window was locked."""

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Buttons side by side, from the left; those without room go on below."""
        row = FlowLayout()
        row.setSpacing(Space.M)
        for made in buttons:
            row.addWidget(made)
        self.body.addLayout(row)
