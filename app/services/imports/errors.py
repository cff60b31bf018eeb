"""Why a file cannot be imported.

DomainError
├── FileTooBig           larger than we parse, or past the memory or time allowed
├── FileLooksDangerous   made to harm: swollen archive, paths that leave it
├── FileNotUnderstood    encrypted, damaged, or not a spreadsheet
└── MappingNotUnderstood a saved mapping that is not one
"""

from models.errors import DomainError


class FileTooBig(DomainError):
    """The file is over a limit; values: `limit` ("size", "unpacked", "memory" or "time")."""

    code = "file_too_big"


class FileLooksDangerous(DomainError):
    """The archive is made to harm; values: `reason` ("ratio" or "path")."""

    code = "file_looks_dangerous"


class FileNotUnderstood(DomainError):
    """No table can be read; values: `reason` ("encrypted", "damaged", "foreign", "missing")."""

    code = "file_not_understood"


class MappingNotUnderstood(DomainError):
    """The text is not a mapping saved by this program."""

    code = "mapping_not_understood"
