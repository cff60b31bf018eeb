"""The life of the desktop: first run or unlocking, the window, locking, and round again."""

import gc
import logging
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.bootstrap.absence import Absence
from app.bootstrap.parting import Parting, may_be_due
from app.bootstrap.quiet_backup import QuietBackup
from app.bootstrap.scratch import Scratch
from app.services.desk import Desk
from app.services.vaults import open_vault, prepare
from app.settings import Settings, SettingsFile
from ui import theme
from ui.dialogs.first_window import FirstWindow
from ui.dialogs.unlock import UnlockDialog
from ui.i18n import Languages
from ui.jobs import Change, Query, lanes, news
from ui.labels.status import copy_words, exchange_words
from ui.theme import Look, Tone
from ui.widgets.clipboard_guard import ClipboardGuard
from ui.widgets.idle_watch import IdleWatch

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.records.backup import BackupState
    from models.records.draft import Draft
    from models.records.search import Overview
    from ui.main_window import MainWindow

_log = logging.getLogger(__name__)

_WARMED = (
    "ui.main_window",
    "ui.pages.registry",
    "ui.pages.search_page",
    "ui.pages.counter_page",
    "ui.pages.household_page",
    "ui.pages.new_household_page",
    "ui.pages.closing_page",
    "ui.pages.settings_page",
)
"""In the order in which they are likely to be needed."""

_IDLE_SECONDS = 300
"""Before there is a main window, which has its own watch and the centre's own setting."""

_QUIET_AFTER_MS = 3_000
"""The window is painted and its pages are made before the day's backup begins."""


