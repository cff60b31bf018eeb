"""People who work at the centre of the tests, besides its coordinator."""

from datetime import date

from models.records.vault import AddOperator

DINA = AddOperator("Dina Belli", "volunteer", date(2026, 3, 1), "dina porta il pane")
CARLA = AddOperator("Carla Neri", "staff", date(2026, 1, 12), "carla scrive le lettere")
