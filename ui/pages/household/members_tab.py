"""Componenti: the people of the household, and the form that adds or mends one."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from typing_extensions import override

from app.services.desk import Desk
from app.services.households import admit_member, amend_member, make_reference, member_left
from models.records.household import CodeLine, MemberDraft, MemberLine
from ui.labels import dates
from ui.labels.codes import choices, relation_word, relation_words, word
from ui.labels.households import age_words, place_words
from ui.pages.household.code_rows import CodeRow
from ui.pages.household.tab import ListTab, SideForm
from ui.theme import Tone
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.data_table import DataTable
from ui.widgets.date_field import DateField
from ui.widgets.fields import CheckField, ChoiceField, LongTextField, TextField
from ui.widgets.form import FormField
from ui.widgets.pill import Mark
from ui.widgets.rows_field import RowsField
from ui.widgets.table_cells import Cell, Column, Row

_CITIZENSHIP, _CODES = 3, 4
_CODES_SHOWN = 40


class MembersTab(ListTab):
    """Who lives there, and below who no longer does."""

    rule_fields: ClassVar[Mapping[str, str]] = {
        "name_missing": "surname",
        "second_reference": "relation",
    }

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._amended: MemberLine | None = None
        self._card = Card(self.tr("Componenti"), flush=True)
        self._card.add_link(self.tr("Aggiungi un componente"), self._open_new)
        self.table = self._made_table()
        self._card.add(self.table, 1)
        self.row.addWidget(self._card, 1)

    @override
    def show_rows(self) -> None:
        file = self.file
        self.table.set_rows([self._row(member, file.read_on) for member in file.everybody])

    @override
    def open_item(self, item: object) -> None:
        """Item "new", or the identifier of a member."""
        if item == "new":
            self._open_new()
        else:
            self._open_member(item)

    @override
    def close_side(self) -> None:
        super().close_side()
        self._spare_columns(is_open=False)

    @override
    def save(self) -> None:
        desk, household_id, amended = self._desk, self.file.household_id, self._amended
        draft = self._draft()
        name = f"{draft.surname} {draft.given_name}".strip() or draft.nickname
        if amended is None:
            words = self.tr("{name} fa parte del nucleo").format(name=name)
            self.change(lambda: admit_member(desk, household_id, draft), words)
        else:
            words = self.tr("{name}: salvato").format(name=name)
            self.change(lambda: amend_member(desk, household_id, amended.member_id, draft), words)

    def _draft(self) -> MemberDraft:
        values = self._form.values()
        words = ("surname", "given_name", "nickname", "birth_place", "citizenship", "notes")
        written = {key: values[key] or "" for key in words}
        return MemberDraft(
            relation=values["relation"],
            sex=values["sex"],
            born=values["born"],
            is_disabled=values["is_disabled"],
            codes=values["codes"],
            **written,
        )

    def _open_new(self) -> None:
        if self.is_being_written():
            return
        self._amended = None
        blank = dict.fromkeys(
            ("surname", "given_name", "nickname", "sex", "born", "birth_place", "citizenship")
        )
        surname = self.file.members[0].surname if self.file.members else None
        values = {**blank, "surname": surname, "is_disabled": False, "codes": (), "notes": None}
        self._offer_relations(is_reference=False)
        self._open(self.tr("Nuovo componente"), {**values, "relation": "child"}, "given_name")

    def _open_member(self, key: object) -> None:
        member = next((one for one in self.file.everybody if one.member_id == key), None)
        if member is None or self.is_being_written():
            return
        self._amended = member
        self._offer_relations(is_reference=member.relation == "reference")
        values = {
            "relation": member.relation,
            "surname": member.surname or None,
            "given_name": member.given_name or None,
            "nickname": member.nickname or None,
            "sex": member.sex,
            "born": member.born,
            "birth_place": member.birth_place or None,
            "citizenship": member.citizenship or None,
            "is_disabled": member.is_disabled,
            "codes": member.codes,
            "notes": member.notes or None,
        }
        self._open(member.name, values, "surname")

    def _open(self, title: str, values: Mapping[str, object], first: str) -> None:
        side = self.ready_form()
        member = self._amended
        lives_here = member is not None and member.left_on is None
        is_reference = member is not None and member.relation == "reference"
        self._leaves.setVisible(lives_here)
        self._leads.setVisible(lives_here and not is_reference)
        self._form.box("left_on").setVisible(lives_here)
        self._spare_columns(is_open=True)
        about = member.member_id if member is not None else "new"
        side.open(title, {**values, "left_on": self._desk.today()}, first, about)

    def _spare_columns(self, *, is_open: bool) -> None:
        for column in (_CITIZENSHIP, _CODES):
            self.table.set_column_shown(column, is_shown=not is_open)

    def _offer_relations(self, *, is_reference: bool) -> None:
        self.ready_form()
        field = self._form.field("relation")
        offered = [
            (code, words)
            for code, words in relation_words().items()
            if is_reference == (code == "reference")
        ]
        if isinstance(field, ChoiceField):
            field.set_choices(offered)
        field.setEnabled(not is_reference)

    def _note_leaving(self) -> None:
        member, desk, household_id = self._amended, self._desk, self.file.household_id
        told = self._form.field("left_on").value()
        if member is None or not self._form.box("left_on").judge():
            return
        left_on = told.earliest if told is not None else desk.today()
        words = self.tr("{name} non vive più qui").format(name=member.name)
        self.change(lambda: member_left(desk, household_id, member.member_id, left_on), words)

    def _lead(self) -> None:
        member, desk, household_id = self._amended, self._desk, self.file.household_id
        if member is not None:
            words = self.tr("La scheda è intestata a {name}").format(name=member.name)
            self.change(lambda: make_reference(desk, household_id, member.member_id), words)

    def _row(self, member: MemberLine, today: date) -> Row:
        has_left = member.left_on is not None
        relation = relation_word(member.relation, member.sex)
        if member.left_on is not None:
            told = self.tr("non vive più qui dal {day}")
            relation = told.format(day=dates.long_date(member.left_on))
        name = member.name
        if member.nickname and name != member.nickname:
            name = f"{name} ({member.nickname})"
        return Row(
            member.member_id,
            (
                Cell(name, weight="muted" if has_left else None),
                Cell(relation, weight="muted" if has_left else None),
                age_words(member, today),
                place_words(member.citizenship or member.birth_place),
                self._codes_cell(member.codes),
                Cell(self.tr("Modifica"), is_link=True),
            ),
        )

    def _codes_cell(self, codes: tuple[CodeLine, ...]) -> Cell:
        if not codes:
            return Cell()
        shown = " · ".join(line.value for line in codes)[:_CODES_SHOWN]
        warned = [code for line in codes for code in line.warnings]
        if not warned:
            return Cell(shown)
        told = word("code_warnings", warned[0])
        return Cell(shown, mark=Mark(told, Tone.ATTENTION, "triangle-alert"))

    def _made_table(self) -> DataTable:
        made = DataTable(
            self.tr("Componenti del nucleo"),
            [
                Column(self.tr("Nome e cognome"), weight="strong", stretches=True),
                Column(self.tr("Relazione")),
                Column(self.tr("Età")),
                Column(self.tr("Origine"), weight="muted"),
                Column(self.tr("Codici"), weight="muted"),
                Column("", least_width=96),
            ],
        )
        made.link_pressed.connect(lambda key, _column: self._open_member(key))
        made.row_opened.connect(self._open_member)
        return made

    @override
    def made_form(self) -> SideForm:
        side = SideForm(self._fields())
        self._form = side.form
        self._leads = button(
            self.tr("Intesta a questa persona"), "link", "user", pressed=self._lead
        )
        self._leaves = button(
            self.tr("Non vive più qui"), "link", "arrow-right", pressed=self._note_leaving
        )
        side.more.addWidget(self._leaves)
        side.more.addWidget(self._leads)
        return side

    def _fields(self) -> list[FormField]:
        today = self._desk.today
        sexes = [("", "–"), ("F", self.tr("donna")), ("M", self.tr("uomo"))]
        return [
            FormField("surname", self.tr("Cognome"), TextField),
            FormField("given_name", self.tr("Nome"), TextField),
            FormField("relation", self.tr("Relazione"), lambda: ChoiceField(choices("relations"))),
            FormField("sex", self.tr("Sesso"), lambda: ChoiceField(sexes)),
            FormField(
                "born",
                self.tr("Nascita"),
                lambda: DateField(today, tells_age=True),
                2,
                hint=self.tr("anche solo l'anno, o circa 1990"),
            ),
            FormField("birth_place", self.tr("Luogo di nascita"), TextField),
            FormField("citizenship", self.tr("Cittadinanza"), TextField),
            FormField("nickname", self.tr("Soprannome"), TextField, 2),
            FormField(
                "codes",
                self.tr("Codici"),
                lambda: RowsField(CodeRow, self.tr("Aggiungi un codice")),
                2,
            ),
            FormField(
                "is_disabled",
                self.tr("Disabilità"),
                lambda: CheckField(self.tr("Ha una disabilità")),
                2,
            ),
            FormField("notes", self.tr("Note"), lambda: LongTextField(2), 2),
            FormField(
                "left_on",
                self.tr("Se non vive più qui, dal"),
                lambda: DateField(today, needs_day=True),
                2,
            ),
        ]
