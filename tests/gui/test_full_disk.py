"""A form saved on a disk that is full: told, every field as typed, and the same button saves."""

import json
import subprocess
import sys

import pytest

from tests.support.faults.disk import Disk, can_fault


@pytest.mark.skipif(not can_fault(), reason="needs Linux and a C compiler")
def test_a_new_household_stays_as_typed_while_the_disk_is_full_and_is_saved_once_it_is_not(closed):
    disk = Disk(closed.path.parent)
    command = [sys.executable, "-m", "tests.support.faults.full_form"]
    ended = subprocess.run(
        [*command, str(closed.path), closed.recovery_key],
        env=disk.environment(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    )
    disk.close()
    seen = json.loads(ended.stdout)
    (told,) = seen["told"]
    assert told.startswith("Il disco del computer è pieno.")
    assert "Libera un po' di spazio e riprova" in told
    assert seen["refused"] == []
    assert seen["typed"]["surname"] == ["Abdel"]
    assert seen["kept"] == seen["typed"]
    assert (seen["saved"], seen["is_open"]) == ([["Abdel Mahmoud", "Abdel Heba"]], True)
