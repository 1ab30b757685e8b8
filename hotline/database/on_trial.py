"""A database in which nothing stays: whoever tries something sees it, and nobody else does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from hotline.database.work import Database


class OnTrial(Database):
    """Reads and writes in one transaction, that of `Database.trying`: each write is a part of it
    that can be undone alone; at its end all of them are."""

    def __init__(self, connection: Connection) -> None:
        self.engine = connection.engine
        self.on_sqlite = connection.dialect.name == "sqlite"
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """What was written on trial is seen."""
        with Session(
            self._connection, autoflush=False, join_transaction_mode="create_savepoint"
        ) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Kept for the rest of the trial, or undone whole when anything is raised."""
        session = Session(
            self._connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )
        with session, session.begin():
            yield session
