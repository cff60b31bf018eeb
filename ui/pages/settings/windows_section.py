"""The days within which two aids of one kind are double: the network's, or this centre's own."""

from collections.abc import Mapping
from datetime import date

from typing_extensions import override

from app.services.desk import Desk
from app.services.network import network_state, set_window
from models.records.closing import AgreedWindows, NetworkState
from ui.jobs import Change, Query
from ui.labels import dates
from ui.labels.codes import aid_word, aid_words
from ui.labels.people import why_not
from ui.pages.settings.section import Section
from ui.widgets.allowed import is_allowed
from ui.widgets.card import FactList
from ui.widgets.fields import NumberField
from ui.widgets.form import Form, FormField
from ui.widgets.text import label

_USUAL_KINDS = ("food", "clothing", "money")
_LONGEST = 366
_BEGINNING = date(2001, 1, 1)
"""What is agreed from before this day was there from the beginning of the network."""


class WindowsSection(Section):
    """Not in a network: fields, kept as soon as they are left. In one: what was agreed, to read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Ogni quanti giorni"))
        self._desk = desk
        self._words = label("", "muted", wraps=True)
        self.add(self._words)
        self.agreed = FactList()
        self.add(self.agreed)
        self._coming = label("", "muted", wraps=True)
        self.add(self._coming)
        self._kept: dict[str, int] = {}
        self.form = Form(
            [
                FormField(kind, aid_word(kind), lambda: NumberField(0, _LONGEST))
                for kind in _USUAL_KINDS
            ],
            columns=len(_USUAL_KINDS),
        )
        self.add(self.form)
        for kind in _USUAL_KINDS:
            self.form.field(kind).left.connect(lambda kind=kind: self._keep(kind))

    @override
    def reload(self) -> None:
        """Read the windows in force."""
        Query(self, lambda: network_state(self._desk)).done(self._show).run()

    def _show(self, state: NetworkState) -> None:
        # Who may not change them reads them, as those that the network agreed.
        is_agreed = bool(state.centre) or not is_allowed(self._desk, "set_window")
        self.form.setVisible(not is_agreed)
        self.agreed.setVisible(is_agreed)
        self._words.setText(self._explanation(state))
        self._kept = dict(state.windows)
        self.form.set_values({kind: self._kept.get(kind, 0) for kind in _USUAL_KINDS})
        self.agreed.set_facts([*self._facts(self._kept)])
        coming = [each for each in state.agreed if each.valid_from > self._desk.today()]
        self._coming.setText("\n".join(self._coming_words(each) for each in coming))
        self._coming.setVisible(bool(state.centre) and bool(coming))

    def _explanation(self, state: NetworkState) -> str:
        words = self.tr("Due aiuti dello stesso tipo più vicini di così risultano doppi.")
        if not state.centre:
            never = self.tr("Zero vuol dire mai.")
            if not is_allowed(self._desk, "set_window"):
                never = why_not("set_window")
            return f"{words} {never}"
        begun = [each.valid_from for each in state.agreed if each.valid_from <= self._desk.today()]
        if not begun:
            since = self.tr("L'accordo della rete arriva con il primo scambio.")
        elif begun[-1] < _BEGINNING:
            since = self.tr("Lo ha deciso la rete, dall'inizio; qui non si cambia.")
        else:
            since = self.tr("Lo ha deciso la rete, dal {day}; qui non si cambia.").format(
                day=dates.long_date(begun[-1])
            )
        return f"{words} {since}"

    def _facts(self, windows: Mapping[str, int]) -> list[tuple[str, str]]:
        return [
            (words, self._days(windows[kind]))
            for kind, words in aid_words().items()
            if windows.get(kind)
        ]

    def _days(self, days: int) -> str:
        return self.tr("ogni {days} giorni").format(days=days)

    def _coming_words(self, version: AgreedWindows) -> str:
        listed = ", ".join(f"{words} {days}" for words, days in self._facts(dict(version.windows)))
        return self.tr("Dal {day}: {windows}.").format(
            day=dates.long_date(version.valid_from), windows=listed
        )

    def _keep(self, kind: str) -> None:
        days = self.form.field(kind).value()
        if days is None or days == self._kept.get(kind, 0):
            return
        self._kept[kind] = days
        words = self.tr("{thing}: ogni {days} giorni").format(thing=aid_word(kind), days=days)
        Change(self, lambda: set_window(self._desk, kind, days)).touching("network", "aid").done(
            lambda _answer: self.told.emit(words)
        ).run()
