"""What the commands answer to whoever called them."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of `dapo-admin`, told in its help."""

    DONE = 0
    USAGE = 2
    """The command line is wrong, or no passphrase was given."""
    REFUSED = 3
    """A rule of the field forbids it, or what was named is not there."""
    WORLD = 4
    """Disk, file, network or passphrase failed; what was saved stays saved."""
    PARTLY = 5
    """Done, but some rows could not be taken; each is listed.

    Rows taken with a doubtful value are told, and do not count.
    """
    CANCELLED = 130
