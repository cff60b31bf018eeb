"""Routes by which centres return their counts and read the network's, once published."""

from typing import Annotated

from litestar import get, post
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import JSONBody, PathParameter
from litestar.status_codes import HTTP_200_OK, HTTP_400_BAD_REQUEST, HTTP_404_NOT_FOUND

from sync.protocol.codec import check_wire
from sync.protocol.messages import NetworkMonth, NetworkMonths, Return, Returned
from sync.protocol.messages.returns import MONTH_PATTERN
from sync.register.admission import OF_DEVICES, Register, admit_device
from sync.register.database import reading, writing
from sync.register.devices import Device
from sync.register.statistics.publishing import find_published, published_months
from sync.register.statistics.returns import RETURN_REFUSALS, ReturnInvalid, store_return
from sync.serving.openapi import refused
from sync.serving.refusals import Refused

_SIGNED = {"device": Provide(admit_device)}


@post(
    "/returns",
    status_code=HTTP_200_OK,
    sync_to_thread=True,
    dependencies=_SIGNED,
    opt=refused({400: RETURN_REFUSALS, **OF_DEVICES}, signed_by="device", reads=True),
)
def take_return(device: NamedDependency[Device], data: JSONBody[Return], state: State) -> Returned:
    """Keep a centre's counts of a month, in place of earlier ones."""
    check_wire(data)
    register: Register = state.register
    try:
        with writing(register.engine) as connection:
            return store_return(connection, device, data, register.clock())
    except ReturnInvalid as error:
        raise Refused(HTTP_400_BAD_REQUEST, f"return_{error.args[0]}") from error


@get(
    "/statistics",
    sync_to_thread=True,
    dependencies=_SIGNED,
    opt=refused(OF_DEVICES, signed_by="device"),
)
def tell_months(
    device: NamedDependency[Device],  # noqa: ARG001 - asking for it is what checks the signature
    state: State,
) -> NetworkMonths:
    """Tell which months' counts are published."""
    with reading(state.register.engine) as connection:
        return NetworkMonths(months=published_months(connection))


@get(
    "/statistics/{month:str}",
    sync_to_thread=True,
    dependencies=_SIGNED,
    opt=refused(
        {400: ("malformed",), 404: ("month_not_published",), **OF_DEVICES}, signed_by="device"
    ),
)
def tell_month(
    device: NamedDependency[Device],  # noqa: ARG001 - asking for it is what checks the signature
    month: Annotated[str, PathParameter(pattern=MONTH_PATTERN)],
    state: State,
) -> NetworkMonth:
    """Tell the network's counts of a published month."""
    with reading(state.register.engine) as connection:
        published = find_published(connection, month)
    if published is None:
        raise Refused(HTTP_404_NOT_FOUND, "month_not_published")
    return published


ROUTES = (take_return, tell_months, tell_month)
"""What the register's application adds."""
