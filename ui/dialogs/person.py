"""A person who works here: authorised, changed, given another passphrase, seen off."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.leaving import set_clearance
from app.services.operators import add_operator, amend_operator, reset_passphrase
from models.errors import RuleBroken
from models.records.vault import AddOperator, OperatorEntry
from ui import theme
from ui.dialogs.dismissal import DismissalDialog
from ui.dialogs.passphrase_choice import PassphraseChoice
from ui.jobs import Change
from ui.labels.people import role_choices
from ui.labels.rules import rule_words
from ui.messages import tell_failure
from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, ChoiceField, TextField
from ui.widgets.form import Form, FormField
from ui.widgets.text import label

_WIDE = 640
_BESIDE = {"name_missing": "name", "operator_exists": "name"}


class PersonDialog(QDialog):
    """A new person, or one that is changed."""

    def __init__(self, desk: Desk, entry: OperatorEntry | None, parent: QWidget | None) -> None:
        """Ask about nobody yet, or show `entry`."""
        super().__init__(parent)
        self._desk = desk
        self._entry = entry
        title = entry.operator.name if entry else self.tr("Una persona nuova")
        self.setWindowTitle(title)
        self.setMinimumWidth(round(theme.scaled(_WIDE)))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.XL * 2, Space.XL, Space.XL * 2, Space.XL)
        self._column.setSpacing(Space.M)
        self._column.addWidget(label(title, "name", wraps=True))
        self.form = self._made_form()
        self._column.addWidget(self.form)
        self.phrase = PassphraseChoice()
        self._add_phrase()
        self._add_foot()
        self._fill()
        self.form.field("name").setFocus()

    def save(self) -> None:
        """Keep what is written, if nothing is missing."""
        if not self.form.check():
            return
        if self._entry is None and not self.phrase.check():
            return
        values = self.form.values()
        name, role = values["name"], values["role"]
        day, may_read = values["authorised_on"].earliest, values["has_clearance"]
        entry = self._entry
        if entry is None:
            command = AddOperator(name, role, day, self.phrase.value(), has_clearance=may_read)
            self._change(lambda: add_operator(self._desk, command))
            return
        operator_id, had = entry.operator.operator_id, entry.has_clearance

        def body() -> None:
            amend_operator(self._desk, operator_id, name, role, day)
            if may_read != had:
                set_clearance(self._desk, operator_id, has_clearance=may_read)

        self._change(body)

    def save_phrase(self, operator_id: UUID) -> None:
        """Give the person another passphrase."""
        if not self.phrase.isVisibleTo(self):
            self.phrase.show()
            self._forgot.setText(self.tr("Salva la nuova frase"))
            self._forgot.setAccessibleName(self.tr("Salva la nuova frase"))
            self.phrase.first.setFocus()
        elif self.phrase.check():
            new = self.phrase.value()
            self._change(lambda: reset_passphrase(self._desk, operator_id, new))

    def dismiss(self, entry: OperatorEntry) -> None:
        """Explain what it means that the person works here no more, and go on there."""
        dialog = DismissalDialog(self._desk, entry, self.parentWidget())
        dialog.finished.connect(dialog.deleteLater)
        self.accept()
        dialog.open()

    def _change(self, body: Callable[[], Any]) -> None:
        self._save.setEnabled(False)
        Change(self, body).touching("operator").done(self._saved).failed(self._refused).run()

    def _saved(self, _answer: object) -> None:
        self.phrase.clear()
        self.accept()

    def _refused(self, error: Exception) -> None:
        self._save.setEnabled(True)
        rule = str(error.values.get("rule")) if isinstance(error, RuleBroken) else ""
        if isinstance(error, RuleBroken) and rule in {*_BESIDE, "no_role", "last_coordinator"}:
            key = _BESIDE.get(rule, "role")
            self.form.tell(key, rule_words(error))
            self.form.field(key).setFocus()
        else:
            tell_failure(self, error)

    def _made_form(self) -> Form:
        has_key = self._desk.vault.keys.reserved is not None
        hint = "" if has_key else self.tr("Può darlo solo chi legge già le note riservate.")
        form = Form(
            [
                FormField("name", self.tr("Nome e cognome"), TextField, 2, is_required=True),
                FormField("role", self.tr("Compito"), lambda: ChoiceField(role_choices()), 2),
                FormField(
                    "authorised_on",
                    self.tr("Autorizzazione scritta del"),
                    lambda: DateField(self._desk.today, needs_day=True),
                    2,
                    is_required=True,
                ),
                FormField(
                    "has_clearance",
                    self.tr("Legge le note riservate"),
                    lambda: CheckField(self.tr("Legge le note riservate")),
                    2,
                    hint=hint,
                ),
            ]
        )
        form.field("has_clearance").setEnabled(has_key)
        return form

    def _fill(self) -> None:
        entry = self._entry
        operator = entry.operator if entry else None
        self.form.set_values(
            {
                "name": operator.name if operator else None,
                "role": operator.role if operator else "volunteer",
                "authorised_on": operator.authorised_on if operator else self._desk.today(),
                "has_clearance": entry is not None and entry.has_clearance,
            }
        )
        self.form.tell("name", "", is_wrong=False)

    def _add_phrase(self) -> None:
        entry = self._entry
        if entry is None:
            words = self.tr("La prima frase segreta; chi entra la può cambiare in Impostazioni.")
            self._column.addWidget(label(words, "muted", wraps=True))
        self._column.addWidget(self.phrase)
        if entry is None or entry.operator.operator_id == self._desk.operator.operator_id:
            self.phrase.setVisible(entry is None)
            return
        self.phrase.hide()
        operator_id = entry.operator.operator_id
        self._forgot = button(
            self.tr("Ha dimenticato la frase: dagliene un'altra"),
            "link",
            "key-round",
            pressed=lambda: self.save_phrase(operator_id),
        )
        self.leaving = button(
            self.tr("Non lavora più qui…"), "danger", pressed=lambda: self.dismiss(entry)
        )
        row = QHBoxLayout()
        row.addWidget(self._forgot)
        row.addStretch(1)
        row.addWidget(self.leaving)
        self._column.addLayout(row)

    def _add_foot(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, Space.M, 0, 0)
        foot.addStretch(1)
        foot.addWidget(button(self.tr("Lascia stare"), pressed=self.reject))
        words = self.tr("Salva") if self._entry else self.tr("Aggiungi")
        self._save = button(words, "primary", "check", pressed=self.save)
        self._save.setDefault(True)
        foot.addWidget(self._save)
        self._column.addLayout(foot)
