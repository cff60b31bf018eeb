"""`dapo-admin audit`: whether the log is whole, by words and exit code; the log as a list."""

from pathlib import Path

import pytest
from sqlalchemy import update

from app.services.vaults import open_vault
from models.entities import AuditEntry
from tests.integration.cli.conftest import Admin
from tests.support.vaults import PHRASE


def test_a_whole_log_is_told_with_its_head(admin: Admin, vault: Path):
    told = admin("audit", "verify", "--vault", vault)
    assert (told.code, told.document["fault"], told.document["line"]) == (0, None, None)
    assert told.document["lines"] > 1
    assert len(told.document["head"]) == 16
    assert "è intero" in admin("audit", "verify", "--vault", vault, as_json=False).out


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_changed_line_is_named_and_fails_the_command(admin: Admin, vault: Path, lang: str):
    desk = open_vault(vault, PHRASE)
    with desk.vault._writer.begin() as connection:
        connection.execute(update(AuditEntry).where(AuditEntry.sequence == 2).values(detail="x"))
    desk.close()
    told = admin("audit", "verify", "--vault", vault, as_json=False, lang=lang)
    assert told.code == 4
    assert {"it": "riga 2, o quella prima: cambiata", "en": "line 2, or the one before"}[
        lang
    ] in told.out


def test_the_log_is_written_as_a_list(admin: Admin, vault: Path, tmp_path: Path):
    told = admin("audit", "export", "--vault", vault, tmp_path / "log.csv")
    assert told.code == 0
    lines = (tmp_path / "log.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == told.document["rows"] + 1
    assert "Archivio creato" in lines[-1]
