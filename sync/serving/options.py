"""Command options that may also come from the environment."""

import argparse
import os
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Options:
    """Adds options whose default is the variable ``prefix`` + name, where that is set."""

    prefix: str

    def add(self, parser: argparse.ArgumentParser, option: str, **settings: Any) -> None:
        """Add ``--some-option``, also read from ``PREFIX_SOME_OPTION``.

        An option that may be repeated is written in its variable with spaces between values.
        """
        name = self.prefix + option.removeprefix("--").replace("-", "_").upper()
        value = os.environ.get(name)
        if value is not None:
            repeated = settings.get("action") == "append"
            read = settings.get("type", str)
            settings["default"] = [read(each) for each in value.split()] if repeated else value
            settings["required"] = False
        parser.add_argument(option, **settings)
