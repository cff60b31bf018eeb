"""Why a folder is no good place for a centre's file."""

from typing import Literal

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def place_warning(
    danger: Literal["synced_folder", "network_share", "removable"],
) -> tuple[str, str]:
    """A title and what may happen, for a danger told by `warn_of_place`."""
    words = {
        "synced_folder": (
            translate("Places", "Questa cartella viene copiata su internet"),
            translate(
                "Places",
                "OneDrive, Dropbox e simili copiano il file mentre si scrive e possono rovinarlo. "
                "Meglio una cartella che resta solo su questo computer.",
            ),
        ),
        "network_share": (
            translate("Places", "Questa cartella sta su un altro computer"),
            translate(
                "Places",
                "Se la rete si interrompe mentre si salva, il file si può rovinare. "
                "Meglio una cartella di questo computer.",
            ),
        ),
        "removable": (
            translate("Places", "Questa è una chiavetta o un disco che si stacca"),
            translate(
                "Places",
                "Si perde facilmente, e se si stacca mentre si salva il file si può rovinare. "
                "Meglio una cartella di questo computer.",
            ),
        ),
    }
    return words[danger]
