from pathlib import Path

import pytest

from app.cli.demo_names import centre_name
from models.records.imports import Sheet, Workbook

UNTITLED = Workbook("x", (Sheet("Foglio1", (("Numero", "Cognome"), (1, "Rossi"))),))


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("sant_eusebio.ods", "Centro di ascolto Sant'Eusebio"),
        ("social_market_tessere.csv", "Social Market"),
        ("sacra_famiglia_pacchi.xlsx", "Centro di ascolto Sacra Famiglia"),
        ("san_pio_x.csv", "Centro di ascolto San Pio X"),
        ("Registro aiuti 2026 San Carlo.xlsx", "Centro di ascolto San Carlo"),
        ("madonna-della-neve.csv", "Centro di ascolto Madonna della Neve"),
        ("sant_ambrogio_export.tsv", "Centro di ascolto Sant'Ambrogio"),
        ("croce_rossa.xls", "Croce Rossa"),
        ("2026.csv", "2026"),
    ],
)
def test_a_register_without_title_is_called_by_its_file(file: str, name: str):
    assert centre_name(UNTITLED, Path(file)) == name


def test_the_title_of_a_register_names_its_centre():
    rows = (("CENTRO DI ASCOLTO SAN CARLO - REGISTRO PACCHI",), (None,), ("N.", "Cognome"))
    workbook = Workbook("x", (Sheet("PACCHI", rows),))
    assert centre_name(workbook, Path("export_17.xlsx")) == "Centro di ascolto San Carlo"


def test_a_known_centre_that_the_file_names_goes_before_its_words():
    known = ("Centro di ascolto San Pio", "Centro di ascolto San Pio V", "Emporio di via Verdi")
    assert centre_name(UNTITLED, Path("reg_san_pio_v.csv"), known) == "Centro di ascolto San Pio V"
    assert centre_name(UNTITLED, Path("altro.csv"), known) == "Centro di ascolto Altro"
