import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.cli.admin import main
from app.services.desk import utc_now
from tests.support.vaults import PHRASE, ClosedVault, make_vault

REGISTER = """\
Numero;Cognome;Nome;Nato il;Codice fiscale;Telefono;Data aiuto;Tipo aiuto;Quantità;Importo
0101;Rossi;Maria;02/03/1960;RSSMRA60C42F205G;333 1234567;05/10/2026;Pacco;2;
0101;Rossi;Maria;02/03/1960;RSSMRA60C42F205G;333 1234567;12/10/2026;Contributo;1;60,00
0102;Popescu;Ion;11/07/1979;;;06/10/2026;Pacco;1;
0103;Bianchi;Anna;23/01/1988;;;06/10/2026;Vestiario;3;
"""


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        return json.loads(self.err)["error"]


Admin = Callable[..., Answer]


@pytest.fixture
def admin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Admin:
    """`admin("search", "Rossi")`: run dapo-admin with --json, in Italian."""
    monkeypatch.setenv("DAPO_PASSPHRASE", PHRASE)

    def run(*words: object, as_json: bool = True, lang: str = "it") -> Answer:
        group = 2 if words[0] in {"audit", "vault", "parcel"} else 1
        told = [str(word) for word in words]
        options = ["--lang", lang, *(["--json"] if as_json else [])]
        capsys.readouterr()
        code = main([*told[:group], *options, *told[group:]])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run


@pytest.fixture(autouse=True)
def _small_questions(small_questions: None) -> None:
    """What a command answers does not hang on how large its questions are."""


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> ClosedVault:
    return make_vault(tmp_path_factory.mktemp("empty"), utc_now)


@pytest.fixture
def vault(empty: ClosedVault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty vault; the commands find it in DAPO_VAULT."""
    path = empty.copy_to(tmp_path).path
    monkeypatch.setenv("DAPO_VAULT", str(path))
    return path


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A small register as a centre would bring it."""
    path = tmp_path / "registro.csv"
    path.write_text(REGISTER, encoding="utf-8-sig")
    return path
