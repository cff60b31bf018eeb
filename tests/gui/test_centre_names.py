"""Centres are called by their own name."""

import pytest

from ui.labels.centres import short_centre


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Centro di ascolto San Pio X", "San Pio X"),
        ("CENTRO DI ASCOLTO Resurrezione", "Resurrezione"),
        ("Social Market", "Social Market"),
        ("Centro di ascolto ", "Centro di ascolto "),
    ],
)
def test_a_centre_is_called_by_its_own_name(written: str, said: str) -> None:
    assert short_centre(written) == said
