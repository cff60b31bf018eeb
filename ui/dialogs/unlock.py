"""The unlock dialog: which centre, the passphrase, and what to do when it is forgotten."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.services.backups import backups_beside
from app.services.desk import Desk
from app.services.vaults import open_vault, open_with_recovery_key, set_passphrase
from models.errors import VaultSteppedBack
from ui import theme
from ui.dialogs.first_window import FirstWindow
from ui.dialogs.older_vault import OlderVaultPage
from ui.dialogs.passphrase_choice import PassphraseChoice
from ui.jobs import Change
from ui.labels.failures import explain
from ui.theme import Space
from ui.widgets.buttons import button
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.form import FieldBox
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.text import label

_LEAST_WIDE = 780
_PASSPHRASE, _RECOVERY, _OLDER = range(3)


class UnlockDialog(FirstWindow):
    """Opens a vault in a job, so that the window answers while the key is derived.

    Signals:
        opened: the desk, open.
        new_centre_requested: the person wants to make another centre.
        restore_requested: (vault, copy to propose or None) begin again from a copy.
    """

    opened = Signal(object)
    new_centre_requested = Signal()
    restore_requested = Signal(object, object)

    def __init__(self, vaults: Sequence[Path]) -> None:
        """Offer these vaults, the likeliest first."""
        super().__init__(self.tr("Le schede delle famiglie restano su questo computer, cifrate."))
        self._opening: Callable[[bool], Desk] | None = None
        self._choice = ChoiceField([(path, _title(path)) for path in vaults])
        self._choice.name(self.tr("Centro"))
        self._place = label("", "caption", wraps=True)
        self.column.addWidget(label(self.tr("Buon lavoro"), "name"))
        self.column.addWidget(label(self.tr("Centro"), "heading"))
        self.column.addWidget(self._choice)
        self.column.addWidget(self._place)
        self._ways = QStackedWidget()
        self._ways.addWidget(self._passphrase_way())
        self._ways.addWidget(self._recovery_way())
        self.older = OlderVaultPage()
        self.older.restore_requested.connect(self._restore_latest)
        self.older.left.connect(self.reject)
        self.older.insisted.connect(self._insist)
        self._ways.addWidget(self.older)
        self._size_ways()
        self.column.addWidget(self._ways)
        self._busy = QProgressBar(textVisible=False, minimum=0, maximum=0)
        self._busy.setAccessibleName(self.tr("Sto aprendo"))
        keeps = self._busy.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(keeps)
        self._busy.hide()
        self.column.addWidget(self._busy)
        self.column.addStretch(1)
        self._foot = self._other_ways()
        self.column.addWidget(self._foot)
        self._choice.changed.connect(self._tell_place)
        self._tell_place()
        self.setMinimumWidth(round(theme.scaled(_LEAST_WIDE)))
        self._field.setFocus()

    def tell_failure(self, error: Exception) -> None:
        """Say under the field what went wrong and what to do."""
        explanation = explain(error)
        words = f"{explanation.what} {explanation.remedy}"
        if getattr(error, "code", "") not in {"wrong_passphrase", "recovery_key_mistyped"}:
            words += f"\n{explanation.safety}\n{explanation.code_line}"
        if self._ways.currentIndex() == _OLDER:
            self._show_way(_PASSPHRASE)
        box = self._key_box if self._ways.currentIndex() == _RECOVERY else self._box
        box.tell(words, is_wrong=True)
        box.field.setFocus()
        if isinstance(box.field, PassphraseField):
            box.field.edit.selectAll()

    @override
    def leave_unattended(self) -> None:
        self._field.set_value(None)
        self._key.set_value(None)
        self._new.clear()

    def unlock(self) -> None:
        """Try the passphrase."""
        path, phrase = self._path(), self._field.value()
        if not phrase:
            self._box.tell(self.tr("Scrivi la frase segreta"), is_wrong=True)
            self._field.setFocus()
            return
        self._try(lambda knowingly: open_vault(path, phrase, knowingly=knowingly))

    def recover(self) -> None:
        """Try the key of the recovery sheet, with the passphrase chosen anew."""
        path, key = self._path(), self._key.value() or ""
        if not self._new.check():
            return
        phrase = self._new.value()
        self._try(lambda knowingly: _open_anew(path, key, phrase, knowingly=knowingly))

    def _try(self, opening: Callable[[bool], Desk], *, knowingly: bool = False) -> None:
        self._opening = opening
        self._set_busy(is_busy=True)
        Change(self, lambda: opening(knowingly)).done(self._done).failed(self._failed).run()

    def _insist(self) -> None:
        if self._opening is not None:
            self._try(self._opening, knowingly=True)

    def _restore_latest(self) -> None:
        path = self._path()
        copies = backups_beside(path)
        self.restore_requested.emit(path, copies[0].path if copies else None)

    def _done(self, desk: Desk) -> None:
        self._set_busy(is_busy=False)
        self._opening = None
        self._field.set_value(None)
        self._key.set_value(None)
        self._new.clear()
        self.opened.emit(desk)

    def _failed(self, error: Exception) -> None:
        self._set_busy(is_busy=False)
        if isinstance(error, VaultSteppedBack):
            self._show_way(_OLDER)
            self.older.show_step_back(error)
        else:
            self._opening = None
            self.tell_failure(error)

    def _passphrase_way(self) -> QWidget:
        way = QWidget()
        column = QVBoxLayout(way)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self._field = PassphraseField()
        self._field.edit.returnPressed.connect(self.unlock)
        self._box = FieldBox(self.tr("Frase segreta"), self._field)
        column.addWidget(self._box)
        self._open = button(self.tr("Apri"), "primary", "lock-open", pressed=self.unlock)
        column.addWidget(self._open)
        column.addStretch(1)
        return way

    def _recovery_way(self) -> QWidget:
        way = QWidget()
        column = QVBoxLayout(way)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self._key = TextField()
        self._key_box = FieldBox(
            self.tr("Chiave del foglio di recupero"),
            self._key,
            self.tr("Ricopiala gruppo per gruppo; spazi e maiuscole non contano."),
        )
        self._new = PassphraseChoice()
        column.addWidget(self._key_box)
        column.addWidget(self._new)
        self._recover = button(
            self.tr("Apri e usa la nuova frase"), "primary", "key-round", pressed=self.recover
        )
        column.addWidget(self._recover)
        return way

    def _other_ways(self) -> QWidget:
        foot = QWidget()
        grid = QGridLayout(foot)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(0)
        self._switch = button(self.tr("Ho il foglio di recupero"), "link", pressed=self._change_way)
        links = (
            self._switch,
            button(self.tr("Apri un altro file…"), "link", pressed=self._other_file),
            button(
                self.tr("Riparti da una copia di sicurezza"),
                "link",
                pressed=lambda: self.restore_requested.emit(None, None),
            ),
            button(self.tr("Nuovo centro"), "link", pressed=self.new_centre_requested.emit),
        )
        for place, link in enumerate(links):
            grid.addWidget(link, place // 2, place % 2, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)
        return foot

    def _change_way(self) -> None:
        to_recovery = self._ways.currentIndex() != _RECOVERY
        self._show_way(_RECOVERY if to_recovery else _PASSPHRASE)
        words = (
            self.tr("Ho la frase segreta") if to_recovery else self.tr("Ho il foglio di recupero")
        )
        self._switch.setText(words)
        self._switch.setAccessibleName(words)
        (self._key if to_recovery else self._field).setFocus()

    def _show_way(self, way: int) -> None:
        self._ways.setCurrentIndex(way)
        self._size_ways()
        self._foot.setVisible(way != _OLDER)
        self._choice.setEnabled(way != _OLDER)
        self.fit()

    def _size_ways(self) -> None:
        """Only the way in sight takes room."""
        for place in range(self._ways.count()):
            in_sight = place == self._ways.currentIndex()
            policy = QSizePolicy.Policy.Preferred if in_sight else QSizePolicy.Policy.Ignored
            if (way := self._ways.widget(place)) is not None:
                way.setSizePolicy(policy, policy)

    def _other_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Il file del centro"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("File di DA.PO (*.dapo)"), self.tr("Tutti i file (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.offer(Path(name)))
        dialog.open()

    def offer(self, path: Path) -> None:
        """Choose a vault that is not in the list yet."""
        paths = [self._choice.combo.itemData(n) for n in range(self._choice.combo.count())]
        known = [path, *(other for other in paths if other != path)]
        self._choice.set_choices([(one, _title(one)) for one in known])
        self._choice.set_value(path)
        self._field.setFocus()

    def _path(self) -> Path:
        path: Path = self._choice.value() or Path()
        return path

    def _tell_place(self) -> None:
        self._place.setText(str(self._path().parent))
        self._box.tell("")

    def _set_busy(self, *, is_busy: bool) -> None:
        self._busy.setVisible(is_busy)
        for part in (self._choice, self._ways, self._foot):
            part.setEnabled(not is_busy)


def _title(path: Path) -> str:
    """A file name as a person reads it: "san-giuseppe.dapo" is "San Giuseppe"."""
    return path.stem.replace("-", " ").replace("_", " ").title()


def _open_anew(path: Path, key: str, phrase: str, *, knowingly: bool) -> Desk:
    desk = open_with_recovery_key(path, key, knowingly=knowingly)
    try:
        set_passphrase(desk, key, phrase)
    except BaseException:
        desk.close()
        raise
    return desk
