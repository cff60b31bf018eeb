"""A bounded run of desktops killed at random moments of a closing: see `dev.py bench faults`."""

from pathlib import Path

import pytest

from app.services.vaults import open_with_recovery_key
from tests.integration.closing.conftest import Centre
from tests.integration.closing.test_faults import fill
from tests.support.killed_closings import kill_closings
from tests.support.vaults import ClosedVault


@pytest.mark.posix("kill -9 is of POSIX")
def test_a_desktop_killed_at_random_moments_ends_as_if_nothing_had_happened(
    template_vault: tuple[Path, str], tmp_path: Path
) -> None:
    vault = ClosedVault(*template_vault).copy_to(tmp_path, "filled.dapo")
    desk = open_with_recovery_key(vault.path, vault.recovery_key)
    fill(Centre(desk))
    desk.close()
    told = kill_closings(vault, tmp_path, kills=4)
    assert (told.kills, told.wrong) == (4, 0)
    assert told.rows == 6 * 40 + 6 * 2
