"""Each tab of a household's file: what is written, told, refused, and taken back."""

from PySide6.QtCore import Qt

from app.services.aid import record_aid
from app.services.households import amend_household, read_file
from models.records.aid import RecordAid
from models.records.household import AmendHousehold
from models.rules.partial_date import PartialDate
from tests.support.elsewhere import aided_elsewhere
from tests.support.household_screen import pills, rows, said, write
from tests.support.vaults import open_a_file

TABS = (
    *("summary", "members", "aid", "needs", "consents", "economy"),
    *("documents", "details", "reserved"),
)


def test_aid_is_recorded_from_the_keyboard_and_taken_back(screen, desk, family):
    screen.key(Qt.Key.Key_F2)
    side = screen.side("aid")
    assert side.isVisible()
    assert "Può ritirare il pacco" in said(side)
    screen.key(Qt.Key.Key_Return)
    (line,) = read_file(desk, family).aid
    assert (line.kind, line.given_on) == ("food", PartialDate(2026, 11, 22))
    assert side.isHidden()
    assert screen.strip() == "Pacco alimentare segnato"
    screen.undo()
    assert read_file(desk, family).aid == ()
    assert rows(screen.page.tab("aid").table) == []


def test_a_double_parcel_is_told_never_refused_and_the_reason_stays(screen, desk, family):
    aided_elsewhere(desk, family, "Sacra Famiglia", ("food", "2026-11-20", None))
    screen.page.record_aid()
    side = screen.side("aid")
    assert "Già ricevuto il 20 novembre a Sacra Famiglia" in said(side)
    assert "Di nuovo possibile dal 5 dicembre" in said(side)
    write(side.form, override_reason="hanno un neonato")
    side.save()
    assert len(read_file(desk, family).aid) == 1


def test_money_asks_for_an_amount_and_reads_it_as_italians_write(screen, desk, family):
    screen.page.record_aid()
    side = screen.side("aid")
    side.form.field("kind").set_value("money")
    assert side.form.box("cents").isVisible()
    assert side.form.box("quantity").isHidden()
    write(side.form, cents="12.50", given_on="10/2026", purpose="bolletta")
    side.save()
    (line,) = read_file(desk, family).aid
    assert (line.cents, line.given_on) == (1250, PartialDate(2026, 10))


def test_a_date_to_come_is_told_under_the_date_and_what_was_written_stays(screen, desk, family):
    screen.page.record_aid()
    side = screen.side("aid")
    write(side.form, given_on="5/12/2026", purpose="natale")
    side.save()
    assert "Non capisco questa data" in said(side) or "deve ancora venire" in said(side)
    assert side.form.values()["purpose"] == "natale"
    assert read_file(desk, family).aid == ()
    side.cancelled.emit()


def test_an_aid_is_mended_and_removed_and_both_come_back(screen, desk, family):
    record_aid(desk, RecordAid(family, "food", given_on=PartialDate(2026, 10, 21)))
    tab = screen.open(family, "aid")
    (line,) = read_file(desk, family).aid
    tab.table.row_opened.emit(line.aid_id)
    write(screen.side("aid").form, quantity="3")
    screen.side("aid").save()
    assert read_file(desk, family).aid[0].quantity == 3
    screen.undo()
    assert read_file(desk, family).aid[0].quantity == 1
    tab.table.link_pressed.emit(line.aid_id, 4)
    screen.press("Togli")
    assert read_file(desk, family).aid == ()
    screen.undo()
    assert len(read_file(desk, family).aid) == 1


def test_years_of_aid_are_read_two_hundred_at_a_time(screen, desk, family):
    for _ in range(130):
        record_aid(desk, RecordAid(family, "food", given_on=PartialDate(2026, 1, 7)))
        record_aid(desk, RecordAid(family, "meal", given_on=PartialDate(2026, 3, 7)))
    tab = screen.open(family, "aid")
    assert len(tab.table.rows()) == 200
    screen.press("Mostra i precedenti (60)")
    assert len(tab.table.rows()) == 260
    assert tab._more.isHidden()


