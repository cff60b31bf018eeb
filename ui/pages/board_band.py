"""The network's board on the first page: one quiet band, put aside with one key."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.board import Heard, dismiss_notice, hear_network, keep_heard, notices
from app.services.desk import Desk
from models.records.closing import Notice
from ui.jobs import Change, Query
from ui.messages import tell
from ui.theme import Tone
from ui.widgets.banner import Banner

_LONGEST_SHOWN = 96


class BoardBand(QWidget):
    """The first announcement that was not put aside; the next one follows it.

    It says what the vault keeps, so also without a network. `listen` asks the register once, in
    the background; that nobody answers is no news.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: tuple[Notice, ...] = ()
        self.banner = Banner(tone=Tone.INFORMATION, icon="message-circle")
        self.banner.add_button(self.tr("Leggi"), self.read)
        self.banner.add_button(self.tr("Ho letto"), self.put_aside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        self.hide()

    def reload(self) -> None:
        """Read the board that the vault keeps."""
        Query(self, lambda: notices(self._desk)).done(self._show).run()

    def listen(self) -> None:
        """Ask the register what is new on the board."""
        Query(self, lambda: hear_network(self._desk)).done(self._keep).failed(
            lambda _error: None
        ).run()

    def read(self) -> None:
        """Show the whole of the announcement."""
        notice = self._shown[0]
        tell(self, notice.title, notice.text)

    def put_aside(self) -> None:
        """Put the announcement aside for who works now."""
        number = self._shown[0].number
        Change(self, lambda: dismiss_notice(self._desk, number)).done(
            lambda _answer: self.reload()
        ).run()

    def _keep(self, heard: Heard | None) -> None:
        if heard is not None:
            Change(self, lambda: keep_heard(self._desk, heard)).touching("network").done(
                self._show
            ).run()

    def _show(self, found: tuple[Notice, ...]) -> None:
        self._shown = found
        self.setVisible(bool(found))
        if not found:
            return
        first, source = found[0], self.tr("Dalla rete")
        if len(found) > 1:
            source = self.tr("Dalla rete, 1 di {count}").format(count=len(found))
        words = " ".join(first.text.split())
        if len(words) > _LONGEST_SHOWN:
            words = f"{words[:_LONGEST_SHOWN].rsplit(maxsplit=1)[0]}…"
        self.banner.tell(
            first.title,
            f"{source}: {words}" if words else source,
            Tone.INFORMATION,
            "message-circle",
        )
