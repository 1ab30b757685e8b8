"""The job that forgets is killed before any of its statements, or before a commit: started again,
it leaves each call counted once, as the telephones told it, and nothing else of it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from app import create_service
from hotline.calls.tables import Call, Leg
from hotline.errands import AtOnce
from hotline.forgetting import service
from hotline.forgetting.retention import forget_due_calls
from hotline.notices.tables import Notice
from hotline.service import Hotline
from hotline.statistics.keeping import keep
from hotline.wrapups.tables import WrapUp
from tests.databases import Postgres, Sqlite
from tests.soak.day import DEMO
from tests.world import World, settings_for
from tests.year import stages, tables
from tests.year.living import Year
from tests.year.shape import drawn
from tests.year.stages import at
from tests.year.told import Told

pytestmark = pytest.mark.untold

STRIDE = int(os.environ.get("HOTLINE_KILL_STRIDE", "12"))
"""The job is killed before every so many statements; with 1 before each."""

DAY = date(2025, 5, 22)
"""A public holiday in Martinique, and an ordinary Thursday elsewhere."""
LATER = at(DAY, 0) + timedelta(days=3)
NOWHERE = "http://127.0.0.1:9"


class KilledHere(BaseException):
    """The end of a process, as far as its own code can tell: nothing catches it."""


@dataclass(frozen=True)
class Past:
    """A day whose calls are all due to be forgotten, in a database that nobody is connected to."""

    files: Sqlite | Postgres
    url: str
    told: list[Told]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def past(request: pytest.FixtureRequest) -> Iterator[Past]:
    """On each kind of database."""
    files: Sqlite | Postgres = request.getfixturevalue(request.param)
    with files.database() as url:
        world = World(url, line_file=DEMO, start=at(DAY, 0), seed=1)
        year = Year(world, drawn(81, 4, [DAY], 1))
        year.lives_until(at(DAY, 22))
        assert year.everybody_is_gone
        world.service.database.let_go_of_deleted()
        world.close()
        yield Past(files, url, list(year.tally.told()))


def started(url: str) -> Hotline:
    """The jobs' process, two days later."""
    settings = settings_for(url, NOWHERE, NOWHERE)
    return create_service(settings, clock=lambda: LATER, errands=AtOnce())


def forgets(url: str, before: int) -> bool:
    """One turn of the job, killed before its nth statement; whether it came to its end before."""
    jobs = started(url)
    left = before

    def one_more(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise KilledHere

    for what in ("before_cursor_execute", "commit"):
        event.listen(jobs.database.engine, what, one_more)
    try:
        forget_due_calls(jobs)
    except KilledHere:
        return False
    finally:
        jobs.database.close()
    return True


def assert_counted_once(jobs: Hotline, told: list[Told]) -> None:
    """Every figure and table is still what the telephones told."""
    counts = stages.counted(jobs, DAY.replace(day=1), DAY.replace(day=31))
    assert counts.figures.calls == counts.live + counts.facts == len(told)
    assert counts.figures.talk == tables.seconds(told, "talk_seconds")
    assert counts.figures.to_human == tables.seconds(told, "seconds_to_human")
    for key, (n, cells) in counts.tables.items():
        assert (key, n, cells) == (key, *tables.counted(key, told))


def left_of_them(jobs: Hotline) -> Counter[str]:
    """Rows of calls, and of what was sent because of them."""
    of_calls = Notice.once.startswith("wrap-up:")
    with jobs.database.reading() as session:
        notices = session.scalar(select(func.count()).select_from(Notice).where(of_calls))
        rows = {
            table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0
            for table in (Call, Leg, WrapUp)
        }
    return Counter(rows | {"notice": notices or 0})


def test_killed_before_any_statement_of_forgetting_each_call_counts_once(past: Past) -> None:
    assert len(past.told) == 4
    assert any(told.talk_seconds and told.reason != "UNK" for told in past.told)
    for before in count(1, STRIDE):
        with past.files.copy_of(past.url) as url:
            came_to_its_end = forgets(url, before)
            again = started(url)
            if not came_to_its_end:
                assert_counted_once(again, past.told)
            forget_due_calls(again)
            assert_counted_once(again, past.told)
            assert left_of_them(again).total() == 0, before
            again.database.close()
        if came_to_its_end:
            break
    assert before > 60


def test_forgetting_in_two_transactions_would_lose_a_call(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So these tests turn red when deleting and counting are no longer one."""

    def later(session: Session, *what: Any) -> None:
        for statement in ("COMMIT", "BEGIN"):
            session.connection().exec_driver_sql(statement)
        keep(session, *what)

    monkeypatch.setattr(service, "keep", later)
    for before in count(10):
        with past.files.copy_of(past.url) as url:
            assert not forgets(url, before), "no call was lost"
            again = started(url)
            calls = stages.counted(again, DAY, DAY).figures.calls
            again.database.close()
        if calls < len(past.told):
            break


def test_all_of_it_is_there_before_it_is_forgotten(past: Past) -> None:
    jobs = started(past.url)
    assert_counted_once(jobs, past.told)
    left = left_of_them(jobs)
    assert left["call"] == 4
    assert left["leg"]
    assert left["wrap_up"]
    assert left["notice"]
    jobs.database.close()
