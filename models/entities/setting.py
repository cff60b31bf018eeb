"""Settings of the vault: the centre's name, the network's windows, and the like."""

from sqlalchemy.orm import Mapped, mapped_column

from models.entities.base import Base


class Setting(Base):
    """A named value, as JSON."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
