"""Privacy: who answers for the data and for how long, and the papers made from it."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from typing_extensions import override

from app.services.desk import Desk
from app.services.forms import form_languages, forms_paper
from app.services.privacy import privacy_terms, set_privacy_terms
from app.services.processing_record import processing_record_paper
from models.errors import RuleBroken
from models.records.draft import Written
from models.records.privacy import PrivacyTerms
from ui import messages, theme
from ui.dialogs.paper_preview import show_paper
from ui.jobs import Change, Query
from ui.labels.codes import language
from ui.labels.rules import rule_words
from ui.pages.settings.section import Section
from ui.theme import Space
from ui.widgets.allowed import allow, is_allowed, refusal
from ui.widgets.buttons import button
from ui.widgets.fields import ChoiceField, NumberField, TextField
from ui.widgets.flow import FlowLayout
from ui.widgets.form import Form, FormField
from ui.widgets.text import label

_LONGEST_MONTHS = 240
_CHOICE = 170


class PrivacySection(Section):
    """Fields that the coordinator fills in once, and below them notice, form and record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Privacy"))
        self._desk = desk
        self._is_written = False
        words = self.tr(
            "Quello che scrivi qui compare nell'informativa, nella copia dei dati e nel registro "
            "dei trattamenti. I mesi decidono quando una scheda compare tra quelle da cancellare."
        )
        self.add(label(words, "muted", wraps=True))
        self.form = self._made_form()
        self.form.setEnabled(False)  # until it shows what is set
        self.add(self.form)
        self.form.changed.connect(self._note_writing)
        self.save = button(self.tr("Salva"), "primary", "check", pressed=self.keep)
        allow(self.save, desk, "set_privacy_terms")
        self.leave = button(self.tr("Lascia stare"), "link", pressed=self.forget)
        self.leave.hide()
        self.add_buttons(self.save, self.leave)
        self.add(refusal(desk, "set_privacy_terms"))
        self.language = ChoiceField(form_languages())
        self.language.name(self.tr("Lingua dei fogli"))
        self.language.setFixedWidth(round(theme.scaled(_CHOICE)))
        self.blank = button(
            self.tr("Informativa e consensi in bianco"), icon="printer", pressed=self.print_forms
        )
        self.record = button(
            self.tr("Registro dei trattamenti"), icon="file-check", pressed=self.print_record
        )
        allow(self.record, desk, "print_processing_record")
        row = FlowLayout()
        row.setSpacing(Space.M)
        for made in (self.language, self.blank, self.record):
            row.addWidget(made)
        self.body.addLayout(row)

    @override
    def reload(self) -> None:
        """Read what is set; what is being written stays."""
        if not self._is_written:
            Query(self, lambda: privacy_terms(self._desk)).done(self._show).run()

    @override
    def unsaved(self) -> Written | None:
        return self.form.written() if self._is_written else None

    @override
    def give_back(self, written: Written) -> None:
        if is_allowed(self._desk, "set_privacy_terms"):
            self.form.write(written)
            self._note_writing()

    def forget(self) -> None:
        """Show what is set in place of what is written."""
        self._set_written(is_written=False)
        self.reload()

    def keep(self) -> None:
        """Save, if nothing is wrong."""
        if not self.form.check():
            return
        values: dict[str, Any] = {
            name: "" if value is None else value for name, value in self.form.values().items()
        }
        told = PrivacyTerms(**values)
        self.save.setEnabled(False)
        Change(self, lambda: set_privacy_terms(self._desk, told)).touching("household").done(
            self._kept
        ).failed(self._refused).run()

    def print_forms(self) -> None:
        """Show notice and form without names, to be filled in by hand."""
        desk, chosen = self._desk, self.language.value()
        name = self.tr("informativa e consensi {language}.pdf").format(language=chosen)
        show_paper(self, self.tr("Informativa e consensi"), name, lambda: forms_paper(desk, chosen))

    def print_record(self) -> None:
        """Show the record of processing."""
        desk, spoken = self._desk, language()
        name = self.tr("registro dei trattamenti.pdf")
        show_paper(
            self,
            self.tr("Registro dei trattamenti"),
            name,
            lambda: processing_record_paper(desk, spoken),
        )

    def _show(self, terms: PrivacyTerms) -> None:
        self.form.setEnabled(is_allowed(self._desk, "set_privacy_terms"))
        if not self._is_written:
            self.form.set_values(asdict(terms))
            self._set_written(is_written=False)

    def _note_writing(self, _key: str = "") -> None:
        self._set_written(is_written=True)

    def _set_written(self, *, is_written: bool) -> None:
        self._is_written = is_written
        self.leave.setVisible(is_written)

    def _kept(self, _answer: None) -> None:
        self._free()
        self.forget()
        self.told.emit(self.tr("Privacy salvata: vale dal prossimo foglio stampato"))

    def _refused(self, error: Exception) -> None:
        self._free()
        if isinstance(error, RuleBroken):
            self.form.tell("controller", rule_words(error))
        else:
            messages.tell_failure(self, error)

    def _free(self) -> None:
        allow(self.save, self._desk, "set_privacy_terms")

    def _made_form(self) -> Form:
        who = [
            FormField(key, words, TextField, 2, is_required=key == "controller", hint=hint)
            for key, words, hint in self._who()
        ]
        return Form([*who, *self._how_long()], columns=2)

    def _who(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (
                "controller",
                self.tr("Titolare dei dati"),
                self.tr("La parrocchia o l'associazione che risponde del centro"),
            ),
            ("address", self.tr("Indirizzo"), ""),
            (
                "contact",
                self.tr("A chi chiedere"),
                self.tr("Telefono o posta per chi vuole vedere o cancellare i suoi dati"),
            ),
            (
                "officer",
                self.tr("Responsabile della protezione dei dati (DPO)"),
                self.tr("Se c'è"),
            ),
            (
                "recipients",
                self.tr("Altri che ricevono i dati, per nome"),
                self.tr("Per esempio la banca alimentare, il Comune"),
            ),
        )

    def _how_long(self) -> Iterator[FormField]:
        for key, words, hint in (
            (
                "months_after_aid",
                self.tr("Mesi dopo l'ultimo aiuto"),
                self.tr("Per una scheda aperta"),
            ),
            (
                "months_after_closing",
                self.tr("Mesi dopo la chiusura"),
                self.tr("Per una scheda chiusa"),
            ),
        ):
            yield FormField(
                key, words, lambda: NumberField(1, _LONGEST_MONTHS), is_required=True, hint=hint
            )
