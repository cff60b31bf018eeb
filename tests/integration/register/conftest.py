from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina

from tests.support.network import LocalNetwork, local_network


@pytest.fixture
def network(tmp_path: Path, register_database: str) -> Iterator[LocalNetwork]:
    with local_network(tmp_path, database=register_database) as running:
        yield running


@pytest.fixture(autouse=True)
def no_waiting_between_attempts() -> Iterator[None]:
    stamina.instrumentation.set_on_retry_hooks([])
    with stamina.set_testing(True, attempts=2):
        yield
    stamina.instrumentation.set_on_retry_hooks(None)