def test_a_member_is_added_with_a_birth_known_by_its_year_only(screen, desk, family):
    tab = screen.open(family, "members")
    screen.press("Aggiungi un componente")
    side = screen.side("members")
    write(side.form, given_name="Samir", born="circa 1950")
    assert "circa 1950, circa 76 anni" in said(side)
    side.form.field("relation").set_value("parent")
    side.save()
    added = read_file(desk, family).members[-1]
    assert (added.name, added.relation) == ("Abdel Rahman Samir", "parent")
    assert added.born == PartialDate(1950, is_approximate=True)
    assert any("Abdel Rahman Samir" in row for row in rows(tab.table))
    screen.undo()
    assert len(read_file(desk, family).members) == 4


def test_a_code_that_disagrees_is_told_in_words_and_kept(screen, desk, family):
    tab = screen.open(family, "members")
    head = read_file(desk, family).members[0]
    tab.open_item(head.member_id)
    side = screen.side("members")
    row = side.form.field("codes")._lines[0][0]
    row.text.edit.setText("RSSMRA80A01H501A")
    row.text.edit.textEdited.emit("RSSMRA80A01H501A")
    assert "la lettera di controllo non torna: si tiene com'è" in said(side)
    side.save()
    (code,) = read_file(desk, family).members[0].codes
    assert (code.kind, code.value) == ("codice_fiscale", "RSSMRA80A01H501A")
    assert "la lettera di controllo non torna" in rows(tab.table)[0][4]


def test_a_card_for_foreigners_is_recognised_and_has_an_expiry(screen, desk, family):
    tab = screen.open(family, "members")
    tab.open_item(read_file(desk, family).members[1].member_id)
    row = screen.side("members").form.field("codes")._lines[0][0]
    row.text.edit.setText("STP0301234567890")
    row.text.edit.textEdited.emit("STP0301234567890")
    assert row.kind.value() == "stp"
    assert row.expires.isVisible()
    row.expires.edit.setText("20/12/2026")
    screen.side("members").save()
    (code,) = read_file(desk, family).members[1].codes
    assert code.expires_on == PartialDate(2026, 12, 20)


def test_codes_are_added_and_taken_out_line_by_line(screen, desk, family):
    tab = screen.open(family, "members")
    tab.open_item(read_file(desk, family).members[0].member_id)
    side = screen.side("members")
    field = side.form.field("codes")
    field._lines[0][0].text.set_value("X1")
    screen.press("Aggiungi un codice")
    field._lines[1][0].text.set_value("Y2")
    screen.press("Togli questa riga")
    side.save()
    assert [code.value for code in read_file(desk, family).members[0].codes] == ["Y2"]


def test_who_left_stays_in_the_list_and_another_stands_for_the_household(screen, desk, family):
    tab = screen.open(family, "members")
    head, spouse, *_ = read_file(desk, family).members
    tab.open_item(spouse.member_id)
    screen.press("Intesta a questa persona")
    assert read_file(desk, family).members[0].member_id == spouse.member_id
    tab.open_item(head.member_id)
    write(screen.side("members").form, left_on="1/11/2026")
    screen.press("Non vive più qui")
    assert [member.member_id for member in read_file(desk, family).former_members] == [
        head.member_id
    ]
    assert rows(tab.table)[-1][1] == "non vive più qui dal 1 novembre 2026"
    screen.undo()
    assert read_file(desk, family).former_members == ()


def test_a_person_without_any_name_is_refused_beside_the_field(screen, desk, family):
    tab = screen.open(family, "members")
    tab.open_item("new")
    side = screen.side("members")
    write(side.form, surname="", given_name="")
    side.save()
    assert "Serve almeno un nome o un soprannome" in said(side)
    assert len(read_file(desk, family).members) == 4
    side.cancelled.emit()


