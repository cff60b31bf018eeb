"""The cards beside the search: what to look at, and how the month goes."""

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.records.backup import BackupState
from models.records.search import Expiring, Overview
from ui import theme
from ui.labels import dates
from ui.labels.status import copy_words, is_copy_old
from ui.theme import Space, Tone
from ui.widgets.buttons import button
from ui.widgets.card import Card, FactList
from ui.widgets.layouts import empty
from ui.widgets.picture import Picture
from ui.widgets.text import label

_ICONS = {
    "isee": "clock",
    "stp": "id-card",
    "document": "file-check",
    "consent_register": "file-pen-line",
    "silent": "moon",
    "alike": "users",
    "retention": "trash-2",
}


class _Counted(QObject):
    """Words that follow a number; plural forms are gathered from `tr` of an object only."""

    def expiring(self, line: Expiring) -> str:
        """What a line of the card says."""
        said = {
            "isee": self.tr("%n ISEE scadono", "", line.count),
            "stp": self.tr("%n tesserini STP o ENI scadono", "", line.count),
            "document": self.tr("%n documenti scadono", "", line.count),
            "consent_register": self.tr("%n consensi alla rete da chiedere", "", line.count),
            "silent": self.tr("%n nuclei in silenzio da 60 giorni", "", line.count),
            "alike": self.tr("%n schede forse doppie", "", line.count),
            "retention": self.tr("%n schede da cancellare o confermare", "", line.count),
        }
        return said.get(line.code, f"{line.count} {line.code}")


class WatchCard(Card):
    """Da guardare: what expires, what is missing, who is silent.

    `asked` carries the code of the line whose households the person wants to see.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.body.setSpacing(Space.M)
        self._heading = label(self.tr("Da guardare"), "heading")
        self.add(self._heading)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.M)
        self.body.addLayout(self._lines)

    def show_expiring(self, seen: Overview) -> None:
        """Show the lines of the first screen."""
        empty(self._lines)
        for line in seen.expiring:
            self._lines.addWidget(self._line(line))
        if not seen.expiring:
            self._lines.addWidget(label(self.tr("Niente in scadenza."), "muted"))

    def _line(self, line: Expiring) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(Picture(_ICONS.get(line.code, "info"), "ink", 18), 0, _TOP)
        words = " ".join(part for part in (_Counted().expiring(line), self._days(line)) if part)
        shown = label(
            f'<a href="{line.code}" style="text-decoration: none">{words}</a>', wraps=True
        )
        shown.setTextFormat(Qt.TextFormat.RichText)
        shown.setTextInteractionFlags(_LINKS)
        shown.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        shown.setAccessibleName(words)
        shown.linkActivated.connect(self.asked)
        row.addWidget(shown, 1)
        return made

    def _days(self, line: Expiring) -> str:
        if line.on is None or line.until is None:
            return ""
        if line.on == line.until:
            return self.tr("il {day}").format(day=dates.day_and_month(line.on))
        words = self.tr("tra il {first} e il {last}")
        return words.format(
            first=dates.day_and_month(line.on), last=dates.day_and_month(line.until)
        )


class MonthCard(Card):
    """The month: aid given, households, how many also elsewhere, and the closing that waits."""

    close_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._heading: QLabel = label("", "heading")
        self.add(self._heading)
        self._facts = FactList()
        self.add(self._facts)
        self._close = button("", icon="calendar-check", pressed=self._ask)
        self.add(self._close)
        self._waiting = ""

    def show_month(self, seen: Overview) -> None:
        """Show the figures, and the month to close if one waits."""
        figures = seen.month
        self._heading.setText(_month_name(figures.month).capitalize())
        self._facts.set_facts(
            [
                (self.tr("Aiuti dati"), str(figures.aid)),
                (self.tr("Nuclei aiutati"), str(figures.households)),
                (self.tr("Seguiti anche altrove"), str(figures.elsewhere), Tone.ELSEWHERE),
            ]
        )
        self._waiting = seen.month_to_close or ""
        self._close.setVisible(bool(self._waiting))
        if self._waiting:
            words = self.tr("Chiudi {month}").format(month=_month_name(self._waiting))
            self._close.setText(f" {words} ")
            self._close.setAccessibleName(words)

    def _ask(self) -> None:
        self.close_requested.emit(self._waiting)


class CopyLine(QWidget):
    """How old the copies are; in the tone of attention when a theft would lose work.

    `asked` wants to see the copies.
    """

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, 0, Space.M, 0)
        row.setSpacing(Space.S)
        self._picture = Picture("shield-check", "muted", 18)
        row.addWidget(self._picture, 0, _TOP)
        self._words = label("", "muted", wraps=True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setTextInteractionFlags(_LINKS)
        self._words.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._words.linkActivated.connect(lambda _link: self.asked.emit())
        row.addWidget(self._words, 1)

    def show_copies(self, state: BackupState, today: date) -> None:
        """Show the ages; the words are the program's own, and safe as rich text."""
        words, is_old = copy_words(state, today), is_copy_old(state, today)
        ink = theme.colour("attention" if is_old else "muted").name()
        style = f"text-decoration: none; color: {ink}"
        self._words.setText(f'<a href="copies" style="{style}">{words}</a>')
        self._words.setAccessibleName(words)
        if is_old:
            self._picture.set_picture("triangle-alert", Tone.ATTENTION)
        else:
            self._picture.set_picture("shield-check", "muted")


_TOP = Qt.AlignmentFlag.AlignTop
_LINKS = (
    Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
)


def _month_name(month: str) -> str:
    return dates.month_name(date.fromisoformat(f"{month}-01"), with_year=True)
