"""The closing by way of a USB stick: prepare a parcel, read its answer, carry another centre's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from app.services.desk import Desk
from app.services.network import network_state
from app.services.parcels import (
    ask_to_join,
    carry_parcel,
    make_parcel,
    parcel_state,
    take_answer,
)
from app.services.progress import Progress
from models.records.closing import NetworkState
from models.records.parcels import MadeParcel, ParcelState, TakenAnswer
from ui.jobs import Change, Query
from ui.labels.failures import explain
from ui.pages.closing import stick_words
from ui.pages.closing.step import Step
from ui.pages.closing.words import FINDINGS, LEAVING
from ui.theme import Space, Tone
from ui.widgets.allowed import allow
from ui.widgets.banner import Banner
from ui.widgets.buttons import button
from ui.widgets.card import Card, FactList, columns
from ui.widgets.fields import TextField
from ui.widgets.form import Form, FormField
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import label

_KINDS = ("closing", "aid", "network")


class StickStep(Step):
    """Two big steps, where things stand, and a door for whoever carries."""

    busy_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Change[Any] | None = None
        self._is_in = False
        self.state = label("", "lead", wraps=True)
        self.left = label("", "muted", wraps=True)
        self.banner = Banner()
        self.banner.hide()
        self.progress = ProgressPanel()
        self.progress.cancel_requested.connect(self._cancel)
        self.progress.hide()
        self.body.addLayout(columns((self._main(), 7), (self._side(), 3)), 1)
        self._findings = button(
            self.tr("Vai ai riscontri"),
            icon="arrow-right",
            pressed=lambda: self.moved.emit(FINDINGS),
            icon_last=True,
        )
        self._findings.hide()
        self.add_foot(back=LEAVING, forward=self._findings)

    @override
    def show_month(self, month: str) -> None:
        super().show_month(month)
        Query(self, lambda: (network_state(self._desk), parcel_state(self._desk))).done(
            self._show
        ).run()

    @override
    def first_focus(self) -> QWidget:
        return self.prepare

    @property
    def is_busy(self) -> bool:
        """Whether a parcel is being made, read or carried."""
        return self._job is not None

    def _main(self) -> QWidget:
        self._code = Form(
            [
                FormField(
                    "code",
                    self.tr("Codice d'ingresso"),
                    TextField,
                    is_required=True,
                    hint=self.tr("Lo dà chi cura la rete; vale una volta sola."),
                )
            ]
        )
        self._code.hide()
        self._outward = label("", wraps=True)
        self.prepare = button("", "primary", "usb", pressed=self._prepare)
        self.read = button(self.tr("Leggi la risposta"), icon="folder-open", pressed=self._read)
        back_words = self.tr(
            "Quando la chiavetta torna, qui si legge quello che ha riportato. "
            "Il file letto due volte non fa danni."
        )
        first = Card(self.tr("1 · Prepara"))
        first.add(self._outward)
        first.add(self._code)
        first.add(self.prepare)
        second = Card(self.tr("2 · Leggi"))
        second.add(label(back_words, wraps=True))
        second.add(self.read)
        for card in (first, second):
            card.body.addStretch(1)
        main = QWidget()
        lane = QVBoxLayout(main)
        lane.setContentsMargins(0, 0, 0, 0)
        lane.setSpacing(Space.L)
        for widget in (self.state, self.left, self.banner, self.progress):
            lane.addWidget(widget)
        lane.addLayout(columns((first, 1), (second, 1)))
        lane.addStretch(1)
        return main

    def _side(self) -> QWidget:
        trips = FactList()
        trips.set_facts([(self.tr("Il primo mese"), "3"), (self.tr("Poi, ogni mese"), "1")])
        often = Card(self.tr("Quanti viaggi"))
        often.add(trips)
        often.add(
            label(
                self.tr(
                    "Il primo mese: uno per i contrassegni, uno per le righe, uno per gli aiuti "
                    "dati altrove. Poi ne basta uno: chi è nuovo si confronta col seguente."
                ),
                "muted",
                wraps=True,
            )
        )
        self.carry = button(
            self.tr("Porta un plico di un altro centro"), icon="send", pressed=self._carry
        )
        carrying = Card(self.tr("Per chi porta"))
        carrying.add(
            label(
                self.tr("Il plico è chiuso: passa di qui, e non si legge né si cambia."),
                "muted",
                wraps=True,
            )
        )
        carrying.add(self.carry)
        side = QWidget()
        lane = QVBoxLayout(side)
        lane.setContentsMargins(0, 0, 0, 0)
        lane.setSpacing(Space.L)
        lane.addWidget(often)
        lane.addWidget(carrying)
        lane.addStretch(1)
        return side

    def _show(self, found: tuple[NetworkState, ParcelState]) -> None:
        network, parcels = found
        is_in = bool(network.centre)
        self._code.setVisible(not is_in)
        self._is_in = is_in
        self._allow(is_allowed=not self.is_busy)
        words = stick_words.prepare_button(is_in=is_in)
        self.prepare.setText(f" {words} ")
        self.prepare.setAccessibleName(words)
        self._outward.setText(stick_words.outward(is_in=is_in))
        self.state.setText(stick_words.state(network, parcels))
        self.left.setText(stick_words.left(parcels))
        self.left.setVisible(bool(self.left.text()))

    def _prepare(self) -> None:
        code = str(self._code.values()["code"] or "")
        is_joining = self._code.isVisibleTo(self)
        if is_joining and not self._code.check():
            return
        folder = QFileDialog.getExistingDirectory(self, self.tr("Scegli la chiavetta"))
        if not folder:
            return
        if is_joining:
            self._run(lambda _progress: ask_to_join(self._desk, code, Path(folder)), self._asked)
        else:
            month = self.month
            self._run(
                lambda progress: make_parcel(self._desk, month, Path(folder), progress), self._made
            )

    def _read(self) -> None:
        path = self._chosen(self.tr("Leggi la risposta"))
        if path is not None:
            self._run(lambda progress: take_answer(self._desk, path, progress), self._taken)

    def _carry(self) -> None:
        path = self._chosen(self.tr("Porta un plico di un altro centro"))
        if path is not None:
            self._run(lambda progress: carry_parcel(self._desk, path, progress), self._carried)

    def _chosen(self, title: str) -> Path | None:
        kinds = self.tr("Plichi di DA.PO (*.dapoparcel)")
        path, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        return Path(path) if path else None

    def _run(self, body: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        if self._job is not None:
            return
        self.banner.hide()
        self._findings.hide()
        self.progress.begin(self.tr("Comincio…"))
        self.progress.show()

        def ended(answer: Any) -> None:
            self._rest()
            done(answer)

        self._job = Change.long(self, body).touching(*_KINDS)
        self._job.progress(self._step).done(ended).failed(self._fail).cancelled(self._stopped)
        self._allow(is_allowed=False)
        self.busy_changed.emit()
        self._job.run()

    def _step(self, phase: str, done: int, total: int) -> None:
        self.progress.show_step(stick_words.phase(phase), done, total)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _asked(self, path: Path) -> None:
        self._tell(
            self.tr("La richiesta è sulla chiavetta"),
            self.tr("Dalla a chi ha la rete. Il file è «{name}».").format(name=path.name),
        )

    def _made(self, made: MadeParcel) -> None:
        self._tell(*stick_words.made(made))

    def _taken(self, taken: TakenAnswer) -> None:
        self._tell(*stick_words.taken(taken))
        self._findings.setVisible(taken.receipt is not None)

    def _carried(self, path: Path) -> None:
        self._tell(
            self.tr("Fatto: la risposta è sulla chiavetta"),
            self.tr("Riportala al suo centro. Il file è «{name}».").format(name=path.name),
        )

    def _fail(self, error: Exception) -> None:
        told = explain(error)
        self._rest()
        self._tell(told.what, f"{told.safety} {told.remedy}\n{told.code_line}", tone=Tone.ATTENTION)

    def _stopped(self) -> None:
        self._rest()
        self._tell(
            self.tr("Interrotto, come hai chiesto"),
            self.tr("Non si è perso niente: si può rifare quando vuoi."),
            tone=Tone.NEUTRAL,
        )

    def _tell(self, title: str, detail: str, tone: Tone = Tone.OK) -> None:
        self.banner.tell(title, detail, tone)
        self.banner.show()
        self.show_month(self.month)

    def _rest(self) -> None:
        self._job = None
        self.progress.hide()
        self._allow(is_allowed=True)
        self.busy_changed.emit()

    def _allow(self, *, is_allowed: bool) -> None:
        preparing = "make_parcel" if self._is_in else "ask_to_join"
        allow(self.prepare, self._desk, preparing, is_ready=is_allowed)
        allow(self.read, self._desk, "take_answer", is_ready=is_allowed)
        self.carry.setEnabled(is_allowed and self._is_in)
