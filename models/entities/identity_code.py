"""Codes that identify a person: fiscal code, provisional code, STP, ENI, documents."""

from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, IdKey, OfMember


class IdentityCode(Base):
    """One code of a person, exactly as issued; STP and ENI are dated and change at renewal."""

    __tablename__ = "identity_code"

    id: Mapped[IdKey]
    member_id: Mapped[OfMember]
    kind: Mapped[str]
    value: Mapped[str] = mapped_column(index=True)
    issued_on: Mapped[str] = mapped_column(default="")
    expires_on: Mapped[str] = mapped_column(default="", index=True)
