"""A line's file as the rows it becomes: read and checked once per test process, copied afterwards.

Most tests begin with the same line. What loading does has tests of its own, in tests/lines.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Table, func, literal, or_, select
from sqlalchemy.orm import Session

from hotline.every_table import Base
from hotline.lines import loading
from hotline.settings import Settings

TABLES: list[Table] = Base.metadata.sorted_tables
_IS_ANYTHING_THERE = select(or_(*(select(literal(1)).select_from(t).exists() for t in TABLES)))

_rows: dict[tuple[object, ...], dict[Table, list[dict[str, Any]]]] = {}


def load_first(session: Session, text: str, now: datetime, settings: Settings) -> None:
    """Loads a line's file; into an empty database, as a copy of what it became there before.

    Fingerprints in the rows are made with the settings' key, and each kind of database counts in
    its own way: only a copy for the same of both is the same.
    """
    kind = session.get_bind().dialect.name
    same = (text, now, settings.hotline_lookup_key.get_secret_value(), kind)
    empty = not session.scalar(_IS_ANYTHING_THERE)
    if empty and same in _rows:
        for table, rows in _rows[same].items():
            session.execute(table.insert(), rows)
        if kind == "postgresql":
            _count_on(session, _rows[same])
        return
    outcome = loading.load(session, text, now)
    assert outcome.file is not None, [p.sentence("en") for p in outcome.problems]
    if empty:
        session.flush()
        every = {t: [dict(row) for row in session.execute(select(t)).mappings()] for t in TABLES}
        _rows[same] = {table: rows for table, rows in every.items() if rows}


def _count_on(session: Session, copied: dict[Table, list[dict[str, Any]]]) -> None:
    """PostgreSQL's counters know nothing of ids that were given."""
    highest = {t.name: max(row["id"] for row in rows) for t, rows in copied.items() if "id" in t.c}
    counters = {
        name: func.pg_get_serial_sequence(name, "id")
        for name, last in highest.items()
        if isinstance(last, int)
    }
    session.execute(select(*(func.setval(c, highest[name]) for name, c in counters.items())))
