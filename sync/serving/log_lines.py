"""The log of a server: one line an event, as ``key=value``, on the standard error.

A line tells what happened, never what was sent: of an error only its kind and the places in the
code it went through, for its own words may quote a row or a request.
"""

import json
import logging
import re
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from typing_extensions import override

LEVELS: Final = ("debug", "info", "warning", "error")
_PLAIN: Final = re.compile(r"[\w.:/+-]+", re.ASCII)
_PLACES: Final = 12


def noting(**fields: str | float) -> dict[str, dict[str, str | int | float]]:
    """Return the ``extra`` of a logger's call that puts these fields at the end of its line."""
    return {"fields": fields}


class LogLine(logging.Formatter):
    """Writes ``time=… level=… event="…"``, then the fields of ``noting``, then an error's kind."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        fields: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        told = getattr(record, "fields", None)
        if isinstance(told, Mapping):
            fields |= told
        if record.exc_info and record.exc_info[1] is not None:
            fields |= _error(record.exc_info[1])
        return " ".join(f"{name}={_quoted(str(value))}" for name, value in fields.items())


def log_settings(level: str) -> dict[str, Any]:
    """Return the settings for ``logging.config.dictConfig``, good for a whole process."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": LogLine}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        # What others' libraries tell at these levels is an address, a body or a header.
        "loggers": {
            name: {"level": "WARNING"}
            for name in ("alembic", "asyncio", "httpcore", "httpx", "uvicorn")
        },
    }


def _error(error: BaseException) -> dict[str, str]:
    places = [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno}:{frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return {"error": type(error).__name__, "at": " < ".join(reversed(places[-_PLACES:]))}


def _quoted(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=True)
