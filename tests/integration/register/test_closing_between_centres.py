"""Two centres, a register and two key-holders, over real HTTP."""

import pytest

from sync.client import (
    HouseholdSecrets,
    Outgoing,
    Person,
    RegisterClient,
    SealedAidLine,
    TokenClient,
    aid_address,
    entry_tags,
    open_aid,
    open_entry,
    plan_pushes,
    seal_aid,
    seal_person,
)
from tests.support.network import LocalNetwork

TEXTS = [b"C1|RSSMRA80A01C707X", b"C3|mario|rossi|1980-01-01"]
KEYS = list(zip(("C1", "C3"), TEXTS, strict=True))
LINES = [SealedAidLine("food", 2, None, 14), SealedAidLine("money", None, 5000, None)]


def push_everything(device, outgoing, first_sequence=1):
    with RegisterClient(device) as register:
        return [register.push(push) for push in plan_pushes(outgoing, first_sequence, device.epoch)]


def pull_everything(device, cursor=0):
    with RegisterClient(device) as register:
        pages = list(register.pull_entries(cursor))
    return [entry for page in pages for entry in page.entries], pages[-1]


def person_of(device, texts=KEYS):
    secrets = HouseholdSecrets.generate()
    person = Person(secrets, member=0, generation=1)
    with TokenClient(device) as key_holders:
        tokens = key_holders.tokens([text for _, text in texts])
    keys = [(kind, tokens[text]) for kind, text in texts]
    return person, keys, seal_person(person, keys, b"fingerprint", device.centre)


def test_two_centres_find_the_household_they_share_and_read_each_others_aid(
    network: LocalNetwork,
):
    here, there = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    mine, my_keys, my_entries = person_of(here)
    theirs, _, their_entries = person_of(there)
    bundle = seal_aid(theirs.household.content_key, "2026-03", 1, LINES)
    push_everything(there, Outgoing(their_entries, [bundle]))
    push_everything(here, Outgoing(my_entries))

    found, page = pull_everything(here)
    tokens = {token.index: token for _, token in my_keys}
    opened = [open_entry(tokens[each.index], each.sealed, each.centre) for each in found]

    assert {each.handle for each in opened} == {theirs.household.handle}
    assert sorted(each.key_kind for each in opened) == ["C1", "C3"]
    assert {each.fingerprint for each in opened} == {b"fingerprint"}
    assert page.retired == ()
    address = aid_address(opened[0].content_key, "2026-03")
    with RegisterClient(here) as register:
        pulled = register.pull_aid([address], since=0)
        again = register.pull_aid([address], since=pulled.cursor)
    (stored,) = pulled.bundles
    assert open_aid(opened[0].content_key, "2026-03", stored.version, stored.sealed) == tuple(LINES)
    assert again.bundles == ()
    assert mine.household.handle != theirs.household.handle


def test_a_centre_that_keeps_no_file_on_a_person_learns_nothing(network: LocalNetwork):
    here, there = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    push_everything(there, Outgoing(person_of(there)[2]))
    push_everything(here, Outgoing(person_of(here, [("C1", b"somebody else")])[2]))

    assert pull_everything(here)[0] == []


def test_a_second_pull_brings_only_what_changed_since(network: LocalNetwork):
    here, there = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    push_everything(there, Outgoing(person_of(there)[2]))
    push_everything(here, Outgoing(person_of(here)[2]))
    first, page = pull_everything(here)
    second, _ = pull_everything(here, page.cursor)
    push_everything(there, Outgoing(person_of(there)[2]), first_sequence=2)
    third, _ = pull_everything(here, page.cursor)

    assert (len(first), len(second), len(third)) == (2, 0, 2)


def test_an_erased_person_reaches_the_centres_that_had_found_them(network: LocalNetwork):
    here, there = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    push_everything(here, Outgoing(person_of(here)[2]))
    gone, keys, entries = person_of(there)
    bundle = seal_aid(gone.household.content_key, "2026-03", 1, LINES)
    push_everything(there, Outgoing(entries, [bundle]))
    _, page = pull_everything(here)

    erasure = Outgoing(erased_entries=entry_tags(gone, len(keys)), erased_aid=[bundle.address])
    push_everything(there, erasure, first_sequence=2)

    heard, _ = pull_everything(here, page.cursor)
    assert [each.sealed for each in heard] == [b"", b""]
    with RegisterClient(here) as register:
        (erased,) = register.pull_aid([bundle.address], since=0).bundles
    assert erased.sealed == b""


def test_only_the_owner_may_erase_an_entry_or_write_at_its_address(network: LocalNetwork):
    owner, other = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    person, keys, entries = person_of(owner)
    bundle = seal_aid(person.household.content_key, "2026-03", 1, LINES)
    push_everything(owner, Outgoing(entries, [bundle]))
    push_everything(
        other,
        Outgoing(erased_entries=entry_tags(person, len(keys)), erased_aid=[bundle.address]),
    )
    push_everything(other, Outgoing(person_of(other)[2]), first_sequence=2)

    found, _ = pull_everything(other)

    assert all(each.sealed for each in found)
    assert len(found) == 2
    with RegisterClient(other) as register:
        assert register.pull_aid([bundle.address], since=0).bundles[0].sealed == bundle.sealed


def test_a_person_kept_by_ten_centres_is_found_until_somebody_has_too_many_of_them(
    network: LocalNetwork,
):
    devices = [network.enrol(f"Centro {number}") for number in range(10)]
    for device in devices:
        push_everything(device, Outgoing(person_of(device)[2]))
    found, page = pull_everything(devices[0])
    assert len(found) == 2 * 9
    assert page.retired == ()
    for sequence in range(2, 7):
        push_everything(devices[9], Outgoing(person_of(devices[9])[2]), first_sequence=sequence)
    after, last = pull_everything(devices[0], page.cursor)
    assert after == []
    assert len(last.retired) == 2


def test_a_correction_takes_the_place_of_an_older_version_only(network: LocalNetwork):
    here = network.enrol("Sacra Famiglia")
    key = HouseholdSecrets.generate().content_key
    newer, older = seal_aid(key, "2026-03", 2, LINES), seal_aid(key, "2026-03", 1, [])
    push_everything(here, Outgoing(aid=[newer]))
    push_everything(here, Outgoing(aid=[older]), first_sequence=2)
    with RegisterClient(here) as register:
        (stored,) = register.pull_aid([newer.address], since=0).bundles
    assert stored.version == 2


@pytest.mark.parametrize("pages", [1, 3])
def test_a_pull_of_many_pages_equals_one_of_one_page(
    network: LocalNetwork, monkeypatch: pytest.MonkeyPatch, pages: int
):
    monkeypatch.setattr("sync.register.pulls.STRETCH", 160 // pages)
    monkeypatch.setattr("sync.register.pulls.STRETCHES", 1)
    here, there = network.enrol("Sacra Famiglia"), network.enrol("San Giuseppe")
    for sequence in (1, 2):
        push_everything(there, Outgoing(person_of(there)[2]), sequence)
        push_everything(here, Outgoing(person_of(here)[2]), sequence)
    told = []
    with RegisterClient(here) as register:
        found = {
            entry.tag
            for page in register.pull_entries(0, lambda *each: told.append(each))
            for entry in page.entries
        }
    assert len(found) == 4
    assert told[-1] == ("pull_entries", 160, 160)
    assert len(told) >= pages
