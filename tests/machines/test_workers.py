"""Workers are killed while people call: nobody is lost, rung in vain or counted twice.

A few calls in each run of the tests; `make workers` makes five hundred, and stops PostgreSQL for a
minute in the middle of sixty more.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hotline.lines.service import line_by_slug
from hotline.statistics.figures import figures
from simulator.phones import Phone
from tests.databases import Postgres, folder_for
from tests.machines.site import Site
from tests.soak.rules import OFFERS, RINGS_AT_MOST

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx here")

WHOLE = int(os.environ.get("HOTLINE_WORKERS_CALLS", "0"))
"""How many calls to make when all of it is wanted."""
whole = pytest.mark.skipif(not WHOLE, reason="make workers")


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory where there is room: a disk that others write to is no part of what is tried."""
    folder = folder_for("site")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def site(postgres: Postgres, folder: Path) -> Iterator[Site]:
    """On a database of its own."""
    with postgres.database() as url:
        site = Site(url, folder)
        yield site
        site.close()


@contextmanager
def killing(site: Site, pause: float) -> Iterator[list[int]]:
    """One worker after the other is killed and started again, so many seconds after the last was
    back; how often is told."""
    killed: list[int] = []
    over = threading.Event()

    def kill() -> None:
        while not over.wait(pause):
            site.kills(len(killed) % len(site.web))
            killed.append(1)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield killed
    finally:
        over.set()
        killer.join()


def nobody_was_lost(site: Site) -> None:
    """Every caller was joined to a human, or told a way out; each is counted, and once. Whoever
    came when no process answered in time was read what is published, and nobody can count them."""
    assert site.carrier.apologies == [], site.logs()[-2000:]
    read_to = {caller.call.sid for caller in site.callers if was_read_the_document(caller)}
    for caller in site.callers:
        heard = caller.transcript
        told = caller.call.sid in read_to or any(any(map(h.says, OFFERS)) for h in heard)
        assert told or is_joined(caller), caller.story()
    assert {phone.label for phone in site.carrier.phones.values() if phone.in_call} == set()
    calls, callers = site.calls(), {caller.call.sid for caller in site.callers}
    known = {call.carrier_id for call in calls}
    assert len(known) == len(calls)
    assert callers - read_to <= known <= callers
    joined = {caller.call.sid for caller in site.callers if is_joined(caller)}
    assert joined <= {call.carrier_id for call in calls if call.connected_at is not None}
    with site.service.database.reading() as session:
        line = line_by_slug(session, "histoires")
        assert line is not None
        today = datetime.now(UTC).date()
        counted = figures(session, line, today - timedelta(days=1), today + timedelta(days=1))
    assert counted.calls == len(calls)
    assert len(joined) <= counted.connected <= len(calls)


def is_joined(caller: Phone) -> bool:
    """Whether they talked with a human."""
    return any(heard.kind == "joined" for heard in caller.transcript)


def was_read_the_document(caller: Phone) -> bool:
    """Whether they heard what stands behind all processes."""
    return caller.has_heard("Nous n'arrivons pas à vous répondre")


def no_telephone_rang_on(site: Site) -> None:
    """Once their caller has left, nobody's telephone rings for longer than it takes to stop it."""
    ended = {call.id: call.ended_at for call in site.calls()}
    sids = {leg.sid: leg for leg in site.carrier.legs}
    for leg in site.legs():
        over, there = ended[leg.call_id], sids.get(leg.carrier_id or "")
        if over is not None and there is not None and there.answered is None:
            assert there.ended_at is not None
            assert there.ended_at <= over + RINGS_AT_MOST


def logs_tell_of_nobody(site: Site) -> None:
    """No number of a caller, no id of a call."""
    told = site.logs()
    for caller in site.callers:
        assert caller.number[1:] not in told
        assert caller.call.sid not in (site.nginx.log())


def test_workers_are_killed_while_people_call(site: Site) -> None:
    with killing(site, pause=1) as killed:
        site.calls_in(12, every=0.4)
        assert site.becomes_quiet(within=60), site.logs()[-2000:]
    assert killed
    nobody_was_lost(site)
    no_telephone_rang_on(site)
    logs_tell_of_nobody(site)


@whole
def test_five_hundred_calls_while_workers_are_killed(site: Site) -> None:
    began = time.monotonic()
    with killing(site, pause=4) as killed:
        site.calls_in(WHOLE, every=1)
        assert site.becomes_quiet(within=300), site.logs()[-2000:]
    told(site, f"workers killed {len(killed)} times", time.monotonic() - began)
    nobody_was_lost(site)
    no_telephone_rang_on(site)
    logs_tell_of_nobody(site)


@whole
def test_postgresql_is_stopped_for_a_minute_meanwhile(folder: Path) -> None:
    server = Postgres()
    began = time.monotonic()
    with server.database() as url:
        site = Site(url, folder)
        try:
            with killing(site, pause=8) as killed:
                site.calls_in(15, every=1)
                server.server.stop()
                site.calls_in(30, every=2, seed=2)
                server.server.ensure_postgres_running()
                site.calls_in(15, every=1, seed=3)
                assert site.becomes_quiet(within=300), site.logs()[-2000:]
            told(
                site,
                f"PostgreSQL stopped for a minute, workers killed {len(killed)} times",
                time.monotonic() - began,
            )
            nobody_was_lost(site)
            logs_tell_of_nobody(site)
        finally:
            site.close()
    server.close()


def told(site: Site, what: str, seconds: float) -> None:
    """Figures for whoever runs it."""
    waits = sorted(
        (joined[0] - caller.transcript[0].at).total_seconds()
        for caller in site.callers
        if (joined := [heard.at for heard in caller.transcript if heard.kind == "joined"])
    )
    asked = [line.split() for line in site.nginx.log().splitlines()]
    again = [words for words in asked if words[5].endswith(",")]
    failed = [words for words in asked if words[3].startswith("5")]
    sys.stdout.write(
        f"\n{len(site.callers)} calls in {seconds:.0f} s, {what}: {len(waits)} joined,"
        f" after {waits[len(waits) // 2]:.1f} s (median), {waits[-1]:.1f} s (longest);"
        f" {len(asked)} requests, {len(again)} asked of another worker, {len(failed)} failed;"
        f" read the document: {len([*filter(was_read_the_document, site.callers)])};"
        f" apologies: {len(site.carrier.apologies)}\n"
    )
