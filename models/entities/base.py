"""What every mapped class shares: the base and the column types of the vault.

Dates are ISO 8601 text (cut to what is known, see `PartialDate.iso`), moments are UTC text ending
in "Z", amounts are whole cents, identifiers are 16 bytes: so a vault can be read without us.
"""

from typing import Annotated, Any, ClassVar
from uuid import UUID

from sqlalchemy import BLOB, ForeignKey, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override


class Id(TypeDecorator[UUID]):
    """A UUID kept as its 16 bytes."""

    impl: TypeEngine[Any] | type[TypeEngine[Any]] = BLOB
    cache_ok: bool | None = True

    @override
    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> bytes | None:
        return None if value is None else value.bytes

    @override
    def process_result_value(self, value: bytes | None, dialect: Dialect) -> UUID | None:
        return None if value is None else UUID(bytes=value)


class Base(DeclarativeBase):
    """The base of all mapped classes of the vault."""

    type_annotation_map: ClassVar = {UUID: Id, str: Text}


IdKey = Annotated[UUID, mapped_column(primary_key=True)]
OfHousehold = Annotated[
    UUID, mapped_column(ForeignKey("household.id", ondelete="CASCADE"), index=True)
]
OfMember = Annotated[UUID, mapped_column(ForeignKey("member.id", ondelete="CASCADE"), index=True)]
