"""Erasing a household or one of its people for good: what happens is said, then it is confirmed."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.erasing import erase_household, erase_member
from models.errors import RuleBroken
from models.records.household import HouseholdFile
from models.rules.generations import gone_by
from ui import messages, theme
from ui.jobs import Change
from ui.labels import dates
from ui.labels.codes import choices
from ui.labels.rules import rule_words
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.form import FieldBox
from ui.widgets.text import label

_WIDE = 620


class ErasureDialog(QDialog):
    """Who, why, what will be gone and what not; the number of the file is typed to confirm."""

    def __init__(self, desk: Desk, file: HouseholdFile, owner: QWidget) -> None:
        super().__init__(owner.window())
        self._desk = desk
        self._file = file
        self.setWindowTitle("DA.PO")
        self.setFixedWidth(round(theme.scaled(_WIDE)))
        people = [(line.member_id, line.name) for line in file.everybody]
        self.who = ChoiceField([(None, self.tr("Tutto il nucleo")), *people])
        self.why = ChoiceField(choices("erasure_reasons"))
        self.typed = TextField()
        self.trouble = Banner(tone=Tone.ATTENTION)
        self.trouble.hide()
        self.warning = Banner()
        self.warning.tell(self.tr("Non si può annullare."), "", Tone.ATTENTION, "trash-2")
        self._lay_out()

    @property
    def asked(self) -> str:
        """What must be typed: the number of the file, or a word where it has none."""
        return self._file.number or self.tr("CANCELLA")

    def erase(self) -> None:
        """Erase, if what was asked for is typed."""
        if (self.typed.value() or "").strip().casefold() != self.asked.casefold():
            words = self.tr("Non è quello che serve: scrivi {number}").format(number=self.asked)
            self._typed_box.tell(words, is_wrong=True)
            self.typed.setFocus()
            return
        desk, household_id = self._desk, self._file.household_id
        member_id = self.who.value()
        reason = self.why.value()

        def body() -> None:
            if member_id is None:
                erase_household(desk, household_id, reason)
            else:
                erase_member(desk, household_id, member_id, reason)

        self.confirm.setEnabled(False)
        wanted = Change(self, body).touching("household", "aid")
        wanted.done(lambda _: self.accept()).failed(self._refused).run()

    def _refused(self, error: Exception) -> None:
        self.confirm.setEnabled(True)
        if isinstance(error, RuleBroken):
            self.trouble.tell(rule_words(error), "", Tone.ATTENTION)
            self.trouble.show()
        else:
            messages.tell_failure(self, error)

    def _what_happens(self) -> tuple[str, ...]:
        until = gone_by(self._desk.today())
        return (
            self.tr(
                "Nomi, codici, indirizzi, telefoni e note spariscono da questo archivio. "
                "Restano solo i conti del centro, senza nessuna persona."
            ),
            self.tr("Dal registro della rete esce alla prossima chiusura del mese."),
            self.tr(
                "Le copie di sicurezza già fatte lo contengono ancora: quelle su questo "
                "computer fino al {day}, se si fa una copia ogni mese; quella sulla "
                "chiavetta fino alla prossima copia. Se ne rimetti una su questo computer viene "
                "cancellato di nuovo; su un altro computer va cancellato ancora. Altre copie, "
                "stampe ed elenchi salvati vanno eliminati a mano."
            ).format(day=dates.long_date(until)),
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(label(self.tr("Cancellare per sempre"), "name", wraps=True))
        column.addWidget(self.trouble)
        column.addWidget(self.warning)
        for words in self._what_happens():
            column.addWidget(label(words, wraps=True))
        for words, field in ((self.tr("Chi"), self.who), (self.tr("Perché"), self.why)):
            field.name(words)
            column.addWidget(FieldBox(words, field))
        asked = self.tr("Per confermare scrivi {number}").format(number=self.asked)
        self.typed.name(asked)
        self._typed_box = FieldBox(asked, self.typed)
        column.addWidget(self._typed_box)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.leave = button(self.tr("Lascia stare"), pressed=self.reject)
        self.leave.setDefault(True)
        self.confirm = button(self.tr("Cancella per sempre"), icon="trash-2", pressed=self.erase)
        self.confirm.setAutoDefault(False)
        foot.addWidget(self.leave)
        foot.addWidget(self.confirm)
        column.addLayout(foot)
