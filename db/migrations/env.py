"""Run by Alembic: moves the connection that was handed in, one transaction a step."""

from alembic import context
from sqlalchemy import Connection

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    render_as_batch=True,
    # SQLite can roll DDL back too, as long as BEGIN is ours (see db.engine).
    transactional_ddl=True,
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
