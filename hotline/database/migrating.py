"""Numbered migrations: run at start, and by the tests."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from hotline.database.work import Database

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def migrate(database: Database, to: str = "head") -> None:
    """Brings the schema to a revision. Several processes may do so at once: on PostgreSQL a lock
    lets one after the other, on SQLite the write transaction does. A newer schema than this
    version knows is left as it is: while machines are upgraded one by one, it serves both."""
    with database.migrating() as connection:
        if not _is_newer(connection):
            command.upgrade(_config(connection=connection), to)


def is_current(database: Database) -> bool:
    """Whether the schema is the one this version of the service wants, or a newer one."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    with database.engine.connect() as connection:
        return _is_newer(connection) or _revision(connection) == head


def _is_newer(connection: Connection) -> bool:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    return _revision(connection) not in {None, *known}


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(**attributes: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes.update(attributes)
    return config
