"""A desk with a household, and files to keep with it."""

from pathlib import Path
from uuid import UUID

import pytest

from app.services.desk import Desk
from models.records.documents import TakenFile
from tests.integration.vault.conftest import Clock, _template, clock, closed, desk
from tests.support.hostile_documents import paper
from tests.support.vaults import open_a_file

__all__ = ["Clock", "_template", "clock", "closed", "desk"]


@pytest.fixture
def family(desk: Desk) -> UUID:
    return open_a_file(desk)


@pytest.fixture
def permit() -> TakenFile:
    """A file as `take_file` answers it."""
    return TakenFile("permesso.pdf", "application/pdf", paper(), 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "scans"
    made.mkdir()
    return made
