"""A bounded run of the fuzzer: nothing sent makes a server fail, stop or swell."""

import json
import subprocess
import sys

from tests.support.processes import unmeasured

MOST_GROWTH_MB = 150
"""Some bodies of four megabytes taken apart at once, and one passphrase hashed by Argon2id."""


def test_nothing_that_is_sent_makes_a_server_fail_or_swell():
    """In a process of its own: schemathesis and its libraries warn of each other."""
    command = [sys.executable, "-m", "tests.support.fuzz", "--examples", "2", "--bodies", "8"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=unmeasured())
    assert run.stdout, run.stderr
    told = json.loads(run.stdout)
    assert (told["fault"], told["failures"]) == ("", [])
    assert run.returncode == 0
    assert set(told["requests"]) == {"interface", "bodies", "wire", "page"}
    assert not [status for status in told["statuses"] if int(status) >= 500]
    for server in told["megabytes"].values():
        assert server["peak"] - server["before"] < MOST_GROWTH_MB
