"""Members: the people of a household."""

from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base, IdKey, OfHousehold


class Member(Base):
    """A person of a household, with the relation to its reference person."""

    __tablename__ = "member"

    id: Mapped[IdKey]
    household_id: Mapped[OfHousehold]
    position: Mapped[int] = mapped_column(default=0)
    """Order on screen; the reference person is 0."""
    relation: Mapped[str] = mapped_column(default="other")
    surname: Mapped[str] = mapped_column(default="")
    given_name: Mapped[str] = mapped_column(default="")
    nickname: Mapped[str] = mapped_column(default="")
    sex: Mapped[str] = mapped_column(default="")
    """"F", "M" or "" when unknown."""
    born: Mapped[str] = mapped_column(default="", index=True)
    """`PartialDate.iso`, or "" when unknown."""
    birth_place: Mapped[str] = mapped_column(default="")
    """As written; `birth_place_code` is its Belfiore code when recognised."""
    birth_place_code: Mapped[str] = mapped_column(default="")
    citizenship: Mapped[str] = mapped_column(default="")
    is_disabled: Mapped[bool] = mapped_column(default=False)
    left_on: Mapped[str | None]
    """When the person left the household (moved, separated, died)."""
    notes: Mapped[str] = mapped_column(default="")
