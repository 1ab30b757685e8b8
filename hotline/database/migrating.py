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
        migrate_within(connection, to)


def migrate_within(connection: Connection, to: str = "head") -> None:
    """The same, in a transaction for it that somebody else has opened, and ends."""
    if not _is_newer(connection):
        command.upgrade(_config(connection=connection), to)


def is_current(database: Database) -> bool:
    """Whether the schema is the one this version of the service wants, or a newer one."""
    with database.engine.connect() as connection:
        return _is_newer(connection) or has_own_tables(connection)


def has_own_tables(connection: Connection) -> bool:
    """Whether the schema is the one of this version of the service, neither older nor newer."""
    return _revision(connection) == newest_revision()


def revision_of(database: Database) -> str | None:
    """The number of the last migration that this database has seen; None when it is empty."""
    with database.engine.connect() as connection:
        return _revision(connection)


def newest_revision() -> str:
    """The number of the last migration of this version of the service."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None  # there are migrations
    return head


def is_known(revision: str) -> bool:
    """Whether this version of the service has that migration."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return any(script.revision == revision for script in scripts)


def _is_newer(connection: Connection) -> bool:
    revision = _revision(connection)
    return revision is not None and not is_known(revision)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config(**attributes: object) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes.update(attributes)
    return config
