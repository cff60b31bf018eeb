"""The type of a row of a Core select whose columns mypy cannot follow."""

from typing import Any, TypeAlias

from sqlalchemy import Row

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
