"""Two take one swap at the same instant: exactly one has it, the other hears so."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection
from threading import Barrier

import pytest

from hotline.database import Database
from hotline.database.types import use_keys
from hotline.swaps.refusing import NotPossible
from hotline.swaps.settling import withdraw
from hotline.swaps.tables import SwapOffer
from hotline.swaps.taking import Manner, take
from tests.lines.ground import KEYS
from tests.races import at_once
from tests.swaps.ground import Line

PATIENCE = 60
"""Seconds after which a process that does not answer is a failure: reached only when one hangs."""
TAKERS = ("anne", "chloe", "dora")
BRUNOS = [f"2026-06-{day:02}T20:00" for day in (2, 6, 10, 14, 18)]


@pytest.fixture
def workers(database_url: str, line: Line) -> Iterator[list[Database]]:
    """Each with connections and locks of its own, as in a process of its own."""
    assert line.id
    databases = [Database(database_url) for _ in TAKERS]
    yield databases
    for database in databases:
        database.close()


def takes(database: Database, number: int, taker: int, now: datetime) -> str:
    """ "taken", or the name of the reason why not."""
    ids = (f"{taker}-{number}-{n}" for n in range(100))
    try:
        with database.writing() as session:
            row = session.get_one(SwapOffer, number)
            take(session, row, taker, Manner(author="x"), now=now, new_id=ids.__next__)
    except NotPossible as problem:
        return f"{problem.why.name} {problem.values.get('name', '')}"
    return "taken"


def withdraws(database: Database, number: int, now: datetime) -> str:
    """ "withdrawn", or the name of the reason why not."""
    try:
        with database.writing() as session:
            row = session.get_one(SwapOffer, number)
            withdraw(session, row, author="x", now=now, new_id=lambda: "unused")
    except NotPossible as problem:
        return problem.why.name
    return "withdrawn"


def test_of_several_in_threads_one_wins_and_the_others_hear_who(
    line: Line, workers: list[Database]
) -> None:
    for night in BRUNOS:
        number = line.offers("bruno", night)
        line.now += timedelta(seconds=1)
        results = at_once(
            [
                partial(takes, database, number, line.people[slug], line.now)
                for database, slug in zip(workers, TAKERS, strict=True)
            ]
        )
        assert results.count("taken") == 1, results
        winner = TAKERS[results.index("taken")]
        assert results.count(f"TAKEN {winner.capitalize()}") == len(TAKERS) - 1, results
        assert line.on(night.replace("T20", "T22")) == [winner]
        assert line.offer(number).taken_by == line.people[winner]


def test_taken_or_withdrawn_never_both(line: Line, workers: list[Database]) -> None:
    for night in BRUNOS:
        number = line.offers("bruno", night, to="dora")
        line.now += timedelta(seconds=1)
        actions: list[Callable[[], str]] = [
            partial(takes, workers[0], number, line.people["dora"], line.now),
            partial(withdraws, workers[1], number, line.now),
        ]
        taken, withdrawn = at_once(actions)
        on = line.on(night.replace("T20", "T22"))
        if taken == "taken":
            assert (withdrawn, on) == ("TAKEN", ["dora"])
        else:
            assert (taken, withdrawn, on) == ("SETTLED ", "withdrawn", ["bruno"])


def test_two_offers_of_one_person_at_the_same_time_of_which_each_is_taken_for_the_other(
    line: Line, workers: list[Database]
) -> None:
    # Anne is asked for Bruno's night and for Chloé's; she gives the same night for either.
    first = line.offers("bruno", "2026-06-02T20:00", to="anne", back="2026-06-05T20:00")
    second = line.offers("chloe", "2026-06-03T20:00", to="anne", back="2026-06-05T20:00")
    results = at_once(
        [
            partial(takes, database, number, line.people["anne"], line.now)
            for database, number in zip(workers, (first, second), strict=False)
        ]
    )
    assert sorted(results) == ["NOT_HELD Anne", "taken"], results
    assert len(line.on("2026-06-05T22:00")) == 1


def test_of_two_processes_one_wins_and_the_other_hears_who(line: Line, database_url: str) -> None:
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__, "pytest"])
    number = line.offers("bruno", BRUNOS[0])
    start = processes.Barrier(2)
    ends = []
    for slug in TAKERS[:2]:
        here, there = processes.Pipe(duplex=False)
        process = processes.Process(
            target=in_a_process,
            args=(database_url, (number, line.people[slug], line.now), start, there),
        )
        process.start()
        there.close()
        ends.append((here, process))
    results = []
    for here, process in ends:
        assert here.poll(PATIENCE), "the process does not answer"
        results.append(here.recv())
        process.join(PATIENCE)
        assert process.exitcode == 0
    winner = TAKERS[results.index("taken")]
    assert sorted(results) == [f"TAKEN {winner.capitalize()}", "taken"]
    assert line.on("2026-06-02T22:00") == [winner]


def in_a_process(
    url: str, taking: tuple[int, int, datetime], start: Barrier, there: Connection
) -> None:
    """A whole process: it has read nothing before, and takes when the other one does."""
    use_keys(KEYS)
    with closing(Database(url)) as database:
        start.wait(PATIENCE)
        there.send(takes(database, *taking))
