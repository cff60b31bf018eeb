"""Making vaults, opening them, and every way in which that is refused."""

import io
from pathlib import Path

import pytest

from app.cli import desk_access
from app.cli.admin import main
from tests.integration.cli.conftest import Admin
from tests.support.papers import text_of


def test_a_new_vault_tells_its_recovery_key_and_writes_its_sheet(admin: Admin, tmp_path: Path):
    sheet = tmp_path / "recupero.pdf"
    made = admin(
        "vault",
        "create",
        "--vault",
        tmp_path / "a.dapo",
        "--centre",
        "San Giuseppe",
        "--operator",
        "volontaria",
        "--recovery-sheet",
        sheet,
    )
    assert made.code == 0
    assert made.document["recovery_key"].replace("-", " ") in text_of(sheet.read_bytes())


def test_a_vault_is_never_written_over(admin: Admin, vault: Path):
    before = vault.read_bytes()
    again = admin("vault", "create", "--centre", "Altro", "--operator", "volontaria")
    assert (again.code, again.refusal) == (4, "vault_exists")
    assert vault.read_bytes() == before


@pytest.mark.usefixtures("vault")
def test_info_tells_counts_and_no_person(admin: Admin):
    told = admin("vault", "info")
    assert told.code == 0
    assert told.document["centre"] == "San Giuseppe"
    assert told.document["households"] == 0
    assert "volontaria" not in told.out


@pytest.mark.usefixtures("vault")
def test_a_person_reads_info_as_lines(admin: Admin):
    assert "centre:  San Giuseppe" in admin("vault", "info", as_json=False).out


@pytest.mark.usefixtures("vault")
def test_a_wrong_passphrase_is_told_plainly(admin: Admin, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DAPO_PASSPHRASE", "un'altra frase segreta")
    told = admin("vault", "info", as_json=False)
    assert told.code == 4
    assert told.err.strip() == "La frase segreta non è giusta. I dati sono al sicuro."
    assert "passphrase is wrong" in admin("vault", "info", as_json=False, lang="en").err


@pytest.mark.usefixtures("vault")
def test_the_passphrase_may_stand_in_a_file(
    admin: Admin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    secret = tmp_path / "frase.txt"
    secret.write_text(f"{desk_access.os.environ['DAPO_PASSPHRASE']}\nnote\n", encoding="utf-8")
    monkeypatch.delenv("DAPO_PASSPHRASE")
    assert admin("vault", "info", "--passphrase-file", secret).code == 0
    missing = admin("vault", "info", "--passphrase-file", tmp_path / "none")
    assert (missing.code, missing.refusal) == (4, "file_missing")


@pytest.mark.usefixtures("vault")
def test_without_keyboard_or_passphrase_the_command_says_what_it_needs(
    admin: Admin, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("DAPO_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    told = admin("vault", "info")
    assert (told.code, told.refusal) == (2, "passphrase_missing")


class Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_person_types_a_new_passphrase_twice(
    admin: Admin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("DAPO_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", Keyboard())
    typed = iter(["una frase lunga", "una frase diversa", "una frase lunga", "una frase lunga"])
    monkeypatch.setattr(desk_access, "getpass", lambda _: next(typed))
    create = ("vault", "create", "--vault", tmp_path / "b.dapo", "--centre", "C", "--operator", "O")
    assert admin(*create).refusal == "passphrase_missing"
    assert admin(*create).code == 0


def test_a_short_passphrase_is_refused_in_words(
    admin: Admin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DAPO_PASSPHRASE", "corta")
    told = admin(
        "vault",
        "create",
        "--vault",
        tmp_path / "c.dapo",
        "--centre",
        "C",
        "--operator",
        "O",
        as_json=False,
    )
    assert told.code == 3
    assert "almeno otto" in told.err


def test_a_foreign_file_is_no_vault(admin: Admin, tmp_path: Path):
    foreign = tmp_path / "foto.jpg"
    foreign.write_bytes(b"\xff\xd8\xff" + bytes(5000))
    told = admin("vault", "info", "--vault", foreign)
    assert told.code == 4
    assert told.refusal in {"not_a_vault", "keys_missing"}


def test_a_missing_vault_is_told_by_its_path(admin: Admin, tmp_path: Path):
    told = admin("vault", "info", "--vault", tmp_path / "none.dapo", as_json=False)
    assert told.code == 4
    assert "none.dapo" in told.err


def test_a_wrong_command_line_ends_with_two(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as ended:
        main(["nonsense"])
    assert ended.value.code == 2
    assert "nonsense" in capsys.readouterr().err


def test_the_vault_may_be_named_before_the_command(
    admin: Admin, vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.delenv("DAPO_VAULT", raising=False)
    admin("vault", "info", "--vault", vault)
    assert main(["--vault", str(vault), "--json", "vault", "info"]) == 0
    assert '"centre": "San Giuseppe"' in capsys.readouterr().out


def test_without_a_vault_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.delenv("DAPO_VAULT", raising=False)
    with pytest.raises(SystemExit) as ended:
        main(["vault", "info"])
    assert ended.value.code == 2
    assert "DAPO_VAULT" in capsys.readouterr().err
