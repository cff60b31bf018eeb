"""Run by Alembic: migrates the vault on the connection that `models.storage.schema` gives it."""

from alembic import context

from models.entities import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
