"""The head of a household file: who they are, how they stand, and the names of the tabs."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from models.records.household import AlsoIn, HouseholdFile, IseeLine
from ui.labels.centres import short_centre
from ui.labels.households import (
    composition_words,
    elsewhere_words,
    isee_words,
    purpose_word,
)
from ui.theme import Space, Tone
from ui.widgets.buttons import button
from ui.widgets.elided import ElidedLabel
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import empty
from ui.widgets.pill import Mark, Pill

translate = QCoreApplication.translate

_SOON = timedelta(days=60)


class HouseholdHeader(QFrame):
    """Names, pills, the two things most done, and the tabs.

    Signals:
        print_requested, aid_requested: the two buttons.
        tab_chosen: the key of a tab.
    """

    print_requested = Signal()
    aid_requested = Signal()
    tab_chosen = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Make a header with these tabs: (key, word)."""
        super().__init__(parent)
        self.setProperty("frame", "card")
        self._keys = [key for key, _ in tabs]
        self.names = ElidedLabel("name")
        self._pills = FlowLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, 0)
        column.setSpacing(Space.XS)
        top = QHBoxLayout()
        top.setSpacing(Space.L)
        top.addWidget(self.names, 1)
        self.print = button(self.tr("Stampa"), icon="printer", pressed=self.print_requested.emit)
        self.print.setToolTip("Ctrl+P")
        self.aid = button(self.tr("Segna un aiuto"), "primary", "plus")
        self.aid.setToolTip("F2")
        self.aid.clicked.connect(self.aid_requested)
        top.addWidget(self.print)
        top.addWidget(self.aid)
        column.addLayout(top)
        column.addLayout(self._pills)
        self.tabs = self._made_tabs(tabs)
        column.addWidget(self.tabs)

    def show_file(self, file: HouseholdFile) -> None:
        """Say who they are and how they stand."""
        self.names.setText(file.names or self.tr("Nucleo senza nomi"))
        empty(self._pills)
        for mark in _marks(file):
            self._pills.addWidget(Pill(mark.text, mark.tone, mark.icon))
        self._pills.invalidate()

    def here(self) -> str:
        """The key of the tab chosen now."""
        return self._keys[self.tabs.currentIndex()]

    def go(self, key: str) -> None:
        """Choose a tab."""
        self.tabs.setCurrentIndex(self._keys.index(key))

    def step(self, by: int) -> None:
        """Go to the next tab (1) or to the one before (-1), round and round."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % len(self._keys))

    def _made_tabs(self, tabs: Sequence[tuple[str, str]]) -> QTabBar:
        bar = QTabBar()
        bar.setAccessibleName(self.tr("Parti della scheda"))
        bar.setExpanding(False)
        bar.setDrawBase(False)
        bar.setUsesScrollButtons(True)
        for _, word in tabs:
            bar.addTab(word)
        bar.currentChanged.connect(lambda place: self.tab_chosen.emit(self._keys[place]))
        return bar


def latest_isee(file: HouseholdFile) -> IseeLine | None:
    """The certificate that holds longest."""
    dated = [line for line in file.isee if line.expires_on is not None]
    return max(
        dated,
        key=lambda line: line.expires_on.latest if line.expires_on else file.read_on,
        default=next(iter(file.isee), None),
    )


def _marks(file: HouseholdFile) -> list[Mark]:
    marks = [Mark(composition_words(file.composition), Tone.NEUTRAL, "users")]
    if file.closed_on is not None:
        marks.append(Mark(translate("HouseholdHeader", "Scheda chiusa"), Tone.NEUTRAL, "lock"))
    if file.is_homeless:
        marks.append(Mark(translate("HouseholdHeader", "Senza dimora"), Tone.INFORMATION, "moon"))
    if file.card:
        words = translate("HouseholdHeader", "Tessera {card}").format(card=file.card)
        marks.append(Mark(words, Tone.NEUTRAL, "id-card"))
    if (isee := latest_isee(file)) is not None:
        marks.append(_isee_mark(isee, file))
    marks.append(_consents_mark(file))
    if file.also_at:
        words = elsewhere_words(len(file.also_at))
        if len(file.also_at) == 1:
            words = translate("HouseholdHeader", "Anche a {centre}").format(
                centre=short_centre(file.also_at[0])
            )
        marks.append(Mark(words, Tone.ELSEWHERE))
    return marks + _shared_marks(file)


def _shared_marks(file: HouseholdFile) -> list[Mark]:
    """Who stands in another household of this centre too."""
    people = {member.member_id: member.given_name or member.name for member in file.members}
    there = defaultdict[object, list[AlsoIn]](list)
    for one in file.also_in:
        there[one.household_id].append(one)
    return [
        Mark(
            _shared_words([people[one.member_id] for one in ones], ones[0].names),
            Tone.INFORMATION,
            "users",
        )
        for ones in there.values()
    ]


def _shared_words(names: list[str], other: str) -> str:
    if len(names) == 1:
        words = translate("HouseholdHeader", "{name} è anche nel nucleo {other}")
        return words.format(name=names[0], other=other)
    words = translate("HouseholdHeader", "{count} di loro sono anche nel nucleo {other}")
    return words.format(count=len(names), other=other)


def _isee_mark(isee: IseeLine, file: HouseholdFile) -> Mark:
    words = isee_words(isee, file.read_on)
    ends = isee.expires_on.latest if isee.expires_on else None
    is_soon = ends is not None and ends - file.read_on <= _SOON
    return Mark(words, Tone.ATTENTION if is_soon else Tone.NEUTRAL, "clock" if is_soon else "euro")


def _consents_mark(file: HouseholdFile) -> Mark:
    given = {line.purpose for line in file.consents if line.withdrawn_on is None}
    words = ", ".join(purpose_word(key) for key in ("file", "register", "referral") if key in given)
    if not given:
        return Mark(
            translate("HouseholdHeader", "Consensi da chiedere"), Tone.ATTENTION, "file-check"
        )
    return Mark(
        translate("HouseholdHeader", "Consensi: {words}").format(words=words), Tone.OK, "file-check"
    )
