"""Runs the steps on the connection that `migrate.py` hands over."""

from alembic import context

from wellspent.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
)
context.run_migrations()
