"""A walk through every screen that leaves its pictures, for machines without a display."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from app.services.desk import Desk
from app.services.overview import latest_month_with_aid, overview
from app.services.search import search
from app.services.vaults import open_vault
from app.settings import SettingsFile
from ui import theme
from ui.dialogs.unlock import UnlockDialog
from ui.jobs import ImmediateLanes, use_lanes
from ui.labels.status import copy_words, exchange_words
from ui.main_window import MainWindow, WindowFacts
from ui.pages.registry import page_entries
from ui.theme import Look

SCREEN = QSize(1366, 768)


def take_tour(app: QApplication, vault: Path, passphrase: str, folder: Path) -> int:
    """Open the vault and leave a picture of every screen in `folder`; answers the exit code."""
    use_lanes(ImmediateLanes())
    folder.mkdir(parents=True, exist_ok=True)
    theme.wear(app, Look.LIGHT)
    _picture(UnlockDialog([vault]), folder / "0-sblocco.png", QSize(820, 520))
    desk = open_vault(vault, passphrase)
    try:
        for look in (Look.LIGHT, Look.DARK):
            theme.wear(app, look)
            _walk(app, desk, folder, look)
    finally:
        desk.close()
    return 0


def _walk(app: QApplication, desk: Desk, folder: Path, look: Look) -> None:
    window = MainWindow(
        app, WindowFacts(desk.centre, desk.is_trial, 0, look), page_entries(desk, SettingsFile())
    )
    window.resize(SCREEN)
    window.show()
    seen = overview(desk)
    window.status.set_exchange(exchange_words(seen.last_exchange))
    window.status.set_copy(copy_words(seen.backup, seen.today))
    typed, household = _somebody(desk)
    month = seen.month_to_close or latest_month_with_aid(desk)
    stops = (
        ("search", typed),
        ("counter", household),
        ("household", household),
        ("new_household", "Hoxha Besnik"),
        ("closing", month),
        ("settings", None),
    )
    ending = "" if look is Look.LIGHT else "-scuro"
    for number, (key, argument) in enumerate(stops, start=1):
        if argument is None and key in {"counter", "household"}:
            continue
        window.go(key, argument)
        _picture(window, folder / f"{number}-{key}{ending}.png", SCREEN)
    window.close()
    window.deleteLater()


def _somebody(desk: Desk) -> tuple[str, object]:
    """The beginning of a frequent name, and the first household found by it."""
    for typed in ("abd", "ros", "a", "m", "0"):
        if hits := search(desk, typed):
            return typed, hits[0].household_id
    return "", None


def _picture(widget: QWidget, file: Path, size: QSize) -> None:
    widget.resize(size)
    widget.show()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.sendPostedEvents()
    drawn = QPixmap(widget.size())
    widget.render(drawn, QPoint(0, 0))
    drawn.save(str(file))
