"""The centre's file: what is in it, where it lies, and its passphrase."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.desk import Desk
from app.services.totals import PeriodTotals, period_totals
from app.services.vaults import set_passphrase, vault_info, warn_of_place
from models.errors import WrongPassphrase
from models.records.vault import VaultInfo
from ui.dialogs.passphrase_choice import PassphraseChoice
from ui.jobs import Change, Query
from ui.labels.places import place_warning
from ui.messages import tell_failure
from ui.pages.settings.section import Section
from ui.theme import Tone
from ui.widgets.allowed import allow, refusal
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import FactList
from ui.widgets.form import FieldBox
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.text import label


class VaultSection(Section):
    """Counts and place of the file; a warning when the place is dangerous; the way to its log.

    Signals:
        log_requested: the coordinator wants to read who did what.
    """

    log_requested = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Il centro e il suo file"))
        self._desk = desk
        self._facts = FactList()
        self.add(self._facts)
        self._place = label(str(desk.vault.path), "caption", wraps=True)
        self.add(self._place)
        self.warning = Banner(tone=Tone.ATTENTION)
        self.add(self.warning)
        self.log = button(
            self.tr("Registro delle attività…"), icon="history", pressed=self.log_requested.emit
        )
        allow(self.log, desk, "read_audit")
        self.add_buttons(self.log)
        self.add(refusal(desk, "read_audit"))
        danger = warn_of_place(desk.vault.path)
        self.warning.setVisible(danger is not None)
        if danger is not None:
            self.warning.tell(*place_warning(danger), Tone.ATTENTION)

    @override
    def reload(self) -> None:
        """Count again."""
        desk, year = self._desk, str(self._desk.today().year)
        Query(self, lambda: (vault_info(desk), period_totals(desk, year))).done(
            lambda read: self._show(*read)
        ).run()

    def _show(self, info: VaultInfo, year: PeriodTotals) -> None:
        self._facts.set_facts(
            [
                (self.tr("Centro"), info.centre),
                (self.tr("Al lavoro"), self._desk.operator.name),
                (self.tr("Nuclei"), str(info.households)),
                (self.tr("Persone"), str(info.members)),
                (self.tr("Aiuti segnati"), str(info.aid)),
                (self.tr("Aiuti di quest'anno, anche di chi è stato cancellato"), str(year.times)),
                (self.tr("Nuclei aiutati quest'anno"), str(year.households)),
                (self.tr("Righe nel registro delle attività"), str(info.audit_entries)),
            ]
        )


class PassphraseSection(Section):
    """Changing the passphrase, which leaves the recovery sheet valid; and a new sheet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("La tua frase e il foglio di recupero"))
        self._desk = desk
        words = self.tr(
            "Ogni coordinatore ha un foglio suo: due fogli in due buste, in due posti, "
            "sono la difesa migliore contro una frase dimenticata."
        )
        self.add(label(words, "muted", wraps=True))
        self._begin = button(
            self.tr("Cambia la frase segreta"), icon="key-round", pressed=self.begin
        )
        self.sheet = button(
            self.tr("Nuovo foglio di recupero…"), icon="printer", pressed=self.ask_sheet
        )
        allow(self.sheet, desk, "renew_recovery_sheet")
        self.add_buttons(self._begin, self.sheet)
        self._fields = QWidget()
        self.old = PassphraseField()
        self._old_box = FieldBox(self.tr("La frase di adesso"), self.old)
        self.new = PassphraseChoice()
        self._save = button(self.tr("Cambia"), "primary", "check", pressed=self.save)
        self.add(self._old_box)
        self.add(self.new)
        self.add_buttons(self._save)
        self._show_fields(are_shown=False)

    def begin(self) -> None:
        """Show the fields."""
        self._show_fields(are_shown=True)
        self.old.setFocus()

    def ask_sheet(self) -> None:
        """Print a new recovery sheet, in a window of its own."""
        from ui.dialogs.recovery_sheet import RecoverySheetDialog  # seldom wanted

        dialog = RecoverySheetDialog(self._desk, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.accepted.connect(
            lambda: self.told.emit(self.tr("Foglio nuovo valido. Distruggi quello di prima."))
        )
        dialog.open()

    def save(self) -> None:
        """Change it, if the old one opens the file."""
        if not self.old.value():
            self._old_box.tell(self.tr("Scrivi la frase di adesso"), is_wrong=True)
            self.old.setFocus()
            return
        if not self.new.check():
            return
        old, new = self.old.value(), self.new.value()
        self._save.setEnabled(False)
        Change(self, lambda: set_passphrase(self._desk, old, new)).done(self._saved).failed(
            self._refused
        ).run()

    def _saved(self, _answer: None) -> None:
        self._show_fields(are_shown=False)
        self.told.emit(self.tr("Frase cambiata. Il foglio di recupero resta valido."))

    def _refused(self, error: Exception) -> None:
        self._save.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self._old_box.tell(self.tr("Non è la frase di adesso"), is_wrong=True)
            self.old.setFocus()
        else:
            tell_failure(self, error)

    def _show_fields(self, *, are_shown: bool) -> None:
        self.old.set_value(None)
        self.new.clear()
        self._save.setEnabled(True)
        self._begin.setVisible(not are_shown)
        for part in (self._old_box, self.new, self._save):
            part.setVisible(are_shown)
