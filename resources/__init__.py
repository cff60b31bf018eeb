"""Files that ship with the program: icons, fonts, words, code lists, demo registers."""

from importlib.resources import files
from pathlib import Path
from typing import Final

VERSION: Final = "0.2.0"
"""Of the program; written here only, since it also runs where no package tells its version."""


def resource_path(name: str) -> Path:
    """The file or folder `name` ("icons/search.svg") beside this module.

    Raises:
        FileNotFoundError: the program was installed without it.
    """
    path = Path(str(files("resources").joinpath(name)))
    if not path.exists():
        raise FileNotFoundError(path)
    return path
