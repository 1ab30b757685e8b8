"""A process that is told to stop says so first, and finishes what is under way; one whose database
is away starts all the same, where callers can be put through without it."""

from __future__ import annotations

import http.client
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from hotline.jobs.nets import keep_picture
from tests.databases import Postgres
from tests.machines.front import free_ports
from tests.machines.processes import PATIENCE, Process, Web, status
from tests.machines.site import environment
from tests.world import ENCRYPTION_KEY, TOKEN, World

AWAY = "postgresql+psycopg://nobody@127.0.0.1:9/nothing"


def comes(condition: Callable[[], bool]) -> bool:
    """Whether it does, before long."""
    until = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < until:
        time.sleep(0.02)
    return condition()


def test_it_says_that_it_stops_and_finishes_what_is_under_way(
    postgres: Postgres, tmp_path: Path
) -> None:
    (port,) = free_ports(1)
    with postgres.database() as url:
        web = Web(port, environment(url), tmp_path / "web.log", drain=60)
        try:
            web.is_up()
            slow = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            slow.putrequest("POST", "/voice/incoming")
            slow.putheader("Content-Length", "4")
            slow.endheaders(b"a=")
            web.popen.send_signal(signal.SIGTERM)
            assert comes(lambda: web.status("/readyz") == 503)
            assert web.status("/healthz") == 200  # it answers on meanwhile
            web.popen.send_signal(signal.SIGTERM)  # told again: at once
            assert comes(lambda: web.status("/healthz") == 0)
            slow.send(b"1\n")
            assert slow.getresponse().status == 403  # an answer, though nobody signed it
            slow.close()
            assert web.popen.wait(timeout=PATIENCE) == 0
        finally:
            web.close()


def test_without_its_database_it_starts_where_there_is_a_picture(
    postgres: Postgres, tmp_path: Path
) -> None:
    folder, (port,) = tmp_path / "snapshot", free_ports(1)
    away = environment(AWAY, hotline_snapshot_dir=str(folder))
    without = Web(port, away, tmp_path / "without.log")
    assert without.popen.wait(timeout=PATIENCE) == 1
    assert "The database does not answer" in without.log()
    with postgres.database() as url:
        world = World(url, start=datetime.now(UTC), hotline_snapshot_dir=str(folder))
        keep_picture(world.service)
        world.close()
    web = Web(port, away, tmp_path / "web.log")
    try:
        web.is_up("/healthz")
        assert web.status("/readyz") == 503
    finally:
        web.close()


def test_the_second_process_ends_when_it_is_told_to(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    settings = {
        "HOTLINE_ENCRYPTION_KEYS": ENCRYPTION_KEY,
        "HOTLINE_PUBLIC_URL": "https://ligne.example.org",
        "TWILIO_AUTH_TOKEN": TOKEN,
    }
    words = ["-m", "hotline.nets.server", "--port", str(port)]
    second = Process(words, settings, tmp_path / "second.log")
    try:
        assert comes(lambda: status(f"http://127.0.0.1:{port}/healthz") == 200)
        assert second.stop() == 0
        assert second.log() == ""
    finally:
        second.close()
