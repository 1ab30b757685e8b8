"""How many callers can wait at once: each asks for the next piece of music every eight seconds.

Whoever is on duty is rung, one after the other, and never answers. The calls are put into the
database as the first of them stands there; then the carrier asks for all of them in turn, at the
moments they are due, while a new call arrives each second, which is the dial rate. A heartbeat
counts from when it was due, so that none is forgiven for having stood in line.
"""

from __future__ import annotations

import queue
import tempfile
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, create_engine, func, insert, select

from benchmarks.calls import enters
from benchmarks.carrier import Agreeing, Line
from benchmarks.measuring import Effort, percentiles
from benchmarks.serving import Served, serving
from benchmarks.table import Row
from hotline.calls.tables import Call
from routing.outcomes import CallState
from tests.databases import Postgres

EVERY = 8.0
CONNECTIONS = 16
MOST = 1.0
MS = 1000
WHY = "a heartbeat costs more of the one core than is left for it: see the webhooks' wait"


def rows(effort: Effort) -> Iterator[Row]:
    """One worker on SQLite; then two on PostgreSQL, which runs on the carrier's core."""
    with tempfile.TemporaryDirectory() as folder:
        borne = yield from _until_slow(effort, "SQLite", Path(folder))
    yield Row(
        "callers waiting at once, p99 below a second",
        str(borne),
        "1,000",
        borne / 1000,
        least=1,
        why=WHY,
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Postgres()) as server,
        server.database() as url,
    ):
        borne = yield from _until_slow(effort, "PostgreSQL", Path(folder), url, workers=2)
    yield Row("the same on PostgreSQL, two workers", str(borne))


def _until_slow(
    effort: Effort, kind: str, folder: Path, url: str = "", workers: int = 1
) -> Generator[Row, None, int]:
    """More and more callers, until the slowest hundredth waits a second for its music. Returns how
    many could wait before."""
    sizes = (10,) if effort.quick else (25, 100, 400, 1000, 1500, 2000, 2500, 3000, 4000)
    seconds = 2.0 if effort.quick else 8.0
    agreeing, borne = Agreeing(), 0
    with serving(folder, agreeing.url, database=url, workers=workers, dials=1) as served:
        database = create_engine(served.environment["HOTLINE_DATABASE_URL"])
        waiting = _first(served, agreeing)
        for size in sizes:
            waiting = _more(database, waiting, size)
            late = _heartbeats(served, waiting, seconds)
            half, most = percentiles(late)
            yield Row(
                f"{kind}: {size} callers wait, {size / EVERY:.0f} heartbeats a second",
                f"p50 {half * MS:.0f} ms, p99 {most * MS:.0f}",
                f"lost {size - _still_waiting(database)}",
            )
            if most > MOST:
                break
            borne = size
    return borne


def _first(served: Served, agreeing: Agreeing) -> list[str]:
    """One caller waits in vain: whoever is rung for them never answers."""
    line = served.line()
    call, queued = enters(lambda _, *asked: line.ask(*asked).body, 1)
    agreeing.next_leg()
    line.ask(f"{call}/wait", queued | {"QueueTime": "0"})
    return [call.rpartition("/")[2]]


def _more(database: Engine, waiting: list[str], size: int) -> list[str]:
    """So many calls wait, each like the first but for its keys."""
    table = Call.__table__
    with database.begin() as connection:
        first = connection.execute(select(table).where(table.c.id == waiting[0])).mappings().one()
        more = [f"{nth:032x}" for nth in range(len(waiting), size)]
        if more:
            connection.execute(
                insert(Call),
                [
                    dict(first)
                    | {
                        "id": key,
                        "carrier_id": f"CA{key}",
                        "queued_at": first["queued_at"] + timedelta(milliseconds=nth),
                    }
                    for nth, key in enumerate(more, len(waiting))
                ],
            )
    return [*waiting, *more]


def _heartbeats(served: Served, waiting: list[str], seconds: float) -> list[float]:
    """How late each document came: seconds from when it was due until it was read."""
    due: queue.Queue[tuple[float, str] | None] = queue.Queue()
    late: list[float] = []

    def asks(line: Line) -> None:
        while (one := due.get()) is not None:
            at, call = one
            line.ask(f"/voice/calls/{call}/wait", {"CallSid": f"CA{call}", "QueueSid": "QU1"})
            late.append(time.perf_counter() - at)

    threads = [
        threading.Thread(target=asks, args=(served.line(),), daemon=True)
        for _ in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    arriving = threading.Thread(target=_arrive, args=(served.line(), seconds), daemon=True)
    arriving.start()
    start = time.perf_counter()
    for nth in range(int(seconds / EVERY * len(waiting))):
        at = start + nth * EVERY / len(waiting)
        time.sleep(max(0.0, at - time.perf_counter()))
        due.put((at, waiting[nth % len(waiting)]))
    for _ in threads:
        due.put(None)
    for thread in (*threads, arriving):
        thread.join()
    return late


_arrived = iter(range(1000, 10**6))


def _arrive(line: Line, seconds: float) -> None:
    """A new call every second; it hangs up at the menu's end, since all lines are the carrier's."""
    for _ in range(int(seconds)):
        begun = time.perf_counter()
        call, queued = enters(lambda _, *asked: line.ask(*asked).body, next(_arrived))
        ended = queued | {"CallStatus": "completed"}
        line.ask(f"{call}/after", ended | {"QueueResult": "hangup"})
        line.ask("/voice/status", ended)
        time.sleep(max(0.0, begun + 1 - time.perf_counter()))


def _still_waiting(database: Engine) -> int:
    with database.begin() as connection:
        counted = select(func.count()).where(Call.state == CallState.WAITING)
        return connection.execute(counted).scalar_one()
