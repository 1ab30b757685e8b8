"""Runs the numbered migrations on the connection that `hotline.database.migrating` hands over."""

from __future__ import annotations

from alembic import context

from hotline.database import Base

context.configure(
    connection=context.config.attributes["connection"],
    # For its naming convention: constraints are named here as the code names them.
    target_metadata=Base.metadata,
    transactional_ddl=False,
)
context.run_migrations()
