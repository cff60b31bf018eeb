"""Wrong, damaged, late, foreign and repeated parcels; sticks that fail; cuts between steps."""

import dataclasses
import errno
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest

from app.services.closing import answer_match, close_month, matches, overlaps
from app.services.desk import Desk
from app.services.network import (
    AlreadyEnrolled,
    NetworkFailed,
    NotEnrolled,
    TrialData,
    enrolled_device,
    network_state,
    replace_device,
)
from app.services.parcels import (
    NetworkNeeded,
    ParcelUnusable,
    StickFull,
    StickNotWritable,
    ask_to_join,
    joining,
    make_parcel,
    parcel_state,
    sticks,
    take_answer,
)
from app.services.parcels.errors import StickFailed
from app.services.progress import Cancelled
from models.entities import KnownToken, Outbox, Parcel
from models.errors import RuleBroken
from models.repositories.settings import forget_setting
from sync.client import ParcelAnswer, read_answer
from sync.protocol.certificates import CERTIFICATE_DAYS
from sync.protocol.codec import decode, encode, encode_json
from sync.protocol.messages import CarriedEvaluation, EvaluatedBatch, Refusal
from sync.protocol.parcel_file import write_answer
from sync.register.database import writing
from sync.register.reconciling import begin_epoch
from tests.integration.closing.conftest import Centre
from tests.integration.closing.test_closing import HASSAN, HASSAN_AS_THEY_WRITE, count
from tests.support.network import LocalNetwork, local_network
from tests.support.parcels import Stick, joined, unplugged

MONTH = "2026-10"


@pytest.fixture
def register_database(tmp_path: Path) -> str:
    """SQLite alone: a parcel never knows which database answers."""
    return str(tmp_path / "register.db")


@pytest.fixture
def stick(lone_desk: Desk, here: Centre, network: LocalNetwork, tmp_path: Path) -> Stick:
    return joined(lone_desk, here.desk, network, tmp_path / "stick")


@pytest.fixture
def waiting(stick: Stick) -> Path:
    """The answer to parcel 1, which asks for the tokens of one person."""
    household = Centre(stick.lonely).register(HASSAN)
    Centre(stick.lonely).give(household, "food", "2026-10-10")
    return stick.carry(stick.make(MONTH).path)


def refusal(work: Callable[[], object]) -> str:
    with pytest.raises(ParcelUnusable) as refused:
        work()
    return refused.value.reason


def changed(path: Path, change: Callable[[ParcelAnswer], ParcelAnswer]) -> Path:
    """The answer as a false courier would have it, with a digest that fits."""
    answer = read_answer(path.read_bytes())
    assert isinstance(answer, ParcelAnswer)
    path.write_bytes(write_answer(change(answer)))
    return path


def test_a_parcel_carried_twice_is_answered_twice_and_paid_once(
    stick: Stick, network: LocalNetwork
) -> None:
    Centre(stick.lonely).register(HASSAN)
    parcel = stick.make(MONTH).path
    stick.carry(parcel)
    day = network.clock().date()
    with stick.lonely.read() as session:
        device = enrolled_device(session).device
    paid = [holder.quotas.answered(device, day) for holder in network.key_holders]
    first = read_answer(stick.carry(parcel).read_bytes())

    assert paid == [holder.quotas.answered(device, day) for holder in network.key_holders]
    assert isinstance(first, ParcelAnswer)
    assert not stick.take(stick.folder / f"{parcel.stem[:-7]} risposta.dapoparcel").is_done


def test_an_answer_is_read_once_and_a_later_one_makes_the_earlier_needless(
    stick: Stick, waiting: Path
) -> None:
    first = shutil.copy(waiting, stick.folder / "first")
    second = stick.carry(stick.make(MONTH).path)

    stick.take(second)

    for path in (first, second):
        assert refusal(lambda path=path: stick.take(path)) == "already_read"
    assert not parcel_state(stick.lonely).waiting


def test_answers_may_come_in_their_order_while_a_later_parcel_waits(
    stick: Stick, waiting: Path
) -> None:
    second = stick.carry(stick.make(MONTH).path)

    stick.take(waiting)
    assert [line.number for line in parcel_state(stick.lonely).waiting] == [2]
    stick.take(second)

    assert stick.travel(MONTH).is_done


