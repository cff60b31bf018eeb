"""Questions are paid before they are answered, exactly, whoever asks at once and whatever ends."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

import msgspec
import pytest

from sync.keyholder.ledger import Ledger
from sync.keyholder.quotas import (
    CENTRE_TRICKLE,
    DEVICE_TRICKLE,
    QuotaReached,
    Quotas,
    Stopped,
    Trickle,
)
from sync.protocol.certificates import DeviceCertificate

pytestmark = pytest.mark.usefixtures("caplog")

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
TODAY = NOW.date()
ASKER = DeviceCertificate(b"d" * 16, 7, b"p" * 32, 0, 2**40)
OF_DEVICE, OF_CENTRE = Trickle(a_day=10, at_most=100), Trickle(a_day=20, at_most=150)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quotas.db"


@pytest.fixture
def quotas(path: Path) -> Iterator[Quotas]:
    ledger = Ledger(path)
    yield Quotas(ledger, OF_DEVICE, OF_CENTRE)
    ledger.close()


def asking(device: bytes = b"d", centre: int = 7, allowance: int = 0) -> DeviceCertificate:
    return msgspec.structs.replace(ASKER, device=device * 16, centre=centre, allowance=allowance)


def refusal(quotas: Quotas, asker: DeviceCertificate, questions: int, now: datetime = NOW):
    with pytest.raises(QuotaReached) as caught:
        quotas.reserve(asker, 1, questions, now)
    return caught.value.left, caught.value.until


def test_a_month_of_questions_is_there_at_first_and_grows_again_day_by_day(quotas: Quotas):
    quotas.reserve(asking(), 1, 100, NOW)
    assert refusal(quotas, asking(), 1) == (0, TODAY + timedelta(days=1))
    assert refusal(quotas, asking(), 25) == (0, TODAY + timedelta(days=3))
    later = NOW + timedelta(days=3)
    assert refusal(quotas, asking(), 31, later) == (30, date(2026, 11, 26))
    quotas.reserve(asking(), 1, 30, later)
    quotas.reserve(asking(), 1, 100, later + timedelta(days=3650))
    assert quotas.answered(asking().device, TODAY) == 100
    assert quotas.answered(asking().device, later.date()) == 30


def test_a_refused_batch_pays_nothing(quotas: Quotas):
    assert refusal(quotas, asking(), 101)[0] == 100
    quotas.reserve(asking(), 1, 100, NOW)


def test_more_than_may_ever_gather_is_told_the_day_all_that_may_is_there(quotas: Quotas):
    quotas.reserve(asking(), 1, 95, NOW)
    assert refusal(quotas, asking(), 5_000) == (5, TODAY + timedelta(days=10))


def test_a_clock_set_back_gives_nothing_and_takes_nothing(quotas: Quotas):
    quotas.reserve(asking(), 1, 90, NOW)
    long_ago = NOW - timedelta(days=3650)
    assert refusal(quotas, asking(), 11, long_ago)[0] == 10
    quotas.reserve(asking(), 1, 5, long_ago)
    assert refusal(quotas, asking(), 6, NOW)[0] == 5


def test_the_allowance_is_spent_once_and_can_be_raised(quotas: Quotas):
    quotas.reserve(asking(allowance=1_000), 1, 1_000, NOW)
    quotas.reserve(asking(allowance=1_000), 1, 100, NOW)
    assert refusal(quotas, asking(allowance=1_000), 1)[0] == 0
    quotas.reserve(asking(allowance=1_050), 1, 50, NOW)
    assert refusal(quotas, asking(allowance=1_050), 1)[0] == 0
    assert refusal(quotas, asking(allowance=0), 1)[0] == 0


def test_all_devices_of_a_centre_share_its_trickle(quotas: Quotas):
    quotas.reserve(asking(b"a"), 1, 100, NOW)
    assert refusal(quotas, asking(b"b"), 51)[0] == 50
    quotas.reserve(asking(b"b"), 1, 50, NOW)
    quotas.reserve(asking(b"c", centre=8), 1, 100, NOW)


def test_a_new_key_epoch_lets_a_device_ask_again_what_it_was_answered(quotas: Quotas):
    quotas.reserve(asking(allowance=400), 1, 500, NOW)
    quotas.reserve(asking(allowance=400), 2, 300, NOW)
    quotas.reserve(asking(allowance=400), 2, 200, NOW)
    with pytest.raises(QuotaReached):
        quotas.reserve(asking(allowance=400), 2, 1, NOW)
    with pytest.raises(QuotaReached):
        quotas.reserve(asking(allowance=400), 1, 1, NOW)
    quotas.reserve(asking(allowance=400), 3, 500, NOW)
    with pytest.raises(QuotaReached):
        quotas.reserve(asking(b"b", allowance=0), 3, 101, NOW)


def test_a_batch_that_comes_again_in_a_parcel_is_paid_once(quotas: Quotas):
    for _ in range(3):
        quotas.reserve(asking(), 1, 60, NOW, once="a")
    with pytest.raises(QuotaReached):
        quotas.reserve(asking(), 1, 60, NOW, once="b")
    with pytest.raises(QuotaReached):
        quotas.reserve(asking(), 1, 60, NOW, once="b")
    quotas.reserve(asking(), 1, 40, NOW)
    quotas.reserve(asking(), 1, 60, NOW + timedelta(days=89), once="a")
    assert quotas.answered(asking().device, (NOW + timedelta(days=89)).date()) == 0
    quotas.reserve(asking(b"b", centre=8), 1, 60, NOW + timedelta(days=92), once="c")
    quotas.reserve(asking(), 1, 60, NOW + timedelta(days=92), once="a")
    assert quotas.answered(asking().device, (NOW + timedelta(days=92)).date()) == 60


def test_what_was_refused_is_named_once_a_day_in_the_log_and_kept_to_be_told(quotas, caplog):
    refusal(quotas, asking(), 200)
    refusal(quotas, asking(), 300)
    (line,) = caplog.records
    assert asking().device.hex() in line.getMessage()
    assert "centre 7" in line.getMessage()
    (stopped,) = quotas.untold()
    assert stopped == Stopped(asking().device, 7, TODAY, 500)
    quotas.note_told(stopped)
    assert quotas.untold() == ()
    refusal(quotas, asking(), 200)
    assert [each.questions for each in quotas.untold()] == [700]
    quotas.note_told(stopped)
    assert len(quotas.untold()) == 1
    refusal(quotas, asking(), 200, NOW + timedelta(days=1))
    assert len(caplog.records) == 2


def test_threads_asking_at_once_never_pay_too_little(quotas: Quotas, path: Path):
    other = Ledger(path)
    both = (quotas, Quotas(other, OF_DEVICE, OF_CENTRE))
    answered = []

    def ask(number: int) -> None:
        try:
            both[number % 2].reserve(asking(), 1, 3, NOW)
        except QuotaReached:
            return
        answered.append(3)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(ask, range(80)))
    assert sum(answered) == quotas.answered(asking().device, TODAY) == 99
    other.close()


def ask_in_a_process(path: Path, times: int) -> int:
    ledger = Ledger(path)
    quotas, answered = Quotas(ledger, OF_DEVICE, OF_CENTRE), 0
    for _ in range(times):
        try:
            quotas.reserve(asking(), 1, 1, NOW)
        except QuotaReached:
            continue
        answered += 1
    ledger.close()
    return answered


@pytest.mark.slow
def test_processes_and_restarts_share_one_count(path: Path):
    with get_context("spawn").Pool(2) as processes:
        found = processes.starmap(ask_in_a_process, [(path, 60)] * 4)
    assert sum(found) == 100


def test_the_usual_quotas_are_a_month_of_new_people():
    assert (DEVICE_TRICKLE.a_day, DEVICE_TRICKLE.at_most) == (300, 9_000)
    assert CENTRE_TRICKLE.at_most < 29_200
    assert (29_200 - DEVICE_TRICKLE.at_most) / DEVICE_TRICKLE.a_day > 60


def test_only_the_owner_may_read_the_file_and_it_holds_no_element(quotas: Quotas, path: Path):
    quotas.reserve(asking(), 1, 5, NOW)
    assert path.stat().st_mode & 0o077 == 0
    with Ledger(path).reading() as connection:
        tables = connection.execute("SELECT sql FROM sqlite_master").fetchall()
    words = " ".join(sql for (sql,) in tables if sql)
    assert "element" not in words
    assert "index" not in words.lower()


def test_what_fails_in_the_middle_leaves_nothing(path: Path):
    ledger = Ledger(path)

    def fail() -> None:
        with ledger.writing() as connection:
            connection.execute("INSERT INTO revoked VALUES (x'00')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with ledger.reading() as connection:
        assert connection.execute("SELECT count(*) FROM revoked").fetchone() == (0,)
    ledger.close()
