"""The empty vault that each history begins with a copy of."""

import pytest

from tests.support.vaults import ClosedVault, make_vault


@pytest.fixture(scope="session")
def empty_vault(tmp_path_factory: pytest.TempPathFactory) -> ClosedVault:
    return make_vault(tmp_path_factory.mktemp("stateful"))
