"""A new recovery sheet: drawn, printed, typed back, and only then worth anything."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.desk import Desk
from app.services.vaults import draw_recovery_key, keep_recovery_key
from ui import theme
from ui.dialogs.first_run.last_steps import RecoveryStep
from ui.dialogs.paper_preview import show_paper
from ui.jobs import Change, Query
from ui.labels.codes import language
from ui.messages import tell_failure
from ui.theme import Space, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import button

_WIDE = 620


class RecoverySheetDialog(QDialog):
    """Until the new sheet is typed back the old one stays valid, and closing changes nothing."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = ""
        self.setWindowTitle(self.tr("Foglio di recupero"))
        self.setMinimumWidth(round(theme.scaled(_WIDE)))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL * 2, Space.XL, Space.XL * 2, Space.XL)
        column.setSpacing(Space.M)
        self.step = RecoveryStep(self._show_sheet)
        column.addWidget(self.step)
        column.addWidget(
            Banner(
                self.tr("Il tuo foglio di prima non varrà più"),
                self.tr(
                    "Appena lo ricopi vale questo. Quello di un altro coordinatore resta valido; "
                    "le copie di prima si aprono ancora con il foglio di allora."
                ),
                Tone.ATTENTION,
            )
        )
        foot = QHBoxLayout()
        foot.setContentsMargins(0, Space.M, 0, 0)
        foot.addStretch(1)
        foot.addWidget(button(self.tr("Lascia stare"), pressed=self.reject))
        self.keep = button(self.tr("Da adesso vale questo"), "primary", "check", pressed=self.save)
        self.keep.setDefault(True)
        self.keep.setEnabled(False)
        foot.addWidget(self.keep)
        column.addLayout(foot)
        Query(self, draw_recovery_key).done(self._show_key).run()

    def save(self) -> None:
        """Let the sheet open the vault, if its end was copied right."""
        if not self.step.check():
            return
        desk, key = self._desk, self._key
        self.keep.setEnabled(False)
        Change(self, lambda: keep_recovery_key(desk, key)).done(self._kept).failed(
            self._not_kept
        ).run()

    @override
    def done(self, result: int) -> None:
        """Leave nothing of the key on the screen."""
        self._key = ""
        self.step.forget()
        super().done(result)

    def _kept(self, _answer: None) -> None:
        self.accept()

    def _not_kept(self, error: Exception) -> None:
        self.keep.setEnabled(True)
        tell_failure(self, error)

    def _show_key(self, key: str) -> None:
        self._key = key
        self.step.show_key(key)
        self.step.begin()
        self.keep.setEnabled(True)

    def _show_sheet(self) -> None:
        from app.services.papers import recovery_sheet  # imports SQLAlchemy

        desk, key, spoken = self._desk, self._key, language()
        show_paper(
            self,
            self.tr("Foglio di recupero"),
            self.tr("foglio-di-recupero.pdf"),
            lambda: recovery_sheet(desk, key, spoken),
        )
