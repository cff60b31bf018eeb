"""What may be told of a fault of the program: kinds, places, versions; no value, no name, no path.

An error's own words may quote a row, and a path the name of whoever uses the PC, so neither is ever
part of a report. What is left tells a developer where to look.
"""

import platform
import re
import sys
from collections.abc import Iterator
from types import TracebackType
from typing import Final
from zlib import crc32

from resources import VERSION

_MOST_PLACES: Final = 40
_MOST_ERRORS: Final = 8
_PACKAGES: Final = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3")
_NATIVE_PLACE: Final = re.compile(r'\s*File "(?P<path>[^"]*)", line (?P<line>\d+) in (?P<name>\S+)')
_NATIVE_KIND: Final = re.compile(r"(?:Fatal Python error|Windows fatal exception): [\w :-]+")


def fault_code(error: BaseException) -> str:
    """A short code that tells one fault of the program from another, by where it was raised."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_qualname}:{place.tb_lineno}" if place else ""
    return f"X-{crc32(f'{type(error).__name__} {where}'.encode()):08X}"


def fault_report(error: BaseException) -> str:
    """The report of an error that nobody expected, as the person reads it before it is kept."""
    lines = [fault_code(error), *_versions(), ""]
    for number, each in enumerate(_chain(error)):
        if number == _MOST_ERRORS:
            break
        kind = type(each)
        lines.append(f"{'< ' * bool(number)}{kind.__module__}.{kind.__qualname__}")
        lines += list(_places(each.__traceback__))[-_MOST_PLACES:]
    return "\n".join(lines) + "\n"


def native_report(written: str) -> str:
    """The report of a crash below Python, from what `faulthandler` wrote; empty when it is none."""
    lines = []
    for line in written.splitlines():
        if kind := _NATIVE_KIND.match(line):
            lines.append(kind.group())
        elif place := _NATIVE_PLACE.match(line):
            file = re.split(r"[/\\]", place["path"])[-2:]
            lines.append(f"  {'/'.join(file)}:{place['line']} {place['name']}")
    if not lines:
        return ""
    return "\n".join([*_versions(), "", *lines[: _MOST_PLACES * 2]]) + "\n"


def _versions() -> list[str]:
    found = [f"dapo {VERSION}", *(f"{name} {_version(name)}" for name in _PACKAGES)]
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return [*found, f"Python {platform.python_version()}", system, f"frozen: {_is_frozen()}"]


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow, and seldom wanted

    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _is_frozen() -> str:
    return "yes" if getattr(sys, "frozen", False) else "no"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, and those that it came from."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop(0)
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__cause__, each.__context__]
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        frame = trace.tb_frame
        module = frame.f_globals.get("__name__", "?")
        yield f"  {module}:{trace.tb_lineno} {frame.f_code.co_qualname}"
        trace = trace.tb_next
