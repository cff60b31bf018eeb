"""What the processes that tests start have in common."""

import os


def unmeasured() -> dict[str, str]:
    """The environment of one that is killed: it leaves no coverage, and would be slower for it."""
    environment = dict(os.environ)
    environment.pop("COVERAGE_PROCESS_CONFIG", None)
    return environment
