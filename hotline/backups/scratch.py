"""A database in memory, for as long as a backup is made or put back: nothing of it is ever written
to a disk in the clear."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from hotline.database import Database

IN_MEMORY = "sqlite://"


@contextmanager
def in_memory(image: bytes | None = None) -> Iterator[Database]:
    """An empty one, or that of an image. It belongs to the thread that opens it."""
    database = Database(IN_MEMORY)
    try:
        if image is not None:
            with closing(database.engine.raw_connection()) as connection:
                _driver(connection.driver_connection).deserialize(image)
        yield database
    finally:
        database.close()


def image_of(database: Database) -> bytes:
    """All of it, rewritten: of what was deleted nothing is left, not even in unused pages."""
    with closing(database.engine.raw_connection()) as connection:
        driver = _driver(connection.driver_connection)
        driver.execute("VACUUM")
        return driver.serialize()


def _driver(connection: object) -> sqlite3.Connection:
    assert isinstance(connection, sqlite3.Connection)
    return connection