def test_whatever_else_lies_on_the_stick_is_told_apart(
    stick: Stick, waiting: Path, here: Centre
) -> None:
    parcel = next(stick.folder.glob("*1 andata*"))
    photo = stick.folder / "photo.jpg"
    photo.write_bytes(b"\xff\xd8")
    cut = stick.folder / "cut"
    cut.write_bytes(waiting.read_bytes()[:-1])

    assert refusal(lambda: stick.take(photo)) == "not_a_parcel"
    assert refusal(lambda: stick.carry(photo)) == "not_a_parcel"
    assert refusal(lambda: stick.take(parcel)) == "is_outgoing"
    assert refusal(lambda: stick.carry(waiting)) == "is_answer"
    assert refusal(lambda: stick.take(cut)) == "damaged"
    cut.write_bytes(parcel.read_bytes()[:-1])
    assert refusal(lambda: stick.carry(cut)) == "damaged"
    assert refusal(lambda: take_answer(here.desk, waiting)) == "other_centre"
    with stick.lonely.work("test", journal=False) as work:
        work.session.query(Parcel).delete()
        work.commit()
    assert refusal(lambda: stick.take(waiting)) == "unknown_number"
    with pytest.raises(StickFailed):
        stick.take(stick.folder / "gone")


def test_a_file_larger_than_any_parcel_is_not_read(
    stick: Stick, waiting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sticks, "MAX_PARCEL_BYTES", 100)
    assert refusal(lambda: stick.take(waiting)) == "not_a_parcel"


def test_a_parcel_of_another_network_is_not_delivered(
    stick: Stick, make_centre: Callable[[str], Centre], tmp_path: Path
) -> None:
    stick.travel(MONTH)
    parcel = stick.make(MONTH).path
    (tmp_path / "elsewhere").mkdir()
    with local_network(tmp_path / "elsewhere") as elsewhere:
        stranger = make_centre("Stranger").desk
        with stranger.work("test", journal=False) as work:
            replace_device(work.session, elsewhere.enrol("Stranger"), stranger.today())
            work.commit()
        other = Stick(stick.folder, stick.lonely, stranger)
        assert refusal(lambda: other.carry(parcel)) == "other_network"


def test_what_a_false_courier_changes_is_noticed(stick: Stick, waiting: Path) -> None:
    original = waiting.read_bytes()

    def altered(answer: ParcelAnswer) -> ParcelAnswer:
        first = answer.replies[0][0]
        page = first[:-1] + bytes([first[-1] ^ 1])
        return msgspec.structs.replace(answer, replies=((page,), *answer.replies[1:]))

    def swapped(answer: ParcelAnswer) -> ParcelAnswer:
        return msgspec.structs.replace(answer, replies=answer.replies[::-1])

    def shortened(answer: ParcelAnswer) -> ParcelAnswer:
        return msgspec.structs.replace(answer, replies=answer.replies[:-1])

    for change in (altered, swapped, shortened):
        waiting.write_bytes(original)
        assert refusal(lambda change=change: stick.take(changed(waiting, change))) == "damaged"
    waiting.write_bytes(original)
    stick.take(waiting)
    assert count(stick.lonely, KnownToken)


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"nonsense", 200, "request_refused"),
        (b"nonsense", 500, "request_refused"),
        (encode_json(Refusal(code="certificate")), 401, "request_refused"),
        (
            encode_json(Refusal(code="quota", values={"left": 0, "until": "2026-12-01"})),
            429,
            "quota_spent",
        ),
    ],
)
def test_a_key_holder_that_refuses_is_told_and_the_rest_is_kept(
    stick: Stick, waiting: Path, body: bytes, status: int, reason: str
) -> None:
    def refused(answer: ParcelAnswer) -> ParcelAnswer:
        one = CarriedEvaluation(status, "application/json", body)
        return msgspec.structs.replace(answer, evaluations=((one, one),))

    with pytest.raises(NetworkFailed) as failure:
        stick.take(changed(waiting, refused))

    assert failure.value.reason == reason
    assert not count(stick.lonely, KnownToken)
    assert not parcel_state(stick.lonely).waiting
    with stick.lonely.read() as session:
        assert not session.query(Outbox).where(Outbox.receipt.is_(None)).count()


