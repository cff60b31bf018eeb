"""The network of centres: joining it with a code, and the windows within which aid is double."""

from typing_extensions import override

from app.services.desk import Desk
from app.services.network import enrol, network_state, set_window
from models.records.closing import NetworkState
from ui.jobs import Change, Query
from ui.labels import dates
from ui.labels.codes import aid_word
from ui.labels.failures import explain
from ui.pages.settings.section import Section
from ui.widgets.buttons import button
from ui.widgets.card import FactList
from ui.widgets.fields import NumberField, TextField
from ui.widgets.form import Form, FormField
from ui.widgets.text import label

_USUAL_KINDS = ("food", "clothing", "money")
_LONGEST = 366


class NetworkSection(Section):
    """Not joined: address and code. Joined: with whom, since when."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("La rete dei centri"))
        self._desk = desk
        words = self.tr(
            "Nella rete si vede chi è già stato aiutato altrove, senza dire chi è: "
            "nessun nome lascia questo computer."
        )
        self.add(label(words, "muted", wraps=True))
        self._facts = FactList()
        self.add(self._facts)
        self.form = Form(
            [
                FormField("url", self.tr("Indirizzo del registro"), TextField, is_required=True),
                FormField(
                    "code",
                    self.tr("Codice d'ingresso"),
                    TextField,
                    is_required=True,
                    hint=self.tr("Lo dà chi cura la rete; vale una volta sola."),
                ),
            ]
        )
        self.add(self.form)
        self.join = button(self.tr("Entra nella rete"), icon="link", pressed=self._enrol)
        self.add_buttons(self.join)
        self._show_form(is_shown=False)

    @override
    def reload(self) -> None:
        """Read the enrolment."""
        Query(self, lambda: network_state(self._desk)).done(self._show).run()

    def _show(self, state: NetworkState) -> None:
        self._show_form(is_shown=not state.centre)
        facts = [
            (self.tr("Nella rete come"), state.centre),
            (self.tr("Registro"), state.register_url),
            (self.tr("Custodi delle chiavi"), "\n".join(state.key_holders)),
            (self.tr("Dal"), dates.long_date(state.enrolled_on) if state.enrolled_on else ""),
        ]
        self._facts.set_facts(
            [(words, figure) for words, figure in facts if figure]
            if state.centre
            else [(self.tr("Non ancora nella rete"), "")]
        )

    def _enrol(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        self.join.setEnabled(False)
        Change(self, lambda: enrol(self._desk, values["url"], values["code"])).touching(
            "network"
        ).done(self._joined).failed(self._refused).run()

    def _joined(self, state: NetworkState) -> None:
        self.join.setEnabled(True)
        self.form.clear()
        self._show(state)
        self.told.emit(self.tr("Il centro è nella rete come {name}").format(name=state.centre))

    def _refused(self, error: Exception) -> None:
        self.join.setEnabled(True)
        explanation = explain(error)
        words = f"{explanation.what} {explanation.remedy}\n{explanation.code_line}"
        self.form.tell("code", words)

    def _show_form(self, *, is_shown: bool) -> None:
        self.form.setVisible(is_shown)
        self.join.setVisible(is_shown)


class WindowsSection(Section):
    """Days between two aids of one kind; kept as soon as a field is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Ogni quanti giorni"))
        self._desk = desk
        words = self.tr(
            "Due aiuti dello stesso tipo più vicini di così risultano doppi. "
            "Sono i giorni dell'accordo fra i centri; 0 vuol dire mai."
        )
        self.add(label(words, "muted", wraps=True))
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
        self._kept = dict(state.windows)
        self.form.set_values({kind: self._kept.get(kind, 0) for kind in _USUAL_KINDS})

    def _keep(self, kind: str) -> None:
        days = self.form.field(kind).value()
        if days is None or days == self._kept.get(kind, 0):
            return
        self._kept[kind] = days
        words = self.tr("{thing}: ogni {days} giorni").format(thing=aid_word(kind), days=days)
        Change(self, lambda: set_window(self._desk, kind, days)).touching("network", "aid").done(
            lambda _answer: self.told.emit(words)
        ).run()
