"""How many histories are tried, and how long each is.

In the suite they are few, the same every time, and one that fails is told as it is. `dev.py bench
stateful` tries as many times more as the variable DAPO_HISTORIES says, others at each run, and
looks for the shortest one that fails.
"""

import os
from typing import Final

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

VARIABLE: Final = "DAPO_HISTORIES"


def try_histories(machine: type[RuleBasedStateMachine], *, count: int, steps: int) -> None:
    """Run a machine `count` times with at most `steps` steps each, or many more when asked."""
    times = int(os.environ.get(VARIABLE, "1"))
    bounds = settings(
        max_examples=count * times,
        stateful_step_count=steps,
        derandomize=times == 1,
        deadline=None,
        database=None,
        phases=(Phase.generate,) if times == 1 else (Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=bounds)
