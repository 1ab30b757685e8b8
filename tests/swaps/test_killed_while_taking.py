"""Whoever takes a swap takes all of it or nothing, wherever the process dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text

from hotline.database import Database
from tests.swaps.ground import Line

TABLES = ("swap_offer", "roster_change", "decision", "notice", "line")


class Killed(Exception):
    """The process is gone: nothing on the way knows this exception."""


@contextmanager
def dies_after(database: Database, statements: int) -> Iterator[list[str]]:
    """The process dies right after so many statements of a write; collects those that were sent."""
    sent: list[str] = []

    def count(*seen: object) -> None:
        if str(seen[2]).startswith("BEGIN"):
            return  # SQLAlchemy does not know yet that there is something to undo
        sent.append(str(seen[2]))
        if len(sent) == statements:
            raise Killed

    event.listen(database.engine, "after_cursor_execute", count)
    try:
        yield sent
    finally:
        event.remove(database.engine, "after_cursor_execute", count)


def rows(database: Database) -> dict[str, list[str]]:
    """Everything that a taking may change."""
    with database.engine.connect() as connection:
        return {
            table: sorted(map(repr, connection.execute(text(f"SELECT * FROM {table}"))))
            for table in TABLES
        }


def test_killed_after_any_statement_nothing_of_a_swap_was_done(line: Line) -> None:
    line.is_away("dora", "2026-06-02T00:00", "2026-06-04T12:00")
    number = line.offers("bruno", "2026-06-02T20:00", to="dora", back="2026-06-04T20:00")
    before = rows(line.database)
    with dies_after(line.database, 10_000) as all_of_them, pytest.raises(ZeroDivisionError):
        line.takes_and_then(number, "dora", lambda: 1 // 0)
    assert rows(line.database) == before
    written = [sent for sent in all_of_them if sent.startswith(("INSERT", "UPDATE"))]
    assert len(written) >= 8
    for statements in range(1, len(all_of_them) + 1):
        with dies_after(line.database, statements), pytest.raises(Killed):
            line.takes("dora", number)
        assert rows(line.database) == before, all_of_them[statements - 1]
        assert line.on("2026-06-02T22:00") == ["bruno"]
    line.takes("dora", number)
    assert line.on("2026-06-02T22:00") == ["dora"]
    assert line.on("2026-06-04T22:00") == ["bruno"]
