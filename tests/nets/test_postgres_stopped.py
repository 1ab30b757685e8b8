"""A real PostgreSQL is stopped for a minute in the middle of several calls: nobody is lost, and all
are counted afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hotline.jobs.nets import keep_picture
from simulator.behaviours import Scripted
from tests.databases import Postgres
from tests.nets.ground import spooled
from tests.world import World


@pytest.fixture
def server() -> Iterator[Postgres]:
    """One of its own: it is stopped."""
    server = Postgres()
    yield server
    server.close()


def test_it_is_stopped_for_a_minute(server: Postgres, tmp_path: Path) -> None:
    with server.database() as url:
        world = World(url, hotline_snapshot_dir=str(tmp_path))
        try:
            _lives(world, server)
        finally:
            world.close()


def _lives(world: World, server: Postgres) -> None:
    keep_picture(world.service)
    world.clock.every(15, lambda: keep_picture(world.service), "picture")
    people = {slug: world.phone_of(slug) for slug in ("anne", "bruno", "chloe", "denis", "emma")}
    doctor = world.dials("+33612345611")
    doctor.hears("tapez 1")
    doctor.presses("1")
    doctor.hears("un confrère ou une consœur")
    doctor.presses("2")
    doctor.talks_with(world.accepts("denis"), within=40)
    world.wait(40)
    waits = world.nurse_waits("+33612345612")
    people["anne"].rings()
    server.server.stop()
    try:
        for slug in ("bruno", "chloe"):
            people[slug].behaviour = Scripted({"sur 1": "1"}, answers_after=3, thinks=1)
        people["anne"].answers()
        for _ in range(2):
            people["anne"].hears("sur 1")
            people["anne"].presses("1")
        waits.talks_with(people["anne"])
        first, second = world.dials("+33612345613"), world.dials("+33612345614")
        first.behaviour = Scripted({}, hangs_up_after=20)
        world.wait(40)
        assert doctor.is_connected_to(people["denis"])
        assert waits.is_connected_to(people["anne"])
        assert second.connected_to in {people["bruno"], people["chloe"]}
        assert not first.in_call
    finally:
        server.server.ensure_postgres_running()
    world.wait(30)
    assert world.service.net.spool.names() != []  # one goes on talking, and is known to
    assert sorted(call.state for call in world.calls()) == ["connected"] * 3 + ["ended"]
    for caller in (doctor, waits, second):
        caller.hangs_up()
    world.wait(120)
    assert world.carrier.apologies == []
    assert spooled(world) == []
    assert [call.outcome for call in world.calls()] == ["CONNECTED"] * 4
    assert sorted(slug for slug, result in world.results() if result == "talked") == [
        *("anne", "bruno", "chloe", "denis")
    ]
    assert all(len(people[slug].texts) == 1 for slug in ("anne", "bruno", "chloe", "denis"))
