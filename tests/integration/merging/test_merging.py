"""Two files that are one household become one file, and nothing that they told is lost."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from app.services.consents import withdraw_consent
from app.services.documents import documents, open_document
from app.services.exports import export_table
from app.services.household_file import household_file, read_file
from app.services.households import amend_household, close_household, register_household
from app.services.members import amend_member
from app.services.merging import (
    compare,
    differences_of,
    files_alike,
    likely_doubles,
    merge_households,
    merged_files,
    split_households,
    tell_apart,
)
from app.services.overview import households_of, overview
from app.services.reserved_notes import read_reserved_notes
from app.services.retention import count_due
from app.services.search import household_by_number, search
from app.services.totals import vault_totals
from app.services.undo import undo_last
from models.entities import Address, AuditEntry, Consent, Member
from models.errors import ChangedMeanwhile, NotFound, RuleBroken
from models.ids import new_id
from models.records.household import AmendHousehold, CodeLine, MemberDraft, RegisterHousehold
from models.rules.partial_date import PartialDate
from tests.integration.merging.conftest import CONFIDED, HEBA, OMAR, mahmoud
from tests.support.rows import rows_of


def test_a_comparison_shows_who_is_whom_and_what_is_told_differently(twice):
    found = compare(twice.desk, twice.kept, twice.merged)
    assert found.same == ((found.merged.members[0].member_id, found.kept.members[0].member_id),)
    assert {(one.field, one.kept, one.merged) for one in found.differences} == {
        ("number", "0217", "0904"),
        ("card", "SM0083", "SM0999"),
        ("address", "Via Friuli 18", "Via Tito Livio 4"),
    }
    assert found.documents == (0, 3)


def test_people_aid_needs_consents_documents_and_notes_are_all_in_the_surviving_file(twice):
    before, there = twice.file(), twice.file("merged")
    twice.merge()
    file = twice.file()
    assert [m.name for m in file.members] == [
        "Abdel Rahman Mahmoud",
        "Ibrahim Heba",
        "Abdel Rahman Omar",
    ]
    father = file.members[0]
    assert (father.nickname, father.citizenship) == ("Memo", "Egitto")
    assert [code.value for code in father.codes] == ["AX1234567"]
    assert [aid.member_id for aid in file.aid if aid.member_id] == [father.member_id]
    assert file.aid_count == before.aid_count + there.aid_count
    assert {(need.code, need.member_id) for need in file.needs} == {
        ("no_income", file.members[2].member_id),
        ("debts", father.member_id),
    }
    assert {line.purpose for line in file.consents} == {"file", "register", "referral"}
    assert [line.written for line in file.phones] == ["333 1234567"]
    assert file.notes == "Porta il carrello\nCitofono rotto"
    assert (file.number, file.card, file.is_homeless) == ("0217", "SM0083", True)
    assert len(file.isee) == 1
    assert [len(documents(twice.desk, one).lines) for one in (twice.kept, twice.merged)] == [2, 0]


def test_the_address_not_chosen_is_where_they_lived_until_today(twice):
    twice.merge(taken=frozenset({(None, "address")}))
    assert [(line.street, line.until) for line in twice.file().addresses] == [
        ("Via Tito Livio 4", None),
        ("Via Friuli 18", twice.desk.today()),
    ]


def test_what_was_chosen_from_the_merged_file_holds(twice):
    mine = twice.file().members[0].member_id
    taken = {(None, "card"), (mine, "citizenship"), (mine, "surname")}
    twice.merge(taken=frozenset(taken))
    file = twice.file()
    assert (file.card, file.members[0].citizenship) == ("SM0999", "Marocco")
    assert file.members[0].surname == "Abdel Rahman"


def test_reserved_notes_and_documents_open_in_the_surviving_file(twice):
    twice.merge()
    assert [note.text for note in read_reserved_notes(twice.desk, twice.kept)] == [CONFIDED]
    for line in documents(twice.desk, twice.kept).lines:
        assert line.kind == "permit"
        assert open_document(twice.desk, line.document_id).data.startswith(b"%PDF")


def test_the_merged_files_number_card_and_identifier_lead_to_the_surviving_one(twice):
    twice.merge()
    assert household_by_number(twice.desk, "0904") == twice.kept
    for typed in ("904", "SM0999", "memo", "omar"):
        assert [hit.household_id for hit in search(twice.desk, typed)] == [twice.kept]
    assert household_file(twice.desk, twice.merged).household_id == twice.kept
    assert [one.number for one in merged_files(twice.desk, twice.kept)] == ["0904"]


def test_a_merged_file_is_counted_and_listed_nowhere(twice, tmp_path):
    household_file(twice.desk, twice.merged)
    twice.merge()
    assert vault_totals(twice.desk).households == 1
    assert count_due(twice.desk) == 0
    assert [one.household_id for one in overview(twice.desk).last_opened] == []
    assert export_table(twice.desk, tmp_path / "nuclei.csv", "households") == 1


def test_a_change_of_the_merged_file_from_a_window_left_open_is_refused(twice):
    file = twice.file("merged")
    twice.merge()
    stale = AmendHousehold(twice.merged, file.revision, "0904", "", "", is_homeless=False, notes="")
    with pytest.raises(ChangedMeanwhile):
        amend_household(twice.desk, stale)


def test_a_file_changed_since_it_was_compared_is_not_merged(twice):
    command = twice.command()
    close_household(twice.desk, twice.merged, "moved")
    before = rows_of(twice.desk, {"audit_entry"})
    with pytest.raises(ChangedMeanwhile):
        merge_households(twice.desk, command)
    assert rows_of(twice.desk, {"audit_entry"}) == before


def test_what_cannot_be_merged_is_refused_with_its_reason(twice):
    command = twice.command()
    (pair,) = command.same
    refused = {
        "same_file": replace(command, merged_id=twice.kept),
        "paired_twice": replace(command, same=(pair, (pair[1], pair[1]))),
    }
    for rule, wrong in refused.items():
        with pytest.raises(RuleBroken) as caught:
            merge_households(twice.desk, wrong)
        assert caught.value.values["rule"] == rule
    for stranger in ((pair[1], pair[1]), (pair[0], pair[0])):
        with pytest.raises(NotFound):
            merge_households(twice.desk, replace(command, same=(stranger,)))
    with pytest.raises(RuleBroken) as caught:
        compare(twice.desk, twice.kept, twice.kept)
    assert caught.value.values["rule"] == "same_file"


def test_a_closed_file_takes_nobody_in(twice):
    close_household(twice.desk, twice.kept, "moved")
    with pytest.raises(RuleBroken) as caught:
        twice.merge()
    assert caught.value.values["rule"] == "kept_is_closed"


def test_a_consent_withdrawn_in_one_file_is_not_in_force_by_the_others(twice):
    withdraw_consent(twice.desk, twice.merged, "register")
    twice.merge()
    consents = [line for line in twice.file().consents if line.purpose == "register"]
    assert {line.withdrawn_on for line in consents} == {twice.desk.today()}


def test_a_consent_given_after_the_withdrawal_of_the_other_file_stands(twice):
    with twice.desk.work("withdraw_consent", twice.merged, journal=False) as work:
        for row in work.session.scalars(select(Consent).where(Consent.purpose == "register")):
            if row.household_id == twice.merged:
                row.given_on, row.withdrawn_on = "2024-01-10", "2025-01-10"
        work.commit()
    twice.merge()
    register = [line for line in twice.file().consents if line.purpose == "register"]
    assert {line.withdrawn_on for line in register} == {None, date(2025, 1, 10)}


def test_who_is_not_said_to_be_one_person_stands_twice(twice):
    twice.merge(same=())
    assert [m.relation for m in twice.file().members] == ["reference", "spouse", "other", "child"]


def test_a_merge_is_undone_row_by_row_and_word_by_word(twice):
    before = rows_of(twice.desk)
    twice.merge()
    assert rows_of(twice.desk) != before
    undone = undo_last(twice.desk)
    assert undone is not None
    assert undone.action == "merge_households"
    assert rows_of(twice.desk) == before
    assert household_by_number(twice.desk, "0904") == twice.merged


def test_files_merged_one_into_the_other_lead_to_the_last(twice):
    desk = twice.desk
    third = register_household(desk, RegisterHousehold((mahmoud(),), number="0500"))
    twice.merge()
    merge_households(desk, twice.command_into(third))
    assert household_by_number(desk, "0904") == third
    assert household_by_number(desk, "0217") == third
    assert read_file(desk, twice.merged).household_id == third
    split_households(desk, third, twice.kept)
    assert household_by_number(desk, "0904") == twice.kept
    assert [one.number for one in merged_files(desk, twice.kept)] == ["0904"]


def test_the_audit_names_the_file_that_took_in_and_the_one_taken(twice):
    twice.merge()
    with twice.desk.read() as session:
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence.desc())).first()
    assert (last.action, last.subject, last.detail) == (
        "merge_households",
        twice.kept.bytes,
        str(twice.merged),
    )


def test_files_that_look_like_one_are_proposed_until_they_are_told_apart(twice):
    assert [one.household_id for one in likely_doubles(twice.desk, twice.kept)] == [twice.merged]
    tell_apart(twice.desk, twice.merged, twice.kept)
    tell_apart(twice.desk, twice.kept, twice.merged)
    for one in (twice.kept, twice.merged):
        assert likely_doubles(twice.desk, one) == ()
    undo_last(twice.desk)
    undo_last(twice.desk)
    assert len(likely_doubles(twice.desk, twice.kept)) == 1
    with pytest.raises(RuleBroken):
        tell_apart(twice.desk, twice.kept, twice.kept)


def test_all_files_that_look_like_one_are_listed_until_they_are_told_apart_or_merged(twice):
    def listed() -> tuple[dict[str, int], set[UUID]]:
        counted = {line.code: line.count for line in overview(twice.desk).expiring}
        return counted, {hit.household_id for hit in households_of(twice.desk, "alike")}

    rossi = MemberDraft("reference", "Rossi", "Ugo", born=PartialDate(1984, 5, 3))
    register_household(twice.desk, RegisterHousehold((rossi,)))
    counted, files = listed()
    assert (counted["alike"], files) == (2, {twice.kept, twice.merged})
    tell_apart(twice.desk, twice.merged, twice.kept)
    counted, files = listed()
    assert ("alike" in counted, files) == (False, set())
    undo_last(twice.desk)
    assert listed()[1] == {twice.kept, twice.merged}
    twice.merge()
    assert files_alike(twice.desk) == ()


@pytest.mark.parametrize("born", [PartialDate(1970, 1, 1), None])
def test_one_code_lists_two_files_whatever_else_is_told(desk, born):
    code = (CodeLine("stp", "STP0301234567890"),)
    for draft in (
        MemberDraft("reference", "Rossi", "Ugo", sex="M", codes=code),
        MemberDraft("reference", "Verdi", "Ada", sex="F", born=born, codes=code),
    ):
        register_household(desk, RegisterHousehold((draft,)))
    assert len(files_alike(desk)) == 2


def test_who_may_not_merge_is_not_asked_to(twice):
    volunteer = replace(twice.desk.operator, role="volunteer")
    at_the_counter = replace(twice.desk, operator=volunteer)
    assert "alike" not in [line.code for line in overview(at_the_counter).expiring]


def test_the_list_names_the_very_files_above_which_another_is_proposed(desk):
    born = PartialDate(1970, 1, 1)
    people = (
        MemberDraft("reference", "Chraibi", "Mohamed", sex="M", born=born),
        MemberDraft("reference", "Shraibi", "Muhamed", born=born),
        MemberDraft("reference", "Mohamed", "Chraibi", born=PartialDate(1970, 1, 10)),
        MemberDraft("reference", "Rossi", "Ugo", born=born),
        MemberDraft("reference", "Rossi", "Ada", sex="F", born=born),
        MemberDraft("reference", "Rosi", "Ada", sex="M", born=born),
        MemberDraft("reference", "Melnyk", "Olena", born=PartialDate(1980)),
        MemberDraft("reference", "Melnyk", "Olena", born=PartialDate(1980)),
        MemberDraft("reference", "", "", nickname="il sarto", born=born),
        MemberDraft("reference", "", "", nickname="il sarto", born=born),
    )
    ids = [register_household(desk, RegisterHousehold((one,))) for one in people]
    listed = files_alike(desk)
    assert {one for one in ids if likely_doubles(desk, one)} == set(listed)
    assert sorted(ids.index(one) for one in listed) == [0, 1, 8, 9]


def test_a_child_of_two_parents_does_not_propose_their_files(desk):
    for parent in (HEBA, MemberDraft("reference", "Rossi", "Ugo")):
        register_household(desk, RegisterHousehold((replace(parent, relation="reference"), OMAR)))
    with desk.read() as session:
        ids = session.scalars(select(Member.household_id).where(Member.given_name == "Omar")).all()
    assert [likely_doubles(desk, one) for one in ids] == [(), ()]
    assert files_alike(desk) == ()


def test_a_merged_file_is_proposed_no_more(twice):
    twice.merge()
    assert likely_doubles(twice.desk, twice.kept) == ()


def test_one_address_in_two_writings_stays_one(twice):
    with twice.desk.work("amend_household", twice.merged) as work:
        for row in work.session.scalars(select(Address)):
            row.street = row.street.upper() if row.household_id == twice.kept else "via friuli 18"
        work.commit()
    twice.merge()
    assert [line.street for line in twice.file().addresses] == ["VIA FRIULI 18"]


def test_what_two_lines_tell_differently_of_a_person_is_shown_and_may_be_taken(twice):
    desk = twice.desk
    mine, theirs = twice.file().members[0], twice.file("merged").members[0]
    draft = mahmoud(birth_place="Milano", born=PartialDate(1984, 3, 5), notes="Fa i turni")
    amend_member(desk, twice.merged, theirs.member_id, replace(draft, surname="Abd Rahman"))
    with desk.work("member_left", twice.merged) as work:
        work.session.get(Member, theirs.member_id).left_on = "2026-05-01"
        work.commit()
    (theirs,) = twice.file("merged").former_members
    found = {one.field: (one.kept, one.merged) for one in differences_of(mine, theirs)}
    assert found == {
        "surname": ("Abdel Rahman", "Abd Rahman"),
        "born": ("1984-05-03", "1984-03-05"),
        "left_on": ("", "2026-05-01"),
    }
    taken = {(mine.member_id, field) for field in ("born", "left_on", "birth_place")}
    twice.merge(same=((theirs.member_id, mine.member_id),), taken=frozenset(taken))
    (father,) = twice.file().former_members
    assert (father.surname, father.born) == ("Abdel Rahman", PartialDate(1984, 3, 5))
    assert (father.birth_place, father.notes) == ("Milano", "Fa i turni")
    with desk.read() as session:
        assert session.get(Member, father.member_id).birth_place_code == "F205"


def test_a_code_that_both_know_is_kept_once(twice):
    desk, mine = twice.desk, twice.file().members[0]
    codes = (CodeLine("card", "AX1234567"),)
    amend_member(desk, twice.kept, mine.member_id, mahmoud(codes=codes))
    twice.merge()
    assert [code.value for code in twice.file().members[0].codes] == ["AX1234567"]


def test_of_several_addresses_only_those_of_the_other_file_end(twice):
    with twice.desk.work("amend_household", twice.merged) as work:
        rows = {row.household_id: row for row in work.session.scalars(select(Address))}
        here = rows[twice.kept]
        work.session.add(
            Address(
                id=new_id(),
                household_id=twice.merged,
                street=here.street.upper(),
                municipality=here.municipality,
            )
        )
        work.commit()
    twice.merge()
    assert {(line.street, line.until) for line in twice.file().addresses} == {
        ("Via Friuli 18", None),
        ("Via Tito Livio 4", twice.desk.today()),
    }


def test_files_without_an_address_or_with_one_only_are_merged_as_they_are(twice):
    with twice.desk.work("amend_household", twice.kept) as work:
        for row in work.session.scalars(select(Address)):
            if row.household_id == twice.kept:
                work.session.delete(row)
        work.commit()
    twice.merge()
    assert [(line.street, line.until) for line in twice.file().addresses] == [
        ("Via Tito Livio 4", None)
    ]


def test_nobody_is_proposed_who_only_looks_a_little_alike(desk):
    one = register_household(desk, RegisterHousehold((mahmoud(),)))
    register_household(desk, RegisterHousehold((MemberDraft("reference", "Abdel", "Karim"),)))
    register_household(desk, RegisterHousehold((mahmoud(born=None),)))
    assert likely_doubles(desk, one) == ()


def test_a_file_is_not_compared_with_the_one_it_is_in(twice):
    twice.merge()
    with pytest.raises(RuleBroken):
        compare(twice.desk, twice.kept, twice.merged)
