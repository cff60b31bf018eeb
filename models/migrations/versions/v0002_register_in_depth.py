"""Version 0.2.0: what the shared register in depth asks a vault to keep."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

STATEMENTS: tuple[str, ...] = ()


def upgrade() -> None:
    """Change the tables of 0.1.0 with plain SQL, keeping every row."""
    for statement in STATEMENTS:
        op.execute(statement)