def test_an_evaluation_of_another_key_is_never_believed(stick: Stick, waiting: Path) -> None:
    def forged(answer: ParcelAnswer) -> ParcelAnswer:
        ours, theirs = answer.evaluations[0]
        batch = decode(ours.body, EvaluatedBatch)
        wrong = decode(theirs.body, EvaluatedBatch).evaluation
        mixed = msgspec.structs.replace(batch, evaluation=wrong)
        forged = CarriedEvaluation(200, ours.media_type, encode(mixed))
        return msgspec.structs.replace(answer, evaluations=((forged, theirs),))

    with pytest.raises(NetworkFailed) as failure:
        stick.take(changed(waiting, forged))
    assert failure.value.reason == "key_holder_key_changed"
    assert not count(stick.lonely, KnownToken)


def test_batches_left_out_by_the_courier_are_asked_for_again(stick: Stick, waiting: Path) -> None:
    with pytest.raises(NetworkFailed) as failure:
        stick.take(changed(waiting, lambda a: msgspec.structs.replace(a, evaluations=())))
    assert failure.value.reason == "parcel_mismatch"
    assert stick.make(MONTH).questions > 0


def test_a_parcel_that_comes_too_late_brings_the_certificate_for_the_next(
    stick: Stick, network: LocalNetwork
) -> None:
    Centre(stick.lonely).register(HASSAN)
    stick.travel(MONTH)
    parcel = stick.make(MONTH).path
    network.clock.advance(days=CERTIFICATE_DAYS + 1)

    assert refusal(lambda: stick.take(stick.carry(parcel))) == "expired"
    assert stick.travel(MONTH).is_done


