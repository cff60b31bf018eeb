"""A bounded run of the fault measures: a line that loses and doubles, a register that is killed.

The whole is `dev.py bench faults`. Each has its weaker twin, which must fail: else the harness
would prove nothing.
"""

from pathlib import Path

import pytest

from tests.support.lossy_proxy import lossy_proxy
from tests.support.mortal_register import Killing, mortal_register
from tests.support.pushing import Stored, confirmed, join, push_together

pytestmark = pytest.mark.posix("fork and kill -9 are of POSIX")

ROWS_A_PUSH = 100
PUSHES = range(1, 51)
CENTRES = 4
KILLS = 20


def test_twenty_thousand_rows_arrive_once_through_a_line_that_loses_and_doubles(
    tmp_path: Path,
) -> None:
    database = str(tmp_path / "register.db")
    with mortal_register(database, tmp_path / "key") as register:
        register.start()
        pushers = join(database, register.url, CENTRES, ROWS_A_PUSH)
        with lossy_proxy(register.url) as url:
            push_together(pushers, PUSHES, url)
    stored = Stored.read(database)
    assert stored.differs_from(pushers) == 0
    assert stored.receipts == CENTRES * len(PUSHES)
    assert stored.rows_taken == CENTRES * len(PUSHES) * ROWS_A_PUSH == 20_000


def test_a_client_that_does_not_number_its_pushes_stores_more_than_it_meant(
    tmp_path: Path,
) -> None:
    database = str(tmp_path / "register.db")
    with mortal_register(database, tmp_path / "key") as register:
        register.start()
        pushers = join(database, register.url, 1, ROWS_A_PUSH)
        with lossy_proxy(register.url) as url:
            push_together(pushers, PUSHES, url, is_naive=True)
    assert Stored.read(database).rows_taken > len(PUSHES) * ROWS_A_PUSH


def test_nothing_acknowledged_is_lost_when_the_register_is_killed(
    register_database: str, tmp_path: Path
) -> None:
    with mortal_register(register_database, tmp_path / "key") as register:
        register.start()
        pushers = join(register_database, register.url, CENTRES, ROWS_A_PUSH)
        killing = Killing(register, lambda: confirmed(pushers), KILLS)
        push_together(pushers, PUSHES, register.url, killing)
    assert killing.kills == KILLS
    stored = Stored.read(register_database)
    assert stored.differs_from(pushers) == 0
    assert stored.receipts == CENTRES * len(PUSHES)
    assert stored.rows_taken == 20_000


def test_a_register_that_answers_before_it_stores_is_caught_by_the_kills(tmp_path: Path) -> None:
    database = str(tmp_path / "register.db")
    with mortal_register(database, tmp_path / "key", is_careless=True) as register:
        register.start()
        pushers = join(database, register.url, CENTRES, ROWS_A_PUSH)
        push_together(
            pushers, PUSHES, register.url, Killing(register, lambda: confirmed(pushers), KILLS)
        )
    assert Stored.read(database).lost(pushers) > 0
