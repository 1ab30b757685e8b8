"""Numbered migrations: run at start, and by the tests."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from hotline.database.work import Database

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def migrate(database: Database, to: str = "head") -> None:
    """Brings the schema to a revision. Several processes may do so at once: on PostgreSQL a lock
    lets one after the other, on SQLite the write transaction does."""
    with database.migrating() as connection:
        command.upgrade(_config(connection=connection), to)


def is_current(database: Database) -> bool:
    """Whether the schema is the one this version of the service wants."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def _config(**attributes: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes.update(attributes)
    return config