class Desktop(QObject):
    """Shows one window at a time and owns the open vault.

    `vault_shown` says which file the window is about, None for none.
    """

    vault_shown = Signal(object)

    def __init__(self, app: QApplication, settings: SettingsFile) -> None:
        super().__init__(app)
        self._app = app
        self._settings = settings
        self._languages = Languages(app)
        self._languages.speak(settings.now.language)
        theme.wear(app, Look(settings.now.look), settings.now.points)
        self._desk: Desk | None = None
        self._dialog: FirstWindow | None = None
        self._window: MainWindow | None = None
        self._backup: QuietBackup | None = None
        self._copies: BackupState | None = None
        self._parting: Parting | None = None
        self._is_closing = False
        self._sheet_owed: Path | None = None
        self._watch = IdleWatch(app, _IDLE_SECONDS, parent=self)
        self._watch.idle.connect(self._nobody_there)
        self.clipboard = ClipboardGuard(self)
        self.absence = Absence(self)
        self.absence.began.connect(self.leave_unattended)
        self.scratch = Scratch()
        settings.watch(self._settings_changed)
        app.aboutToQuit.connect(self._end)
        news().data_changed.connect(self._data_changed)

    def start(self, vault: Path | None = None, passphrase: str = "") -> None:
        """Show the first window: of a vault named, of the last one, or the first run."""
        if vault is not None and passphrase:
            self._open_at_once(vault, passphrase)
        elif vault is not None or self._known_vaults():
            self.ask_passphrase(vault)
        else:
            self.first_run()

    def ask_passphrase(self, vault: Path | None = None) -> None:
        """Show the unlock dialog; without a vault it offers the last one."""
        known = [path for path in self._known_vaults() if path != vault]
        dialog = UnlockDialog([vault, *known] if vault else known)
        self.vault_shown.emit(vault or next(iter(known), None))
        dialog.opened.connect(self._sit_down)
        dialog.new_centre_requested.connect(self.first_run)
        dialog.restore_requested.connect(self.restore)
        dialog.appeared.connect(self._warm_up)
        self._show(dialog)

    def first_run(self) -> None:
        """Show the wizard that makes a centre."""
        from ui.dialogs.first_run.wizard import FirstRunWizard  # seen once

        wizard = FirstRunWizard(self._settings)
        wizard.opened.connect(self._begin)
        wizard.locked.connect(self._first_run_locked)
        wizard.other_file_requested.connect(self.ask_passphrase)
        wizard.restore_requested.connect(self.restore)
        wizard.appeared.connect(self._warm_up)
        self._show(wizard)

    def restore(self, vault: Path | None = None, backup: Path | None = None) -> None:
        """Show the window that begins again from a copy, here or in the place of `vault`."""
        from ui.dialogs.restore import RestoreDialog  # seldom wanted, never in a hurry

        dialog = RestoreDialog(vault, backup)
        dialog.opened.connect(self._sit_down)
        dialog.left.connect(lambda: self.start(vault))
        dialog.appeared.connect(self._warm_up)
        self._show(dialog)

    def _begin(self, desk: Desk, first: str) -> None:
        self._sit_down(desk)
        if first == "import" and self._window is not None:
            self._window.go("settings", "import")

    def _open_at_once(self, vault: Path, passphrase: str) -> None:
        def failed(error: Exception) -> None:
            self.ask_passphrase(vault)
            if isinstance(self._dialog, UnlockDialog):
                self._dialog.tell_failure(error)

        Change(self, lambda: open_vault(vault, passphrase)).done(self._sit_down).failed(
            failed
        ).run()

    def _sit_down(self, desk: Desk, here: str = "") -> None:
        """Open the window on a vault."""
        from ui.main_window import MainWindow, WindowFacts  # after the first window
        from ui.pages.registry import page_entries  # imports SQLAlchemy

        self._desk = desk
        now = self._settings.now
        self._settings.remember_vault(desk.vault.path)
        self.vault_shown.emit(desk.vault.path)
        facts = WindowFacts(desk.centre, desk.is_trial, now.idle_minutes, Look(now.look))
        window = MainWindow(self._app, facts, page_entries(desk, self._settings), here)
        window.locked.connect(self._locked)  # bound: a window may outlive the desktop a moment
        window.closing.connect(lambda: self._closing(window))
        window.appearance_changed.connect(
            lambda look, points: self._settings.change(look=look.value, points=points)
        )
        window.restoreGeometry(QByteArray.fromHex(now.geometry.encode()))
        self._window = window
        window.show()
        self._close_dialog()
        self.absence.watch_session(window.windowHandle())
        self._tell_status()
        self._back_up_quietly(desk)
        self._offer_unfinished(desk)
        self._offer_sheet(desk, window)
        self._give_back(desk, window)
        window.prepare_pages()

    def _offer_unfinished(self, desk: Desk) -> None:
        """Somebody's leaving was cut before the keys were changed: who may finishes it."""
        from app.services.leaving import left_undone, may_finish  # imports SQLAlchemy

        def offer(is_due: bool) -> None:
            if is_due and self._window is not None:
                from ui.dialogs.dismissal import DismissalDialog  # seldom wanted

                dialog = DismissalDialog(desk, None, self._window)
                dialog.finished.connect(dialog.deleteLater)
                dialog.open()

        Query(self, lambda: may_finish(desk, left_undone(desk))).done(offer).run()

    def _offer_sheet(self, desk: Desk, window: "MainWindow") -> None:
        """The first run was locked before the sheet was typed back: its key was seen by nobody."""

        def kept() -> None:
            self._sheet_owed = None

        if self._sheet_owed == desk.vault.path:
            from ui.dialogs.recovery_sheet import RecoverySheetDialog  # seldom wanted

            dialog = RecoverySheetDialog(desk, window)
            dialog.accepted.connect(kept)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _give_back(self, desk: Desk, window: "MainWindow") -> None:
        """What this person was writing when the vault was closed over it."""
        from app.services.drafts import take_drafts  # imports SQLAlchemy

        Change(window, lambda: take_drafts(desk)).done(window.give_back).run()

    def _keep(self, desk: Desk, drafts: "tuple[Draft, ...]") -> None:
        """Keep what was being written; a full disk must not stop the lock."""
        from app.services.drafts import keep_drafts  # imports SQLAlchemy

        if drafts:
            Change(self, lambda: keep_drafts(desk, drafts)).failed(_not_kept).run()

    def _back_up_quietly(self, desk: Desk) -> None:
        if self._backup is None:
            backup = self._backup = QuietBackup(desk, self)
            backup.failed.connect(self._tell_backup_failed)
            QTimer.singleShot(_QUIET_AFTER_MS, backup, backup.begin)

    def _tell_backup_failed(self, words: str) -> None:
        if self._window is not None:
            self._window.status.set_copy(words, Tone.ATTENTION)

    def _tell_status(self) -> None:
        """The foot of the window: the last exchange and the last copy."""
        from app.services.overview import overview  # imports SQLAlchemy

        desk, window = self._desk, self._window
        if desk is None or window is None:
            return

        def told(seen: "Overview") -> None:
            window.status.set_exchange(exchange_words(seen.last_exchange))
            window.status.set_copy("" if desk.is_trial else copy_words(seen.backup, seen.today))
            self._copies = seen.backup

        Query(self, lambda: overview(desk)).done(told).run()

    def _data_changed(self, kinds: frozenset[str], _initiator: object) -> None:
        if kinds & {"backup", "closing", "network"}:
            self._tell_status()

    def come_to_front(self) -> None:
        """Somebody started the program again: here it is."""
        window = self._window or self._dialog
        if window is not None:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()

    def leave_unattended(self) -> None:
        """The person went away: close the vault, whatever is in sight."""
        if self._window is not None:
            self._window.lock_unattended()
        elif self._parting is not None:
            self._parting.give_up()
        elif self._dialog is not None:
            self._dialog.leave_unattended()
        if self._desk is None and not self._is_closing:
            self.absence.let_sleep()

    def _nobody_there(self) -> None:
        """A first window was left as it stands; it is watched on."""
        self.leave_unattended()
        self._watch.start()

    def _first_run_locked(self, desk: Desk, is_sheet_kept: bool) -> None:
        self.clipboard.clear()
        self.scratch.wipe()
        self._settings.remember_vault(desk.vault.path)
        self._sheet_owed = None if is_sheet_kept else desk.vault.path
        self._desk = desk
        self._close_desk()

    def _locked(self) -> None:
        self.clipboard.clear()
        self.scratch.wipe()
        desk, window = self._desk, self._window
        if window is None or window is not self.sender() or desk is None:
            return
        self._remember_geometry()
        self._window = None
        window.deleteLater()
        self._keep(desk, window.drafts)
        if not window.is_unattended and self._is_copy_due(desk):
            self._part(desk, self._close_desk)
        else:
            self._close_desk()

    def _part(self, desk: Desk, then: "Callable[[], object]") -> None:
        def ended() -> None:
            self._parting = None
            then()

        self._parting = Parting(self._app, desk, ended, self)
        self._parting.begin()

    def _closing(self, window: "MainWindow") -> None:
        """The program ends with its window, unless there is a copy to be offered first."""
        desk = self._desk
        if window is not self._window or desk is None:
            return
        self._keep(desk, window.drafts)
        if self._is_copy_due(desk):
            self._part(desk, self._app.quit)

    def _is_copy_due(self, desk: Desk) -> bool:
        now = desk.clock().astimezone().replace(tzinfo=None)
        return not desk.is_trial and may_be_due(self._copies, now)

    def _close_desk(self) -> None:
        desk, self._desk = self._desk, None
        backup, self._backup = self._backup, None
        if desk is None:
            return
        self._is_closing = True
        self.ask_passphrase(desk.vault.path)
        if backup is not None:
            backup.stop()
            backup.deleteLater()

        def close() -> None:
            if backup is not None:
                backup.wait()
            desk.close()

        # On the write lane: what was being saved is saved before, and opening comes after.
        Change(self, close).done(self._closed).run()

    def _closed(self, _answer: None) -> None:
        self._is_closing = False
        self.absence.let_sleep()
        # Once the pages are gone: they, the desk and its keys hang on each other in circles.
        QTimer.singleShot(0, self, lambda: gc.collect() and None)

    def _settings_changed(self, before: Settings, after: Settings) -> None:
        if before.language != after.language:
            self._languages.speak(after.language)
            QTimer.singleShot(0, self, self._speak_anew)
        if (before.look, before.points) != (after.look, after.points):
            theme.wear(self._app, Look(after.look), after.points)
            if self._window is not None:
                self._window.set_look(Look(after.look))
        if self._window is not None:
            self._window.set_idle_minutes(after.idle_minutes)

    def _speak_anew(self) -> None:
        """Words are written when a window is made: make it again."""
        if self._window is None or self._desk is None:
            if self._dialog is not None and not isinstance(self._dialog, UnlockDialog):
                self.first_run()
            return
        old = self._window
        self._remember_geometry()
        self._keep(self._desk, old.unsaved())
        self._sit_down(self._desk, "settings")
        old.close()  # it is no longer the window: nothing is offered
        old.deleteLater()

    def _known_vaults(self) -> list[Path]:
        return [path for text in self._settings.now.vaults if (path := Path(text)).exists()]

    def _warm_up(self) -> None:
        """Import, while the person types, what the window will need."""

        def body() -> None:
            prepare()
            for name in _WARMED:
                import_module(name)

        Query(self, body).run()

    def _show(self, dialog: FirstWindow) -> None:
        old, self._dialog = self._dialog, dialog
        dialog.show()
        self._watch.start()
        if old is not None:
            old.close()
            old.deleteLater()

    def _close_dialog(self) -> None:
        self._watch.stop()
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()
            self._dialog = None

    def _remember_geometry(self) -> None:
        if self._window is not None:
            geometry = bytes(self._window.saveGeometry().toHex().data()).decode("ascii")
            self._settings.change(geometry=geometry)

    def _end(self) -> None:
        self._remember_geometry()
        self.clipboard.clear()
        if self._window is not None and self._desk is not None and self._window.isVisible():
            self._keep(self._desk, self._window.unsaved())  # the session ends, nobody closed it
        if self._backup is not None:
            self._backup.stop()
        lanes().close()
        if self._desk is not None:
            self._desk.close()
        self.scratch.end()


def _not_kept(error: Exception) -> None:
    _log.error("what was being written could not be kept: %s", type(error).__name__)
