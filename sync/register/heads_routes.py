"""The register's address for the heads of chains."""

from litestar import post
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import MsgPackBody
from litestar.status_codes import HTTP_200_OK

from sync.protocol.codec import check_wire
from sync.protocol.limits import MSGPACK
from sync.protocol.messages import Heads, LogHead
from sync.register.admission import OF_DEVICES, Register, admit_device
from sync.register.database import writing
from sync.register.devices import Device
from sync.register.heads import keep_vault_head, tell_log_head
from sync.serving.openapi import refused


@post(
    "/heads",
    status_code=HTTP_200_OK,
    media_type=MSGPACK,
    sync_to_thread=True,
    dependencies={"device": Provide(admit_device)},
    opt=refused(OF_DEVICES, signed_by="device", reads=True),
)
def take_heads(device: NamedDependency[Device], data: MsgPackBody[Heads], state: State) -> LogHead:
    """Remember how far a centre's vault has come, and tell how far the log has."""
    check_wire(data)
    register: Register = state.register
    with writing(register.engine) as connection:
        keep_vault_head(connection, device, data, register.clock())
        return tell_log_head(connection, data.log_length)


HEADS_ROUTES = (take_heads,)
