"""Run the fuzzer and print what came of it as JSON; ends with 1 at the first fault."""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from tests.support.fuzz.hostile import fuzz_bodies, fuzz_wire
from tests.support.fuzz.interface import fuzz_interface
from tests.support.fuzz.pages import fuzz_pages
from tests.support.fuzz.target import Fault, Target, memory, target

REGISTER = [
    ("POST", "/pushes", "device"),
    ("POST", "/aid-queries", "device"),
    ("POST", "/own-rows", "device"),
    ("POST", "/restores", "device"),
    ("POST", "/reconciliations", "device"),
    ("POST", "/devices/successor", "device"),
    ("POST", "/heads", "device"),
    ("POST", "/returns", "device"),
    ("GET", "/entries?after=0", "device"),
    ("POST", "/alarms", "key_holder"),
    ("POST", "/letters", ""),
    ("POST", "/enrolments", ""),
    ("POST", "/page/sign-in", ""),
    ("POST", "/page/agreement", ""),
]
KEY_HOLDER = [("POST", "/evaluations", "device"), ("POST", "/evaluations", "")]


def run(here: Target, examples: int, number: int, most: int) -> None:
    """Everything once; of hostile bodies `most` for a route."""
    for server, routes in ((here.register, REGISTER), (here.holder, KEY_HOLDER)):
        fuzz_interface(here, server, examples, number)
        fuzz_bodies(here, server, routes, number, most)
        fuzz_wire(here, server, [path for _, path, _ in routes[:: 1 + 6 // len(routes)]][:3])
        here.alive()
    fuzz_pages(here, max(1, examples // 2), number)
    here.alive()


def main() -> int:
    """Start servers, fire, tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.fuzz", description=__doc__)
    parser.add_argument("--examples", type=int, default=5, help="of each operation and kind")
    parser.add_argument("--rounds", type=int, default=1, help="each with the next seed")
    parser.add_argument("--bodies", type=int, default=1_000, help="of a route, at most")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    begun, fault = time.monotonic(), ""
    with tempfile.TemporaryDirectory() as folder, target(Path(folder)) as here:
        here.alive()
        servers = {"register": here.register, "key-holder": here.holder}
        before = {name: memory(server)[0] for name, server in servers.items()}
        try:
            for number in range(chosen.seed, chosen.seed + chosen.rounds):
                run(here, chosen.examples, number, chosen.bodies)
        except Fault as error:
            fault = repr(error.args)
        told = {
            "requests": dict(here.tally.requests),
            "statuses": {str(key): here.tally.statuses[key] for key in sorted(here.tally.statuses)},
            "cut": here.tally.cut,
            "seconds": round(time.monotonic() - begun, 1),
            "megabytes": {
                name: {
                    "before": round(before[name]),
                    "after": round(memory(server)[0]),
                    "peak": round(memory(server)[1]),
                }
                for name, server in servers.items()
            },
            "failures": [
                line
                for server in servers.values()
                for line in (Path(folder) / f"{server.name}.log").read_text().splitlines()
                if "level=error" in line
            ],
            "fault": fault,
        }
    sys.stdout.write(json.dumps(told) + "\n")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
