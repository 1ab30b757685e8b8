"""All rows of one database into another of any kind, as they are written: what is encrypted stays
so, whatever keys this process has."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    MetaData,
    Select,
    Table,
    Text,
    TypeDecorator,
    cast,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.types import NullType

from hotline.every_table import Base

AT_ONCE = 500
"""Rows held at a time."""

_NEVER_TWICE = {
    table.name: table.autoincrement_column
    for table in Base.metadata.sorted_tables
    if table.dialect_options["sqlite"]["autoincrement"]
}
_SET_ON_SQLITE = (
    "DELETE FROM sqlite_sequence WHERE name = :name",
    "INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)",
)


@cache
def tables_as_written() -> tuple[Table, ...]:
    """Every table, those that others point at first; texts that the service reads and writes in a
    way of its own are plain here."""
    plain = MetaData()
    for table in Base.metadata.sorted_tables:
        for column in table.to_metadata(plain).columns:
            if isinstance(column.type, JSON):
                column.type = NullType()
            elif isinstance(column.type, TypeDecorator) and isinstance(
                column.type.impl_instance, Text
            ):
                column.type = Text()
    return tuple(plain.sorted_tables)


def copy_rows(
    source: Connection, target: Connection, left_out: Collection[str] = ()
) -> dict[str, int]:
    """Copies every row, but for those tables; how many, by table. Both have this version's tables,
    the target's are empty. The caller's two transactions make it one view, and whole."""
    counts = {}
    for table in tables_as_written():
        if table.name in left_out:
            continue
        rows = source.execution_options(yield_per=AT_ONCE).execute(_all_of(table))
        count = 0
        for some in rows.partitions():
            target.execute(insert(table), [row._asdict() for row in some])
            count += len(some)
        counts[table.name] = count
    return counts


def _all_of(table: Table) -> Select[Any]:
    """In the order of its key: a row that points at another of its table comes after it."""
    # JSON as its text: "nothing" and "the JSON value null" are two things to who wrote them.
    columns = [_as_text(c) if isinstance(c.type, NullType) else c for c in table.columns]
    return select(*columns).order_by(*table.primary_key.columns)


def _as_text(column: Column[Any]) -> Any:
    return cast(column, Text).label(column.name)


def numbers_given(connection: Connection) -> dict[str, int]:
    """The last number that was ever given, of tables that never give one twice: what had it may be
    long gone."""
    given = {}
    for name, column in _NEVER_TWICE.items():
        if connection.dialect.name == "sqlite":
            last = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
            found = connection.scalar(last, {"name": name})
        else:
            found = connection.scalar(select(func.pg_sequence_last_value(_counter(column))))
        given[name] = int(found or 0)
    return given


def go_on_from(connection: Connection, given: Mapping[str, int]) -> None:
    """New rows get numbers above those given, and above those that rows have."""
    for table in tables_as_written():
        column = table.autoincrement_column
        if column is None:
            continue
        highest = max(connection.scalar(select(func.max(column))) or 0, given.get(table.name, 0))
        if not highest:
            continue
        if connection.dialect.name != "sqlite":
            connection.execute(select(func.setval(_counter(column), highest)))
        elif table.name in _NEVER_TWICE:
            for statement in _SET_ON_SQLITE:
                connection.execute(text(statement), {"name": table.name, "seq": highest})


def _counter(column: Column[Any] | None) -> Any:
    assert column is not None  # only tables that count have one
    return func.pg_get_serial_sequence(column.table.name, column.name)
