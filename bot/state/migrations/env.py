"""What Alembic runs: the steps that are missing, within the transaction that it was handed."""

from alembic import context

from bot.state.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
