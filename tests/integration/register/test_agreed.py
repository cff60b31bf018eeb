"""Agreement, board and administrators in both databases, and on the command line."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sync.register.__main__ import EXIT_DONE, EXIT_REFUSED, main
from sync.register.administrators import (
    AdministratorUnknown,
    add_administrator,
    count_administrators,
    find_administrator,
)
from sync.register.agreement import (
    Agreement,
    AgreementStands,
    agreement_in_force,
    list_agreements,
    make_agreement,
    told_agreement,
    withdraw_agreement,
)
from sync.register.board import (
    AnnouncementUnknown,
    Notice,
    list_notices,
    post_notice,
    told_announcements,
    withdraw_notice,
)
from sync.register.database import open_database, reading
from sync.register.page.sessions import (
    Flash,
    begin_session,
    end_session,
    find_session,
    leave_flash,
    take_flash,
)

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
TODAY = NOW.date()


def test_versions_follow_one_another_and_the_last_word_on_a_day_holds(
    register_database: str,
) -> None:
    engine = open_database(register_database)
    tomorrow = TODAY + timedelta(days=1)
    make_agreement(engine, Agreement(TODAY, {"food": 10}), NOW, by="Anna")
    make_agreement(engine, Agreement(TODAY, {"food": 11, "money": 0}), NOW, by="Bruno")
    number = make_agreement(engine, Agreement(tomorrow, {"food": 12}, "nation"), NOW, by="Anna")
    with reading(engine) as connection:
        days = [date(1990, 1, 1), TODAY - timedelta(days=1), TODAY, tomorrow]
        held = [dict(agreement_in_force(connection, day).windows)["food"] for day in days]
        told = told_agreement(connection)
    assert held == [15, 15, 11, 12]
    assert [(each.valid_from, each.windows["food"]) for each in told] == [
        ("2000-01-01", 15),
        ("2026-11-22", 11),
        ("2026-11-23", 12),
    ]
    assert told[-1].network_size == "nation"

    withdraw_agreement(engine, number, NOW, by="Bruno")
    for gone in (number, 1, 0, 99):
        with pytest.raises(AgreementStands):
            withdraw_agreement(engine, gone, NOW, by="Bruno")
    with reading(engine) as connection:
        assert dict(agreement_in_force(connection, tomorrow).windows) == {"food": 11}
        assert len(list_agreements(connection)) == 4
    engine.dispose()


def test_the_board_tells_what_is_not_over(register_database: str) -> None:
    engine = open_database(register_database)
    day = timedelta(days=1)
    for title, first, last in (("ora", -1, 1), ("poi", 3, 4)):
        post_notice(
            engine, Notice(title, "", TODAY + first * day, TODAY + last * day), NOW, by="Anna"
        )
    with reading(engine) as connection:
        told = told_announcements(connection, TODAY)
        later = told_announcements(connection, TODAY + 2 * day)
    assert [each.title for each in told] == ["poi", "ora"]
    assert [each.title for each in later] == ["poi"]
    withdraw_notice(engine, told[0].announcement, NOW, by="Anna")
    with pytest.raises(AnnouncementUnknown):
        withdraw_notice(engine, told[0].announcement, NOW, by="Anna")
    with reading(engine) as connection:
        assert [each.title for each in list_notices(connection)] == ["ora"]
    engine.dispose()


def test_a_session_and_what_it_says_once(register_database: str) -> None:
    engine = open_database(register_database)
    add_administrator(engine, "Anna", NOW, by="command line")
    with reading(engine) as connection:
        anna = find_administrator(connection, "Anna")
        with pytest.raises(AdministratorUnknown):
            find_administrator(connection, "anna")
    token = begin_session(engine, anna, NOW)
    flash = Flash("invited", {"code": "AAAA-BBBB"})
    leave_flash(engine, token, flash)
    assert take_flash(engine, token) == flash
    assert take_flash(engine, token) is None
    session = find_session(engine, token, NOW + timedelta(minutes=2))
    assert session is not None
    assert session.administrator == anna
    end_session(engine, session, NOW)
    end_session(engine, session, NOW)
    assert find_session(engine, token, NOW) is None
    engine.dispose()


def test_administrators_are_minded_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = ["administrator", "--database", str(tmp_path / "register.db")]
    assert main([*database, "add", "Anna"]) == EXIT_DONE
    first = capsys.readouterr().out.strip()
    assert len(first.split()) == 5
    assert main([*database, "add", "Anna"]) == EXIT_REFUSED
    assert "AdministratorExists" in capsys.readouterr().err
    assert main([*database, "reset", "Anna"]) == EXIT_DONE
    assert capsys.readouterr().out.strip() != first
    assert main([*database, "list"]) == EXIT_DONE
    assert capsys.readouterr().out == "Anna (has not signed in yet)\n"
    assert main([*database, "remove", "Anna"]) == EXIT_DONE
    assert main([*database, "remove", "Anna"]) == EXIT_REFUSED
    engine = open_database(str(tmp_path / "register.db"))
    with reading(engine) as connection:
        assert count_administrators(connection) == 0
    engine.dispose()