def test_a_need_of_one_person_is_noted_and_ended(screen, desk, family):
    tab = screen.open(family, "needs")
    assert "Qui compaiono i bisogni" in said(tab)
    screen.press("Segna un bisogno")
    side = screen.side("needs")
    side.form.field("macro").set_value("education")
    side.form.field("code").set_value("language")
    side.form.field("member_id").set_value(read_file(desk, family).members[1].member_id)
    write(side.form, since="10/2025", notes="corso serale")
    side.save()
    assert rows(tab.table) == [
        [
            "Lingua italiana",
            "Istruzione",
            "Ibrahim Heba",
            "ottobre 2025",
            "corso serale",
            "Concluso",
        ]
    ]
    screen.page.head.go("summary")
    assert pills(screen.page.tab("summary")._needs) == ["Lingua italiana (Heba)"]
    screen.page.head.go("needs")
    tab.table.row_opened.emit(read_file(desk, family).needs[0].need_id)
    write(side.form, until="1/9/2025")
    side.save()
    assert "La fine viene prima dell'inizio" in said(side)
    write(side.form, until="oggi")
    screen.key(Qt.Key.Key_Return)
    assert rows(tab.table)[0][-1] == "22 novembre 2026"
    screen.undo()
    assert rows(tab.table)[0][-1] == "Concluso"


def test_without_the_network_s_consent_it_says_that_nothing_leaves(screen, desk, family):
    tab = screen.open(family, "consents")
    assert "niente di questo nucleo esce da qui" in said(tab)
    card = tab.cards["register"]
    card.day.edit.setText("7/10/2024")
    screen.press("Registro condiviso della rete: ha firmato")
    assert "Alla chiusura del mese gli aiuti partono" in said(tab)
    (consent,) = read_file(desk, family).consents
    assert consent.given_on == PartialDate(2024, 10, 7)
    screen.press("Registro condiviso della rete: lo ritira")
    assert "niente di questo nucleo esce da qui" in said(tab)
    assert "dato: 7 ottobre 2024, ritirato: 22 novembre 2026" in said(card)
    screen.undo()
    assert "Alla chiusura del mese gli aiuti partono" in said(tab)


def test_a_consent_from_the_future_is_refused_under_its_date(screen, desk, family):
    tab = screen.open(family, "consents")
    card = tab.cards["file"]
    card.given.emit(PartialDate(2027, 1, 1))
    assert "Questa data deve ancora venire" in said(card)
    assert read_file(desk, family).consents == ()


def test_an_isee_is_added_amended_and_removed(screen, desk, family):
    tab = screen.open(family, "economy")
    screen.press("Aggiungi un ISEE")
    side = screen.side("economy")
    side.save()
    assert "Qui serve qualcosa" in said(side)
    write(side.form, cents="4.180", dsu_on="3/2/2026")
    side.save()
    assert rows(tab.table) == [
        ["Ordinario", "4.180,00 €", "3 febbraio 2026", "31 dicembre 2026", "valido", "Modifica"]
    ]
    assert "ISEE 4.180,00 € fino al 31 dicembre" in screen.pills()
    tab.table.row_opened.emit(read_file(desk, family).isee[0].isee_id)
    write(side.form, expires_on="31/12/2025")
    side.save()
    assert rows(tab.table)[0][4] == "scaduto"
    assert "ISEE scaduto il 31 dicembre 2025" in screen.pills()
    tab.table.row_opened.emit(read_file(desk, family).isee[0].isee_id)
    screen.press("Togli")
    assert rows(tab.table) == []
    screen.undo()
    assert len(rows(tab.table)) == 1


