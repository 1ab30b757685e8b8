"""Units of work: the edge opens one, services below only read, add and flush."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Delete,
    Engine,
    Table,
    Update,
    bindparam,
    create_engine,
    event,
    exc,
    make_url,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.dml import ReturningInsert, UpdateBase

from hotline.database.types import Base

WRITES = "hotline_writes"
PATIENCE = 10.0
"""Seconds that a job or a command waits for its turn to write."""
IN_A_CALL = 2.0
"""The same for a step of a call: the carrier gives up after five, and asks elsewhere; in less than
these, other nets have put the caller through (`hotline.nets`)."""
MIGRATION_LOCK = 7_368_747


class Database:
    """SQLite in WAL mode, or PostgreSQL; the same promises on both.

    On SQLite a lock stands in front of write transactions (its own back-off makes the slowest
    writes 4 to 8 times slower), and BEGIN IMMEDIATE with a busy timeout queues behind other
    processes. SQL parameters never reach a log or an error's text.
    """

    def __init__(self, url: str) -> None:
        self._patience = PATIENCE
        self.engine = _engine(url)
        self.on_sqlite = self.engine.dialect.name == "sqlite"
        # Both see one state of the database for a whole reading, however many statements it takes.
        self._reader = (
            self.engine
            if self.on_sqlite
            else self.engine.execution_options(isolation_level="REPEATABLE READ")
        )
        self._writer = self.engine.execution_options(**{WRITES: True})
        self._under_way = threading.local()
        if self.on_sqlite:
            event.listen(self.engine, "connect", self._wait_for_others)
        self._lock = threading.Lock()

    def answers_calls(self) -> None:
        """From now on nobody waits long for a database that is locked; before its first use."""
        self._patience = IN_A_CALL

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent view; nothing is kept."""
        with Session(self._reader, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One write transaction: committed at the end, or undone whole when anything is raised.

        Never wait for the network inside one.
        """
        if getattr(self._under_way, "writing", False):
            raise RuntimeError("a write transaction is open in this thread already")
        session = Session(self._writer, expire_on_commit=False)
        self._under_way.writing = True
        try:
            with self._one_writer(), session, session.begin():
                yield session
        finally:
            self._under_way.writing = False

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        if not self.on_sqlite:
            yield
            return
        if not self._lock.acquire(timeout=self._patience):
            raise exc.TimeoutError("other threads of this process write for too long")
        try:
            yield
        finally:
            self._lock.release()

    def _wait_for_others(self, connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {1000 * self._patience:.0f}")
        cursor.close()

    def reading_and_writing(self) -> Session:
        """A session for a library that commits by itself: what it reads comes from one consistent
        view, what it changes goes through a write transaction that begins with the first change.

        So no lock is held while a page is made, and none is asked for by whoever only reads.
        """
        return _Routed(self._reader, self._writer)

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """One write transaction for a change of schema, alone among all processes."""
        with self._one_writer(), self._writer.connect() as connection, connection.begin():
            if not self.on_sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
            yield connection

    @contextmanager
    def trying(self) -> Iterator[Connection]:
        """One write transaction of which nothing stays, whatever is done in it (see `OnTrial`)."""
        with self._one_writer(), self._writer.connect() as connection:
            connection.begin()
            try:
                yield connection
            finally:
                connection.rollback()

    def let_go_of_deleted(self) -> None:
        """Deleted rows leave the files too. On SQLite they are still in the write-ahead log, and
        in the file that it will overwrite: it is written through and emptied, or, while somebody
        reads, not yet: ask again. PostgreSQL vacuums in its own time."""
        if not self.on_sqlite:
            return
        with closing(self.engine.raw_connection()) as connection, self._one_writer():
            # Not inside a transaction, as the engine's own connections would be.
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Gives back all connections."""
        self.engine.dispose()


class _Routed(Session):
    """Reads by one engine, writes by another."""

    def __init__(self, reader: Engine, writer: Engine) -> None:
        super().__init__(expire_on_commit=False)
        self._reader, self._writer = reader, writer

    def get_bind(
        self,
        mapper: Any = None,  # noqa: ARG002 - all tables are in one database
        *,
        clause: Any = None,
        **_: Any,
    ) -> Engine:
        writes = self._flushing or isinstance(clause, UpdateBase)
        return self._writer if writes else self._reader


def changed(
    session: Session, statement: Update | Delete, values: Mapping[str, object] | None = None
) -> bool:
    """Runs a conditional UPDATE or DELETE, with values for its parameters if it has any; whether it
    changed exactly one row."""
    options = {"synchronize_session": False}
    result = session.execute(statement, values, execution_options=options)
    return cast(CursorResult[Any], result).rowcount == 1


class Change:
    """One conditional UPDATE of one row, put together once: most of what a step of a call costs is
    putting statements together."""

    def __init__(
        self, table: type[Base], *conditions: ColumnElement[bool], **computed: object
    ) -> None:
        """`conditions` and `computed` columns may hold parameters (`bindparam`)."""
        (key,) = table.__table__.primary_key
        mine = update(table).where(key == bindparam("changed"), *conditions)
        self._statement = mine.values(**computed)

    def of(
        self,
        session: Session,
        row: object,
        given: Mapping[str, object] | None = None,
        /,
        **values: object,
    ) -> bool:
        """Gives the row of that key these values; `given` are the parameters. Whether it did."""
        return changed(session, self._statement, {"changed": row, **(given or {}), **values})


def add_new(session: Session, table: type[Base], **values: object) -> bool:
    """Adds a row, unless there is one that a key or a unique index does not allow beside it, were
    it written at this very instant. A single statement; whether it did."""
    addition = _addition(table, session.get_bind().dialect.name)
    return session.execute(addition, values).first() is not None


@cache
def _addition(table: type[Base], dialect: str) -> ReturningInsert[Any]:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    new = insert(cast(Table, table.__table__)).on_conflict_do_nothing()
    # Not every driver tells how many rows an INSERT has added.
    return new.returning(*table.__table__.primary_key)


def add_to_counter(
    session: Session,
    counter: type[Base],
    key: Mapping[str, object],
    amounts: Mapping[str, int],
) -> None:
    """Adds to the counter of this key, or begins it, in a single statement: two at once lose
    nothing."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    insert = sqlite.insert if on_sqlite else postgresql.insert
    more = {name: getattr(counter, name) + amount for name, amount in amounts.items()}
    session.execute(
        insert(counter)
        .values(**key, **amounts)
        .on_conflict_do_update(index_elements=list(key), set_=more)
    )


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            pool_size=16,
            max_overflow=16,
            pool_timeout=3,
            # A server that does not answer, or no longer, is away: nobody waits for minutes.
            connect_args={"connect_timeout": 3, "tcp_user_timeout": 5000},
        )
    if parsed.database and parsed.database != ":memory:":
        # Where it cannot be made, opening the file says so, as it does of all else.
        with suppress(OSError):
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # The driver must not start transactions by itself: BEGIN is ours (see _begin_sqlite).
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    # Deleted rows are overwritten: what was forgotten cannot be read back from the file.
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
