"""Engines of one kind share what they know: a statement is compiled once per test process.

SQLAlchemy keeps compiled statements under the dialect's identity, and every test has a database,
so an engine and a dialect, of its own: nearly all of its statements would be compiled again.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.util import LRUCache

STATEMENTS = 2000
"""More than the service has, so that none is compiled twice."""

_first: dict[str, Engine] = {}
_compiled: LRUCache[Any, Any] = LRUCache(STATEMENTS)


def engine_that_shares(url: str, **options: Any) -> Engine:
    """An engine as `create_engine` makes it, with the dialect of the first of its kind that has met
    its server: all servers of a kind are the same one in a test process."""
    engine = create_engine(url, **options)
    engine.update_execution_options(compiled_cache=_compiled)
    kind = engine.dialect.name
    if kind in _first:
        engine.dialect = _first[kind].dialect
        return engine

    def met(_connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        _first.setdefault(kind, engine)

    event.listen(engine, "first_connect", met)
    return engine