def test_address_phones_and_notes_are_amended_and_taken_back(screen, desk, family):
    tab = screen.open(family, "details")
    phones = tab.form.field("phones")
    phones._lines[0][0].number.set_value("333 1234567")
    phones._lines[0][0].whose.set_value("Heba")
    write(tab.form, street="Via Roma 1", municipality="Cinisello Balsamo", label="i Mahmoud")
    tab.form.field("notes").set_value("citofono rotto")
    tab.form.field("is_homeless").set_value(True)
    screen.press("Salva")
    file = read_file(desk, family)
    assert [(line.written, line.whose) for line in file.phones] == [("333 1234567", "Heba")]
    assert (file.addresses[0].street, file.notes) == ("Via Roma 1", "citofono rotto")
    assert "Senza dimora" in screen.pills()
    assert not tab.is_being_written()
    screen.undo()
    file = read_file(desk, family)
    assert (file.phones, file.notes, file.is_homeless) == ((), "", False)
    assert tab.form.values()["street"] == "Via Friuli 18"


def test_a_file_changed_meanwhile_is_told_kindly_and_what_was_written_stays(screen, desk, family):
    tab = screen.open(family, "details")
    write(tab.form, street="Via Roma 1")
    other = read_file(desk, family)
    _amend_elsewhere(desk, other)
    screen.press("Salva")
    assert "Quello che hai scritto è ancora qui" in said(tab)
    assert tab.form.values()["street"] == "Via Roma 1"
    screen.press("Salva")
    assert read_file(desk, family).addresses[0].street == "Via Roma 1"


def _amend_elsewhere(desk, file):
    amend_household(
        desk,
        AmendHousehold(
            household_id=file.household_id,
            revision=file.revision,
            number=file.number,
            card=file.card,
            label=file.label,
            is_homeless=file.is_homeless,
            notes="scritto da un'altra finestra",
            addresses=file.addresses,
        ),
    )


def test_a_file_is_closed_with_a_reason_and_opened_again(screen, desk, family):
    tab = screen.open(family, "details")
    tab._reason.set_value("autonomous")
    screen.press("Chiudi la scheda", tab)
    assert "Scheda chiusa il 22 novembre 2026" in said(screen.page)
    assert "Non ne hanno più bisogno" in said(screen.page)
    assert "Scheda chiusa" in screen.pills()
    screen.press("Riapri la scheda")
    assert read_file(desk, family).closed_on is None
    screen.undo()
    assert read_file(desk, family).closed_on is not None


def test_aid_that_arrives_late_is_not_shown_under_another_household(screen, desk, family):
    record_aid(desk, RecordAid(family, "food"))
    tab = screen.open(family, "aid")
    lines = read_file(desk, family).aid
    screen.open(open_a_file(desk, "Melnyk", "Olena"), "aid")
    tab._add(family, lines, 0)
    tab._show_answer(family, None)
    assert rows(tab.table) == []


def test_a_code_written_before_comes_back_with_its_warning_and_stays_the_same_row(
    screen, desk, family
):
    head = read_file(desk, family).members[0]
    tab = screen.open(family, "members")
    tab.open_item(head.member_id)
    field = screen.side("members").form.field("codes")
    field._lines[0][0].text.set_value("RSSMRA80A01H501U")
    field._lines[0][0].kind.set_value("codice_fiscale")
    screen.side("members").save()
    (before,) = read_file(desk, family).members[0].codes
    tab.open_item(head.member_id)
    side = screen.side("members")
    assert "non corrisponde al cognome" in said(side)
    write(side.form, citizenship="Egitto")
    side.save()
    (after,) = read_file(desk, family).members[0].codes
    assert after.code_id == before.code_id


def test_enter_saves_the_details_and_esc_takes_back_what_was_typed(screen, desk, family):
    tab = screen.open(family, "details")
    street = tab.form.field("street")
    street.setFocus()
    street.edit.setText("Via Roma 1")
    screen.key(Qt.Key.Key_Escape)
    assert tab.form.values()["street"] == "Via Friuli 18"
    street.edit.setText("Via Roma 2")
    screen.key(Qt.Key.Key_Return)
    assert read_file(desk, family).addresses[0].street == "Via Roma 2"
    tab.form.field("notes").edit.setFocus()
    screen.key(Qt.Key.Key_Return)
    assert tab.is_being_written()
    leaves = tab._leave
    leaves.setFocus()
    screen.key(Qt.Key.Key_Return)
    assert not tab.is_being_written()
