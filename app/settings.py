"""What this PC remembers: language, look, where the vaults lie. Nothing of what is in them.

Kept as JSON in the person's own configuration folder; a file that cannot be read or written never
stops the program.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import msgspec
from platformdirs import user_config_path

_log = logging.getLogger(__name__)
_VAULTS_KEPT = 6


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of whoever uses this PC; `geometry` is the window's, in hexadecimal."""

    language: Literal["it", "en"] = "it"
    look: Literal["system", "light", "dark"] = "system"
    points: float = 11.0
    idle_minutes: float = 5.0
    vaults: tuple[str, ...] = ()
    """Paths of the vaults opened here, the latest first."""
    geometry: str = ""


class SettingsFile:
    """The settings in force; each change is written at once and told to whoever watches."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the settings; those of a missing or unreadable file are the usual ones."""
        self._path = path or user_config_path("dapo", appauthor=False) / "settings.json"
        self._watchers: list[Callable[[Settings, Settings], None]] = []
        self.now = self._read()

    def change(self, **changes: Any) -> None:
        """Set some of them; `watch` is told (before, after) when something differs."""
        before, self.now = self.now, replace(self.now, **changes)
        if before == self.now:
            return
        self._write()
        for watcher in tuple(self._watchers):
            watcher(before, self.now)

    def remember_vault(self, path: Path) -> None:
        """Put a vault first among those offered at the next start."""
        here = str(path.absolute())
        others = (one for one in self.now.vaults if one != here)
        self.change(vaults=(here, *others)[:_VAULTS_KEPT])

    def watch(self, watcher: Callable[[Settings, Settings], None]) -> None:
        """Tell this one of every change."""
        self._watchers.append(watcher)

    def _read(self) -> Settings:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Settings)
        except FileNotFoundError:
            return Settings()
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
            _log.info("settings not readable, the usual ones are used: %s", type(error).__name__)
            return Settings()

    def _write(self) -> None:
        beside = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(msgspec.json.format(msgspec.json.encode(self.now)))
            beside.replace(self._path)
        except OSError as error:
            _log.info("settings not written: %s", type(error).__name__)
