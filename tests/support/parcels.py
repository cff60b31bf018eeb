"""A centre without a network, its stick, and whoever carries it."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import httpx
import pytest

from app.services.desk import Desk
from app.services.parcels import ask_to_join, carry_parcel, make_parcel, take_answer
from models.records.parcels import MadeParcel, TakenAnswer
from tests.support.network import LocalNetwork


class NetworkUsed(AssertionError):
    """A centre without a network tried to use one."""


def _no_network(*_: object, **__: object) -> NoReturn:
    raise NetworkUsed


@contextmanager
def unplugged() -> Iterator[None]:
    """Within it nothing leaves this PC, nor goes to another program on it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpx.HTTPTransport, "handle_request", _no_network)
        patch.setattr(socket.socket, "connect", _no_network)
        yield


@dataclass
class Stick:
    """A folder that travels between a desk without a network and one with it."""

    folder: Path
    lonely: Desk
    courier: Desk
    trips: int = field(default=0)

    def make(self, month: str) -> MadeParcel:
        with unplugged():
            return make_parcel(self.lonely, month, self.folder)

    def carry(self, parcel: Path) -> Path:
        return carry_parcel(self.courier, parcel)

    def take(self, answer: Path) -> TakenAnswer:
        with unplugged():
            return take_answer(self.lonely, answer)

    def travel(self, month: str) -> TakenAnswer:
        """There and back once."""
        self.trips += 1
        return self.take(self.carry(self.make(month).path))


def joined(desk: Desk, courier: Desk, network: LocalNetwork, folder: Path) -> Stick:
    """A centre that joined by its stick as "Santa Teresa", and was confirmed since."""
    folder.mkdir()
    stick = Stick(folder, desk, courier)
    code = network.invite("Santa Teresa")
    with unplugged():
        request = ask_to_join(desk, code, folder)
    stick.take(stick.carry(request))
    network.confirm_waiting()
    return stick
