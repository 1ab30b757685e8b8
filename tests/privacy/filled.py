"""A row in every table, whatever tables there are: what is said of all of them is tried on all."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Time,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Session

from hotline.database import Encrypted, UtcDateTime
from hotline.every_table import Base


def fill(session: Session, at: dt.datetime, **given: Any) -> None:
    """One row in each table that is empty, all its columns filled; `given` are values by the
    column's name, wherever it is."""
    for table in Base.metadata.sorted_tables:
        if not session.scalar(select(func.count()).select_from(table)):
            values = {c.key: _value(session, c, at, given) for c in table.columns}
            session.execute(insert(table).values(values))


def text_of(column: Column[Any]) -> str:
    """What an encrypted column holds then."""
    return f"secret {column.table.name} {column.name}"


def _value(session: Session, column: Column[Any], at: dt.datetime, given: dict[str, Any]) -> Any:
    keys = [key.column for key in column.foreign_keys]
    if column.name in given:
        made = given[column.name]
    elif keys:
        (other,) = keys
        own = other.table is column.table
        return None if own else session.scalar(select(other).order_by(other).limit(1))
    else:
        made = _of_type(column, at)
    length = getattr(column.type, "length", None)
    return made[:length] if isinstance(made, str) and length else made


def _of_type(column: Column[Any], at: dt.datetime) -> Any:
    if isinstance(column.type, Encrypted):
        return text_of(column)
    for kind, value in _OF_TYPE:
        if isinstance(column.type, kind):
            return value
    if isinstance(column.type, UtcDateTime):
        return at
    if isinstance(column.type, DateTime):
        return at.replace(tzinfo=None)
    if isinstance(column.type, Date):
        return at.date()
    return f"{column.name}-{column.table.name}"


_OF_TYPE: tuple[tuple[type[Any], Any], ...] = (
    (JSON, []),
    (Boolean, False),
    (Float, 1.0),
    (Integer, 1),
    (LargeBinary, b"bytes"),
    (Time, dt.time(9)),
)
