"""Announced at the same instant: a message put up does not undo a closure, nor a job either."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from hotline.database import Database
from hotline.lines import announcing
from hotline.lines.fields import Words
from tests.databases import Postgres
from tests.world import World

NOW = datetime.fromisoformat("2026-11-22T03:00")
WORDS = Words(fr="La ligne est fermée.")


@pytest.fixture
def both(postgres: Postgres) -> Iterator[tuple[Database, Database]]:
    """Two processes on one PostgreSQL database with a line: SQLite lets one write at a time."""
    with postgres.database() as url:
        world, other = World(url), Database(url)
        yield world.service.database, other
        other.close()
        world.close()


def put_up(session: Session) -> None:
    announcing.put_up(session, 1, NOW + timedelta(hours=2), WORDS)


def drop_over(session: Session) -> None:
    announcing.drop_over(session, 1, NOW)


@pytest.mark.parametrize("second", [put_up, drop_over])
def test_whoever_comes_second_keeps_what_the_first_has_announced(
    both: tuple[Database, Database], second: Callable[[Session], None]
) -> None:
    one, other = both
    with one.writing() as session:
        announcing.put_up(session, 1, NOW - timedelta(hours=1), WORDS)  # over: to be dropped

    def meanwhile() -> None:
        with other.writing() as session:
            second(session)

    waiting = threading.Thread(target=meanwhile)
    with one.writing() as session:
        announcing.close(session, 1, NOW, None, WORDS)
        waiting.start()
        waiting.join(1)  # it has read by now, or waits for the lock
        assert waiting.is_alive()
    waiting.join(20)
    with one.reading() as session:
        assert announcing.announced_on(session, 1).closure is not None
