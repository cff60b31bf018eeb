"""Nuovo nucleo saved while the disk is full, and once more when somebody made room.

    python -m tests.support.faults.full_form vault recovery-key

Runs with the disk of `disk.py` laid under it and prints what came of it, one line of JSON.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog

from app.services.households import read_file
from app.services.search import search
from tests.support.faults.disk import UNLIMITED, Control
from tests.support.household_screen import HouseholdScreen, write
from tests.support.vaults import ClosedVault
from ui import theme
from ui.i18n import Languages
from ui.jobs import ImmediateLanes, use_lanes
from ui.theme import Look

_BUTTON = "Apri la scheda"


def _type_all(screen: HouseholdScreen) -> None:
    """Something in every kind of field the page has."""
    page = screen.new_page
    texts = {"surname": "Abdel", "given_name": "Mahmoud", "nickname": "il fornaio"}
    write(page.form, **texts, phone="333 12 34", street="Via Friuli 18", number="0217")
    page.form.field("born").write(["5/3/84"])
    page.form.field("sex").set_value("M")
    page.form.field("is_homeless").set_value(value=True)
    page.newcomers.lines[0].given_name.edit.setText("Heba")
    page.newcomers.lines[0].born.edit.setText("2019")
    page.consents["file"].box.click()
    page.isee.field.edit.setText("4180")


def _written(screen: HouseholdScreen) -> dict[str, list[str]]:
    """What stands in the form in sight."""
    (draft,) = screen.here.unsaved()
    return draft.written


def _saved(screen: HouseholdScreen) -> list[list[str]]:
    """The people of each file that is there."""
    files = [read_file(screen.desk, hit.household_id) for hit in search(screen.desk, "Abdel")]
    return [[member.name for member in file.members] for file in files]


def main(vault: str, recovery_key: str) -> None:
    """Fill the disk, save, make room, save."""
    control = Control(Path(os.environ["DISK_CONTROL"]))
    app = QApplication([])
    languages = Languages(app)
    languages.speak("it")
    theme.wear(app, Look.LIGHT)
    use_lanes(ImmediateLanes())
    desk = ClosedVault(Path(vault), recovery_key).open()
    screen = HouseholdScreen(app, desk)
    screen.window.go("new_household", "")
    _type_all(screen)
    seen: dict[str, object] = {"typed": _written(screen)}
    control.space = 0
    screen.press(_BUTTON)
    boxes = [box for box in screen.window.findChildren(QDialog) if box.isVisible()]
    seen["told"] = [f"{box.property('text')} {box.property('informativeText')}" for box in boxes]
    seen |= {"kept": _written(screen), "refused": _saved(screen)}
    for box in boxes:
        box.close()
    control.space = UNLIMITED
    screen.press(_BUTTON)
    seen |= {"saved": _saved(screen), "is_open": screen.here is screen.page}
    sys.stdout.write(json.dumps(seen))
    screen.window.close()
    desk.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
