"""The pages of the main window. A new one is a `Page`, and an entry in the registry.

What a page knows: services, frozen records, widgets, labels. What it never does: open a thread,
write a table, show a message box, look for its window. A page in full::

    class CardsPage(Page):
        \"\"\"Cards handed out today.\"\"\"

        def __init__(self, cards: CardService) -> None:
            super().__init__()
            self._cards = cards
            self.header.set_title(self.tr("Tessere"))
            self._search = SearchBox(self.tr("Cerca una tessera"), icon="scan-barcode")
            self._table = DataTable(
                self.tr("Tessere di oggi"),
                [
                    Column(self.tr("Nucleo"), weight="strong", stretches=True),
                    Column(self.tr("Stato")),
                    Column(self.tr("Numero"), side="right"),
                    Column("", least_width=80),
                ],
                empty=EmptyState("id-card", self.tr("Qui compaiono le tessere di oggi")),
            )
            self._table.link_pressed.connect(lambda key, _column: self._take_back(key))
            self._table.row_opened.connect(lambda key: self.page_requested.emit("household", key))
            self._form = Form(
                [
                    FormField("number", self.tr("Numero"), TextField, is_required=True),
                    FormField("until", self.tr("Fino a"), lambda: DateField(expects="any")),
                ]
            )
            card = Card(self.tr("Oggi"), flush=True)   # flush: the table reaches the edges
            card.add(self._table)
            self.body.addWidget(self._search)
            self.body.addWidget(card, 1)
            self.body.addWidget(self._form)
            self.body.addWidget(button(self.tr("Segna"), "primary", "check", pressed=self._save))
            self._search.text_changed.connect(self._find)

        @override
        def first_focus(self) -> QWidget:          # where the cursor stands, and comes back to
            return self._search

        @override
        def reload(self) -> None:                  # on opening, and when its kinds of data change
            Query(self, self._cards.of_today).done(self._show).run()

        kinds = frozenset({"card"})

        def _find(self, text: str) -> None:        # a later answer overtakes an earlier one
            Query(self, lambda: self._cards.find(text)).done(self._show).run()

        def _show(self, cards: Sequence[CardRecord]) -> None:
            self._table.set_rows(
                [
                    Row(
                        card.card_id,
                        (
                            card.name,
                            Cell(mark=Mark(self.tr("valida"), Tone.OK)),
                            card.number,
                            Cell(self.tr("Togli"), is_link=True),
                        ),
                    )
                    for card in cards
                ]
            )

        def _save(self) -> None:
            if not self._form.check():
                return
            command = HandOutCard(**self._form.values())
            Change(self, lambda: self._cards.hand_out(command)).touching("card").done(
                self._saved
            ).run()

        def _saved(self, card: CardRecord) -> None:
            undo = Change(self, lambda: self._cards.take_back(card.card_id)).touching("card")
            self.undo_offered.emit(self.tr("Tessera {n} data").format(n=card.number), undo)
            self._search.clear()

Long work: `Change.long(self, lambda progress: service.send(plan, progress))` with `.progress(…)`,
`.cancelled(…)` and `.cancel()`, shown by a `ProgressPanel`. Failures that the page does not take
with `.failed(…)` are told by `ui.messages`.
"""
