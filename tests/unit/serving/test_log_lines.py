"""A line of the log: one line, its fields told apart, and of an error only kind and place."""

import logging
import shlex

import pytest

from sync.serving.log_lines import LEVELS, LogLine, log_settings, noting


def line(message: str, *args: object, **more: object) -> str:
    record = logging.LogRecord("sync", logging.WARNING, __file__, 1, message, args, None)
    record.__dict__.update(more)
    return LogLine().format(record)


def test_a_line_has_time_level_event_and_fields():
    told = line("push stored", **noting(rows=7, route="POST /pushes"))
    time, *rest = shlex.split(told)
    assert time.startswith("time=20")
    assert rest == ["level=warning", "event=push stored", "rows=7", "route=POST /pushes"]


@pytest.mark.parametrize("hostile", ["two\nlines", 'quo"te', "\x1b[2J", "a=b c=d", "\u2028", ""])
def test_nothing_in_a_value_makes_another_line_or_field(hostile: str):
    told = line("name %s", hostile, **noting(value=hostile))
    assert len(told.splitlines()) == 1
    assert told.isprintable()
    assert len(shlex.split(told)) == 4


def test_of_an_error_only_kind_and_places_are_told():
    try:
        int("Zamparutti")
    except ValueError as error:
        told = line("failed", exc_info=(type(error), error, error.__traceback__))
    assert "error=ValueError" in told
    assert "test_log_lines.py" in told
    assert "Zamparutti" not in told


@pytest.mark.parametrize("level", LEVELS)
def test_settings_are_good_for_python(level: str):
    settings = log_settings(level)
    assert settings["root"]["level"] in logging.getLevelNamesMapping()
