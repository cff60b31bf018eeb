"""Erasure: nothing of the person stays, the statistics stay, and nothing brings it back."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import func, select, text

from app.services.aid import record_aid
from app.services.backups import back_up
from app.services.consents import give_consent
from app.services.desk import Desk
from app.services.erasing import erase_again, erase_household, erase_member
from app.services.households import (
    admit_member,
    amend_household,
    amend_member,
    household_file,
    member_left,
    register_household,
)
from app.services.imports.kept_mappings import keep_mapping, kept_mappings
from app.services.imports.take import take
from app.services.needs import record_need
from app.services.past_figures import past_figures
from app.services.restoring import restore_backup
from app.services.search import search
from app.services.undo import undo_last
from models.entities import (
    AidElsewhere,
    AuditEntry,
    Base,
    Change,
    Consent,
    Household,
    ImportBatch,
    Member,
    Need,
    Parcel,
    Sighting,
)
from models.errors import NotAllowed, NotFound, RuleBroken
from models.records.aid import RecordAid
from models.records.household import (
    AddressLine,
    AmendHousehold,
    CodeLine,
    IseeLine,
    MemberDraft,
    PhoneLine,
    RegisterHousehold,
)
from models.records.imports import (
    AidWord,
    DraftHousehold,
    DraftMember,
    ImportDraft,
    Mapping,
    Notice,
)
from models.records.taking import ConsentAnswer
from models.rules.partial_date import PartialDate
from models.storage.audit_check import verify_audit
from models.storage.vault import Vault
from tests.integration.vault.conftest import PHRASE, Clock, Closed
from tests.support.elsewhere import aided_elsewhere
from tests.support.pages import plain_pages

SENTINELS = (
    "Zywiecka",
    "Zofiya",
    "Zosienka",
    "Zywiecko",
    "Zbyszek",
    "Zielonagora",
    "RSSMRA80A01F205X",
    "Via Zamenhof",
    "Zagarolo",
    "3331234567",
    "Zcognata",
    "Ztessera",
    "Znumero",
    "Zcasa",
    "Znota di casa",
    "Znota di persona",
    "Znota di bisogno",
    "Znota consenso",
    "Zscopo",
    "Zmotivo",
    "Zcorretto",
    "polacca",
)
ZOFIA = MemberDraft(
    surname="Zywiecka",
    given_name="Zofiya",
    nickname="Zosienka",
    sex="F",
    born=PartialDate(1980, 1, 1),
    birth_place="Zielonagora",
    citizenship="polacca",
    codes=(CodeLine("codice_fiscale", "RSSMRA80A01F205X"),),
    notes="Znota di persona",
)
SON = MemberDraft("child", "Zywiecko", "Zbyszek", sex="M", born=PartialDate(2015, 1, 1))


@pytest.fixture
def desk(closed: Closed, clock: Clock) -> Iterator[Desk]:
    opened = closed.open(clock)
    yield opened
    opened.close()


def a_file(desk: Desk) -> UUID:
    """A file with a text of its own in every field, some of them corrected since."""
    command = RegisterHousehold(
        members=(ZOFIA, SON),
        number="Znumero",
        card="Ztessera",
        street="Via Zamenhof 1",
        municipality="Zagarolo",
        phone="3331234567",
        notes="Znota di casa",
        consents=("file", "register"),
        isee=IseeLine("ordinary", 400_000, PartialDate(2026, 1, 10), PartialDate(2026, 12, 31)),
    )
    found = register_household(desk, command)
    record_aid(
        desk,
        RecordAid(
            found,
            "food",
            2,
            purpose="Zscopo",
            override_reason="Zmotivo",
            given_on=PartialDate(2026, 2, 10),
        ),
    )
    record_aid(desk, RecordAid(found, "money", cents=5000, given_on=PartialDate(2025, 12)))
    file = household_file(desk, found)
    first, second = file.members
    record_need(desk, found, "economic", member_id=first.member_id, notes="Znota di bisogno")
    amend_household(
        desk,
        AmendHousehold(
            found,
            household_file(desk, found).revision,
            "Znumero",
            "Ztessera",
            "Zcasa",
            is_homeless=False,
            notes="Znota di casa",
            addresses=(AddressLine("Via Zamenhof 2", "Zagarolo"),),
            phones=(PhoneLine("3331234567", whose="Zcognata"),),
        ),
    )
    amend_member(desk, found, second.member_id, replace(SON, given_name="Zcorretto"))
    with desk.work("give_consent", found) as work:
        for consent in work.session.scalars(select(Consent)):
            consent.notes = "Znota consenso"
        work.commit()
    return found


def everything(desk: Desk) -> str:
    """Every value of every table."""
    with desk.read() as session:
        return "\n".join(
            f"{name}: {[*map(str, row)]}"
            for name in Base.metadata.tables
            for row in session.execute(text(f"SELECT * FROM {name}"))
        )


def counted(desk: Desk, period: str) -> dict[tuple[str, str, str], float | None]:
    return {
        (each.table, each.code, each.measure): each.count for each in past_figures(desk, period)
    }


def test_nothing_of_an_erased_household_stays_in_any_table_or_page(desk):
    for number in range(120):
        name = MemberDraft(surname=f"Altri{number}", given_name="Ugo" * 20)
        register_household(desk, RegisterHousehold((name,)))
    erased = a_file(desk)
    members = [member.member_id for member in household_file(desk, erased).members]
    before, pages = everything(desk), plain_pages(desk.vault.path, desk.vault.key)
    assert [word for word in SENTINELS if word not in before] == []
    assert [word for word in SENTINELS if word.encode() not in pages] == []
    erase_household(desk, erased, "requested")
    after, pages = everything(desk), plain_pages(desk.vault.path, desk.vault.key)
    assert [word for word in SENTINELS if word.casefold() in after.casefold()] == []
    assert [word for word in SENTINELS if word.encode() in pages] == []
    assert [one for one in members if str(one) in after or str(one.bytes) in after] == []
    assert b"altri119" in pages.lower()
    with desk.read() as session:
        assert verify_audit(session).fault is None
        assert session.scalar(select(func.count(Household.id))) == 120


def test_an_erased_household_is_found_opened_and_undone_no_more(desk):
    erased = a_file(desk)
    erase_household(desk, erased, "requested")
    assert search(desk, "zywiecka") == ()
    with pytest.raises(NotFound):
        household_file(desk, erased)
    assert undo_last(desk) is None
    with pytest.raises(NotFound):
        erase_household(desk, erased, "requested")


def test_the_statistics_stay_as_counts(desk):
    erase_household(desk, a_file(desk), "requested")
    month = counted(desk, "2026-02")
    assert month["total", "people", "people"] == 2
    assert month["age", "under_18", "people"] == month["age", "from_30", "people"] == 1
    assert month["citizenship", "eu", "people"] == month["citizenship", "unknown", "people"] == 1
    assert month["aid", "food", "units"] == 2
    assert ("aid", "money", "times") not in month
    assert ("total", "kept_people", "people") not in month
    assert counted(desk, "2025-12")["aid", "money", "cents"] == 5000
    year = counted(desk, "2026")
    assert year["typology", "single_parent", "households"] == 1
    assert year["isee", "to_6000", "households"] == 1
    assert counted(desk, "")["total", "kept_people", "people"] == 2
    erase_household(desk, a_file(desk), "requested")
    assert counted(desk, "2026-02")["total", "people", "people"] == 4


def test_a_person_is_erased_and_the_household_keeps_its_size(desk):
    household_id = a_file(desk)
    mother, son = household_file(desk, household_id).members
    erase_member(desk, household_id, mother.member_id, "requested")
    after, pages = everything(desk), plain_pages(desk.vault.path, desk.vault.key)
    hers = ("Zywiecka", "Zofiya", "Zosienka", "RSSMRA80A01F205X", "Znota di persona", "polacca")
    assert [word for word in hers if word.casefold() in after.casefold()] == []
    assert [word for word in hers if word.encode() in pages] == []
    assert "Znota di bisogno" not in after
    file = household_file(desk, household_id)
    assert [line.member_id for line in file.members] == [son.member_id]
    assert file.members[0].relation == "reference"
    assert (file.composition.people, file.composition.minors) == (2, 1)
    assert file.aid_count == 2
    with pytest.raises(RuleBroken, match="last_member"):
        erase_member(desk, household_id, son.member_id, "requested")


def test_who_had_left_is_erased_without_changing_the_size(desk):
    household_id = a_file(desk)
    mother, son = household_file(desk, household_id).members
    member_left(desk, household_id, son.member_id, desk.today())
    erase_member(desk, household_id, son.member_id, "mistake")
    file = household_file(desk, household_id)
    assert file.former_members == ()
    assert file.composition.people == 1
    assert file.members[0].member_id == mother.member_id


@pytest.mark.parametrize("erase", [erase_household, lambda d, h, r: erase_member(d, h, h, r)])
def test_a_reason_that_nobody_knows_is_refused(desk, erase):
    household_id = a_file(desk)
    with pytest.raises(RuleBroken, match="unknown_code"):
        erase(desk, household_id, "why_not")


@pytest.mark.parametrize(
    ("action", "erase"),
    [
        ("erase_household", lambda desk, file: erase_household(desk, file.household_id, "mistake")),
        (
            "erase_member",
            lambda desk, file: erase_member(
                desk, file.household_id, file.members[0].member_id, "mistake"
            ),
        ),
    ],
)
def test_only_the_coordinator_may_erase(desk, action, erase):
    file = household_file(desk, a_file(desk))
    staff = replace(desk, operator=replace(desk.operator, role="staff"))
    with pytest.raises(NotAllowed) as caught:
        erase(staff, file)
    assert caught.value.values == {"action": action, "role": "staff", "needed": "coordinator"}
    assert household_file(desk, file.household_id) == file


def written(desk: Desk) -> list[tuple[str, bytes | None, str]]:
    """What the audit log says of erasures."""
    with desk.read() as session:
        entries = session.scalars(select(AuditEntry).order_by(AuditEntry.sequence)).all()
    return [
        (entry.action, entry.subject, entry.detail)
        for entry in entries
        if entry.action.startswith("erase")
    ]


def test_the_log_says_whose_file_was_erased_and_why(desk):
    first, second = a_file(desk), a_file(desk)
    mother = household_file(desk, first).members[0]
    erase_member(desk, first, mother.member_id, "mistake")
    erase_household(desk, second, "requested")
    assert written(desk) == [
        ("erase_member", first.bytes, "mistake"),
        ("erase_household", second.bytes, "requested"),
    ]


def test_aid_of_other_centres_goes_unless_it_may_be_another_household_of_ours(desk):
    erased, other = a_file(desk), a_file(desk)
    given = ("food", "2026-02-01", None)
    aided_elsewhere(desk, erased, "hers", given)
    aided_elsewhere(desk, other, "not hers", given)
    hers = aided_elsewhere(desk, erased, "whose", given)
    not_hers = aided_elsewhere(desk, other, "whose")
    with desk.work("close_month", journal=False) as work:
        handle = work.session.get_one(Sighting, hers).other_handle
        work.session.get_one(Sighting, not_hers).other_handle = handle
        work.commit()
    erase_household(desk, erased, "requested")
    with desk.read() as session:
        left = set(session.scalars(select(AidElsewhere.other_centre)))
    assert left == {"not hers", "whose"}


REGISTER = ImportDraft(
    register="elenco",
    households=(
        DraftHousehold(
            fingerprint=b"h" * 16,
            old_number="N1",
            card="",
            members=(DraftMember("Zywiecka", "Zofiya", "reference"),),
        ),
    ),
    aids=(),
    rows=(),
    notices=(
        Notice("Foglio1", 2, "Nata", "Zywiecka il 31/2", "birth_date_not_understood"),
        Notice("Foglio1", 3, "Nato", "31/2", "birth_date_not_understood"),
    ),
)


def test_an_import_neither_brings_an_erased_household_back_nor_remembers_its_words(desk):
    take(desk, REGISTER, ConsentAnswer(given=False), file_name="elenco.xlsx")
    words = tuple(AidWord(word, "food", is_known=True, count=1) for word in ("pacco", "per zofiya"))
    keep_mapping(desk, Mapping("elenco", (), words))
    with desk.read() as session:
        household_id = session.scalars(select(Household.id)).one()
    erase_household(desk, household_id, "requested")
    assert "zywiecka" not in everything(desk).casefold()
    assert [word.word for word in kept_mappings(desk)[0].aid_words] == ["pacco"]
    with desk.read() as session:
        notices = session.scalars(select(ImportBatch.notices)).one()
    assert '"31/2"' in notices
    again = take(desk, REGISTER, ConsentAnswer(given=False), file_name="elenco.xlsx")
    assert (again.batch_id, again.households_added) == (None, 0)
    with desk.read() as session:
        assert session.scalar(select(func.count(Household.id))) == 0


def test_a_parcel_on_its_way_is_given_up(desk):
    household_id = a_file(desk)
    with desk.work("make_parcel", journal=False) as work:
        work.session.add(Parcel(number=1, month="2026-02", made_at="", kept=b"v2|z", asked=b"a"))
        work.commit()
    erase_household(desk, household_id, "requested")
    with desk.read() as session:
        parcel = session.scalars(select(Parcel)).one()
    assert (parcel.kept, parcel.asked, bool(parcel.answered_at)) == (b"", b"", True)


def test_a_backup_put_back_does_not_bring_back_who_was_erased_since(desk, closed, clock):
    first, second = a_file(desk), a_file(desk)
    son = household_file(desk, second).members[1].member_id
    made = back_up(desk)
    erase_household(desk, first, "requested")
    erase_member(desk, second, son, "requested")
    figures = past_figures(desk, "")
    desk.close()
    restored, _told = restore_backup(made.path, closed.recovery_key, closed.path, clock=clock)
    with restored.read() as session:
        assert session.scalars(select(Household.id)).all() == [second]
        assert son not in session.scalars(select(Member.id)).all()
        assert session.scalar(select(func.count(Need.id))) == 1
    assert past_figures(restored, "") == figures
    assert written(restored)[-1] == ("erase_again", None, "2")
    restored.close()
    again, _told = restore_backup(made.path, PHRASE, closed.path, clock=clock)
    with again.read() as session:
        assert session.scalars(select(Household.id)).all() == [second]
    again.close()


def test_a_damaged_vault_is_restored_over_though_nobody_knows_who_was_erased(desk, closed, clock):
    household_id = a_file(desk)
    made = back_up(desk)
    desk.close()
    closed.path.write_bytes(bytes(8192))
    restored, _told = restore_backup(made.path, closed.recovery_key, closed.path, clock=clock)
    assert household_file(restored, household_id).aid_count == 2
    restored.close()


def test_an_erasure_cut_before_the_file_was_swept_is_finished_at_the_next_opening(
    desk, closed, clock, monkeypatch
):
    household_id = a_file(desk)

    def killed(_vault: Vault) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(Vault, "sweep", killed)
        with pytest.raises(KeyboardInterrupt):
            erase_household(desk, household_id, "requested")
    desk.close()
    swept: list[int] = []
    sweep = Vault.sweep
    monkeypatch.setattr(Vault, "sweep", lambda vault: (swept.append(1), sweep(vault)))
    closed.open(clock).close()
    assert swept == [1]
    closed.open(clock).close()
    assert swept == [1]


def test_nothing_is_erased_again_when_nobody_is_back(desk):
    give_consent(desk, a_file(desk), "referral")
    assert erase_again(desk) == 0
    with desk.read() as session:
        assert session.scalar(select(func.count(Change.id))) != 0


def test_a_backup_in_which_somebody_erased_lived_alone_is_put_back_without_her_file(
    desk, closed, clock
):
    register_household(desk, RegisterHousehold((SON,)))
    household_id = register_household(desk, RegisterHousehold((ZOFIA,)))
    (zofia,) = household_file(desk, household_id).members
    made = back_up(desk)
    admit_member(desk, household_id, SON)
    erase_member(desk, household_id, zofia.member_id, "requested")
    desk.close()
    restored, _told = restore_backup(made.path, closed.recovery_key, closed.path, clock=clock)
    assert "zywiecka" not in everything(restored).casefold()
    assert counted(restored, "")["total", "kept_people", "people"] == 1
    restored.close()
