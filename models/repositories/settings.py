"""Named values of the vault, as JSON."""

import json
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from models.entities import Setting


def setting(session: Session, name: str, default: Any = None) -> Any:
    """The value of a setting, or `default` when it was never set."""
    text = session.scalar(select(Setting.value).where(Setting.name == name))
    return default if text is None else json.loads(text)


def set_setting(session: Session, name: str, value: Any) -> None:
    """Keep a value under a name, in place of the one before."""
    row = {"name": name, "value": json.dumps(value, ensure_ascii=False)}
    session.execute(insert(Setting).prefix_with("OR REPLACE"), [row])


def forget_setting(session: Session, name: str) -> None:
    """Forget a value; it has its default again."""
    session.execute(delete(Setting).where(Setting.name == name))
