"""When a row goes at the latest, and which are there although they should be gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Date, Table, and_, func, select, true
from sqlalchemy.orm import Session

from hotline.lines.service import LoadedLine

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ends:
    """A row goes so long after the time in one of its columns; the job that deletes it may take
    `grace` more. Where lines choose how long, `of_line` says it, and the table has a line_id."""

    column: str
    after: timedelta = timedelta()
    of_line: Callable[[LoadedLine], timedelta] | None = None
    only: Callable[[], ColumnElement[bool]] | None = None
    """Of which rows that holds: others stay until something happens to them."""
    grace: timedelta = HOUR


@dataclass(frozen=True, slots=True)
class Standing:
    """The end of what is in a table now."""

    goes_by: datetime | None
    """When the first of its rows goes at the latest; None when none has an end."""
    overdue: int


def standing(
    session: Session, table: Table, ends: Ends, lines: Sequence[LoadedLine], now: datetime
) -> Standing:
    """Two statements, or two a line where lines choose how long."""
    only = ends.only() if ends.only else true()
    if ends.of_line is None:
        return _standing(session, table.c[ends.column], only, now, ends.after, ends.grace)
    found = []
    for line in lines:
        mine = and_(only, of_line(table, line))
        after = ends.of_line(line)
        found.append(_standing(session, table.c[ends.column], mine, now, after, ends.grace))
    dates = [one.goes_by for one in found if one.goes_by is not None]
    return Standing(min(dates, default=None), sum(one.overdue for one in found))


def of_line(table: Table, line: LoadedLine) -> ColumnElement[bool]:
    """The rows of a table that are of this line: by its number, or its name."""
    if "line_id" in table.c:
        return table.c.line_id == line.id
    return table.c.line == line.document.line.slug


def as_instant(value: Any) -> datetime | None:
    """A day as its beginning in UTC, an instant as it is."""
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    return datetime.combine(value, time(), UTC) if isinstance(value, date) else None


def _standing(
    session: Session,
    column: Column[Any],
    only: ColumnElement[bool],
    now: datetime,
    *lasts: timedelta,
) -> Standing:
    after, grace = lasts
    oldest = as_instant(session.scalar(select(func.min(column)).where(only)))
    if oldest is None:
        return Standing(None, 0)
    before: datetime | date = now - after - grace
    if isinstance(column.type, Date):
        before = (now - after - grace).date()
    late = select(func.count()).where(only, column < before)
    return Standing(oldest + after, session.scalar(late) or 0)
