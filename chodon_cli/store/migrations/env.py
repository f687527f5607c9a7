"""Alembic runs this: it works on the connection and in the transaction that `schema.migrate` gives it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
