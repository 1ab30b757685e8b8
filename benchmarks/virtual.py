"""A day of calls in virtual time, as the tests live them: what the service takes of it, beside as
many answers of the least that Flask could do, asked for in the same way.

The simulator's own time is what is left without the requests to the service and the jobs, which
look what is due every five seconds of the day. While the service waits for the carrier's API, which
the simulator answers, the time counts as the service's.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from statistics import median
from typing import ParamSpec, TypeVar

from benchmarks.measuring import Effort, timed
from benchmarks.served import bare_flask
from benchmarks.table import Row
from hotline.database.migrating import migrate
from hotline.database.work import Database
from simulator.server import Server
from simulator.transport import HttpTransport
from tests.soak.day import DEMO, Day, numbers
from tests.world import World

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
SEED = 2026
WHY = "a webhook costs several times the least that Flask could do: see the webhooks"


def rows(effort: Effort) -> Iterator[Row]:
    """A day's seconds in the service, and in the simulator."""
    calls = effort.of(2, 200)
    with tempfile.TemporaryDirectory() as folder:
        least = _least(Path(folder), effort.of(20, 500))
        requests, jobs, whole = _lived(Path(folder), calls)
    ceiling = len(requests) * least
    yield Row(
        f"{calls} calls in virtual time, {len(requests):,} requests to the service",
        f"{sum(requests):.1f} s",
        f"{ceiling:.1f} s",
        sum(requests) / ceiling,
        most=2,
        why=WHY,
    )
    yield Row(f"the jobs' {len(jobs):,} turns meanwhile", f"{sum(jobs):.1f} s")
    yield Row("the simulator's own time", f"{whole - sum(requests) - sum(jobs):.1f} s")


def _least(folder: Path, times: int) -> float:
    """Seconds of one answer of the least that Flask could do."""
    server, ask = (
        Server(bare_flask(str(folder / "bare.db")).wsgi_app, "127.0.0.1", 0),
        HttpTransport(),
    )
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        return median(
            timed(lambda: ask(f"{server.url}/", form, b"CallSid=CA0")) for _ in range(times)
        )
    finally:
        server.close()


def _lived(folder: Path, calls: int) -> tuple[list[float], list[float], float]:
    """Seconds of each request to the service, of each turn of its jobs, and of the whole day."""
    database = Database(f"sqlite:///{folder / 'hotline.db'}")
    migrate(database)
    database.close()
    world = World(
        f"sqlite:///{folder / 'hotline.db'}",
        line_file=DEMO,
        start=MORNING,
        seed=SEED,
        hotline_log_level="ERROR",
    )
    requests: list[float] = []
    jobs: list[float] = []
    webhooks = world.carrier.webhooks
    webhooks.transport = _timing(webhooks.transport, requests)
    world.jobs.cancel()
    world.jobs = world.clock.every(5, _timing(world.looks, jobs), "jobs")
    try:
        whole = timed(Day(world, SEED, numbers(calls, 0)).passes)
    finally:
        world.close()
    return requests, jobs, whole


def _timing(part: Callable[Asked, Answer], took: list[float]) -> Callable[Asked, Answer]:
    """The same, whose seconds are added to these each time."""

    @wraps(part)
    def timing(*asked: Asked.args, **named: Asked.kwargs) -> Answer:
        began = time.perf_counter()
        try:
            return part(*asked, **named)
        finally:
            took.append(time.perf_counter() - began)

    return timing
