"""The courier's side: the parcel of another centre is delivered, its answer written beside it."""

from pathlib import Path

from app.services.desk import Desk
from app.services.network import enrolled_device, naming_failures
from app.services.parcels.errors import naming_unusable
from app.services.parcels.sticks import read_from_stick, write_on_stick
from app.services.progress import Progress, silent
from sync.client import deliver_parcel


def carry_parcel(desk: Desk, path: Path, progress: Progress = silent) -> Path:
    """Deliver the parcel on a stick over this PC's network, and write the answer next to it.

    The courier's vault lends nothing but the addresses of the network; nothing inside the parcel
    is read, kept or changed. Delivered again, it gets the same answer.

    Args:
        desk: an enrolled centre, or the network's coordinator.
        path: the parcel on the stick.
        progress: told "carry"; may raise `Cancelled`, and the parcel is delivered again later.

    Returns:
        Where the answer is.

    Raises:
        NotEnrolled: this PC knows no network.
        ParcelUnusable: the file is no parcel, is damaged, or belongs to another network.
        NetworkFailed: nobody answered; nothing is lost, try again.
        StickFull, StickNotWritable, StickFailed: the answer could not be written; try again.
    """
    with desk.read() as session:
        device = enrolled_device(session)
    content = read_from_stick(path)
    with naming_unusable(), naming_failures():
        answer = deliver_parcel(content, device, progress)
    return write_on_stick(answer_path(path), answer)


def answer_path(parcel: Path) -> Path:
    """The name of the answer: that of the parcel, with "risposta" in place of "andata"."""
    stem = parcel.stem.removesuffix(" andata")
    return parcel.with_name(f"{stem} risposta{parcel.suffix}")
