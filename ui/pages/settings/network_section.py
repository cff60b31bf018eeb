"""The network of centres: joining it with a code."""

from typing_extensions import override

from app.services.closing import join_again
from app.services.desk import Desk
from app.services.network import enrol, look_for_confirmation, network_state
from models.records.closing import NetworkState
from ui.jobs import Change, Query
from ui.labels import dates
from ui.labels.failures import explain
from ui.pages.settings.section import Section
from ui.theme import Tone
from ui.widgets.allowed import allow, is_allowed, refusal
from ui.widgets.buttons import button
from ui.widgets.card import FactList
from ui.widgets.fields import TextField
from ui.widgets.form import Form, FormField
from ui.widgets.text import label


class NetworkSection(Section):
    """Not joined: address and code. Waiting: the digits to read aloud. Joined: with whom."""

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
        self.waiting = label(
            self.tr(
                "Telefona a chi cura la rete e leggi queste cifre: se sono le stesse che vede, "
                "ti fa entrare. Fino ad allora il mese non si può chiudere."
            ),
            "muted",
            wraps=True,
        )
        self.add(self.waiting)
        self.look = button(self.tr("Controlla ora"), icon="refresh-cw", pressed=self._look)
        self.again = button(self.tr("Entra di nuovo con un codice nuovo"), pressed=self._anew)
        self.add_buttons(self.join, self.look, self.again)
        allow(self.look, desk, "keep_device")
        allow(self.again, desk, "join_again")
        self.add(refusal(desk, "enrol"))
        self._register_url = ""
        self._show_form(is_shown=False)
        self.again.hide()
        self._show_waiting(is_shown=False)

    @override
    def reload(self) -> None:
        """Read the enrolment."""
        Query(self, lambda: network_state(self._desk)).done(self._show).run()

    def _show(self, state: NetworkState) -> None:
        self._show_form(is_shown=not state.centre)
        self._show_waiting(is_shown=bool(state.check_text))
        self._register_url = state.register_url
        self.again.setVisible(bool(state.centre))
        self._facts.set_facts(self._told(state))

    def _told(self, state: NetworkState) -> list[tuple[str, str] | tuple[str, str, Tone]]:
        if not state.centre:
            return [(self.tr("Non ancora nella rete"), "")]
        if state.check_text:
            return [
                (self.tr("In attesa di conferma"), state.centre),
                (self.tr("Cifre da leggere al telefono"), state.check_text),
            ]
        return [
            (self.tr("Nella rete come"), state.centre),
            (self.tr("Registro"), state.register_url),
            (self.tr("Custodi delle chiavi"), "\n".join(state.key_holders)),
            (self.tr("Dal"), dates.long_date(state.enrolled_on) if state.enrolled_on else ""),
        ]

    def _enrol(self) -> None:
        if not self.form.check():
            return
        values = self.form.values()
        self.join.setEnabled(False)
        enter = join_again if self._register_url else enrol
        Change(self, lambda: enter(self._desk, values["url"], values["code"])).touching(
            "network"
        ).done(self._joined).failed(self._refused).run()

    def _anew(self) -> None:
        """Ask for a new code: the PC is another one, or this one was shut out."""
        self._show_form(is_shown=True)
        self.again.hide()
        self.form.set_values({"url": self._register_url, "code": ""})

    def _joined(self, state: NetworkState) -> None:
        self.join.setEnabled(True)
        self.form.clear()
        self._show(state)
        if state.check_text:
            self.told.emit(self.tr("Il codice va bene: ora serve la conferma"))
        else:
            self.told.emit(self.tr("Il centro è nella rete come {name}").format(name=state.centre))

    def _look(self) -> None:
        self.look.setEnabled(False)
        Change(self, lambda: look_for_confirmation(self._desk)).touching("network").done(
            self._looked
        ).failed(self._not_looked).run()

    def _looked(self, state: NetworkState) -> None:
        self.look.setEnabled(True)
        self._show(state)
        if state.check_text:
            self.told.emit(self.tr("Non ancora: chi cura la rete non ha confermato"))
        else:
            self.told.emit(self.tr("Il centro è nella rete come {name}").format(name=state.centre))

    def _not_looked(self, error: Exception) -> None:
        self.look.setEnabled(True)
        self.told.emit(explain(error).what)

    def _refused(self, error: Exception) -> None:
        self.join.setEnabled(True)
        explanation = explain(error)
        words = f"{explanation.what} {explanation.remedy}\n{explanation.code_line}"
        self.form.tell("code", words)

    def _show_form(self, *, is_shown: bool) -> None:
        is_shown = is_shown and is_allowed(self._desk, "enrol")
        self.form.setVisible(is_shown)
        self.join.setVisible(is_shown)

    def _show_waiting(self, *, is_shown: bool) -> None:
        self.waiting.setVisible(is_shown)
        self.look.setVisible(is_shown)