def test_a_device_not_yet_confirmed_is_told_so_and_may_try_again(
    lone_desk: Desk, here: Centre, network: LocalNetwork, tmp_path: Path
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    stick = Stick(folder, lone_desk, here.desk)
    stick.take(stick.carry(ask_to_join(lone_desk, network.invite("Santa Teresa"), folder)))
    assert network_state(lone_desk).check_text

    with pytest.raises(NetworkFailed) as failure:
        stick.travel(MONTH)
    assert failure.value.reason == "device_waiting"
    network.confirm_waiting()
    stick.travel(MONTH)
    assert not network_state(lone_desk).check_text


def test_joining_refuses_what_does_not_belong_together(stick: Stick, here: Centre) -> None:
    answer = next(stick.folder.glob("*iscrizione risposta*"))
    with pytest.raises(AlreadyEnrolled):
        ask_to_join(here.desk, "code", stick.folder)
    with pytest.raises(AlreadyEnrolled):
        take_answer(here.desk, answer)


def test_an_answer_to_nobody_or_to_another_request_is_refused(
    lone_desk: Desk,
    here: Centre,
    network: LocalNetwork,
    tmp_path: Path,
) -> None:
    stick = Stick(tmp_path, lone_desk, here.desk)
    request = ask_to_join(lone_desk, network.invite("Santa Teresa"), tmp_path)
    answer = stick.carry(request)
    ask_to_join(lone_desk, "another code of 16", tmp_path)

    with pytest.raises(NetworkFailed) as failure:
        stick.take(answer)
    assert failure.value.reason == "parcel_mismatch"
    with lone_desk.work("test", journal=False) as work:
        forget_setting(work.session, "joining_by_parcel")
        work.commit()
    assert refusal(lambda: stick.take(answer)) == "no_request"
    with pytest.raises(NotEnrolled):
        make_parcel(lone_desk, MONTH, tmp_path)


def test_a_code_that_is_wrong_is_refused_to_the_courier(
    lone_desk: Desk, here: Centre, tmp_path: Path
) -> None:
    request = ask_to_join(lone_desk, "0000-0000-0000-0000", tmp_path)
    with pytest.raises(NetworkFailed) as failure:
        Stick(tmp_path, lone_desk, here.desk).carry(request)
    assert failure.value.reason == "enrolment_refused"


def test_trial_data_join_no_real_register(
    lone_desk: Desk, stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "is_on_this_pc", lambda _url: False)
    trial = dataclasses.replace(lone_desk, is_trial=True)
    monkeypatch.setattr(joining, "_check_alone", lambda _session: None)
    ask_to_join(trial, "0000-0000-0000-0000", stick.folder)
    with pytest.raises(TrialData):
        take_answer(trial, next(stick.folder.glob("*iscrizione risposta*")))


@pytest.mark.parametrize(
    ("error", "told"),
    [(errno.ENOSPC, StickFull), (errno.EROFS, StickNotWritable), (errno.EIO, StickNotWritable)],
)
def test_a_stick_that_takes_nothing_leaves_no_parcel_waiting(
    stick: Stick, monkeypatch: pytest.MonkeyPatch, error: int, told: type[Exception]
) -> None:
    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(error, "no")

    with monkeypatch.context() as patch:
        patch.setattr(sticks, "write_in_place_of", fail)
        with pytest.raises(told):
            stick.make(MONTH)
    assert not parcel_state(stick.lonely).waiting
    assert not list(stick.folder.glob("*plico*"))
    assert stick.make(MONTH).number == 1


def test_a_stick_that_gives_back_other_bytes_is_not_trusted(
    stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_less(path: Path, content: bytes) -> None:
        path.write_bytes(content[:-1])

    monkeypatch.setattr(sticks, "write_in_place_of", write_less)
    with pytest.raises(StickFailed):
        stick.make(MONTH)
    assert not list(stick.folder.glob("*plico*"))


def test_a_courier_whose_stick_is_full_delivers_again(
    stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcel = stick.make(MONTH).path

    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(sticks, "write_in_place_of", full)
        with pytest.raises(StickFull):
            stick.carry(parcel)
    assert stick.take(stick.carry(parcel)).number == 1


def test_a_register_that_was_put_back_asks_for_a_network(
    stick: Stick, network: LocalNetwork
) -> None:
    stick.travel(MONTH)
    with writing(network.register.engine) as connection:
        begin_epoch(connection, network.clock())

    with pytest.raises(NetworkNeeded):
        stick.travel(MONTH)
    close_month(stick.lonely, MONTH)
    assert stick.travel(MONTH).is_done


def test_a_month_that_is_none_makes_no_parcel(stick: Stick) -> None:
    with pytest.raises(RuleBroken):
        stick.make("2026-13")


@pytest.mark.parametrize("phase", ["tokens", "push", "pull_entries", "compare"])
def test_an_answer_cut_anywhere_is_read_again_to_its_end(
    stick: Stick, here: Centre, phase: str
) -> None:
    """First months of both centres; every answer is cut once at the phase."""
    ours = Centre(stick.lonely).register(HASSAN)
    theirs = here.register(HASSAN_AS_THEY_WRITE)
    Centre(stick.lonely).give(ours, "food", "2026-10-10")
    here.give(theirs, "food", "2026-10-12")
    close_month(here.desk, MONTH)

    def cut(now: str, _done: int, _total: int) -> None:
        if now == phase:
            raise Cancelled

    for _ in range(3):
        answer = stick.carry(stick.make(MONTH).path)
        with unplugged():
            try:
                take_answer(stick.lonely, answer, cut)
            except Cancelled:
                take_answer(stick.lonely, answer)

    assert len(overlaps(stick.lonely)) == 1


def test_a_match_answered_while_the_stick_travels_keeps_its_answer(
    stick: Stick, here: Centre
) -> None:
    ours = Centre(stick.lonely).register(HASSAN)
    theirs = here.register(HASSAN_AS_THEY_WRITE)
    Centre(stick.lonely).give(ours, "food", "2026-10-10")
    here.give(theirs, "food", "2026-10-12")
    close_month(here.desk, MONTH)
    stick.travel(MONTH)
    stick.travel(MONTH)
    answer = stick.carry(stick.make(MONTH).path)
    (match,) = matches(stick.lonely)
    answer_match(stick.lonely, match.sighting_id, "different")

    stick.take(answer)
    assert not overlaps(stick.lonely)

    answer_match(stick.lonely, match.sighting_id, "")
    stick.travel(MONTH)
    assert len(overlaps(stick.lonely)) == 1
