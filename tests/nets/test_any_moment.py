"""The database goes away before any transaction of a whole call: a human, or a way out, in time.

A few moments by default; HOTLINE_NETS=whole tries every one (make nets).
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from simulator.behaviours import Scripted
from simulator.phones import Phone
from tests.conftest import WorldMaker
from tests.databases import Sqlite
from tests.nets.ground import Database, keeps_nets, spooled
from tests.world import World

MOST = 60
"""Transactions that a whole call has, and more."""
SOME = (0, 3, 8, 13, 21, 30)
MOMENTS = range(MOST) if os.environ.get("HOTLINE_NETS") == "whole" else SOME
IN_TIME = timedelta(seconds=90 + 30)
"""The line's budget, and half a minute."""


def lives(world: World) -> Phone:
    """A nurse calls, talks with whoever answers for two minutes, and hangs up."""
    for slug in ("anne", "bruno"):
        world.phone_of(slug).behaviour = Scripted({"sur 1": "1"}, answers_after=3, thinks=1)
    caller = world.dials()
    caller.behaviour = Scripted({"Infirmi": "2"}, thinks=1, hangs_up_after=120)
    world.wait(240)
    return caller


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_human_is_reached_and_the_call_is_counted_once(
    world: World, database: Database, moment: int
) -> None:
    database.goes_at = database.begun + moment
    # What the jobs read is none of the call.
    world.jobs.cancel()
    caller = lives(world)
    heard = [heard for heard in caller.transcript if heard.kind == "joined"]
    assert heard
    assert heard[0].at - world.carrier.calls[0].created < IN_TIME
    assert world.carrier.apologies == []
    caller.hangs_up()
    database.goes_at, database.away = None, False
    world.starts_jobs()
    world.wait(300)
    assert spooled(world) == []
    assert [(call.state, call.outcome) for call in world.calls()] == [("ended", "CONNECTED")]
    talked = [leg for leg in world.legs() if leg.connected_at is not None]
    assert len(talked) == 1
    assert 110 <= talked[0].talk_seconds <= 130
    assert len(world.phone_of("anne").texts) + len(world.phone_of("bruno").texts) == 1
    assert [phone.label for phone in world.carrier.phones.values() if phone.in_call] == []


def test_a_whole_call_has_no_more_transactions_than_are_tried(
    make_world: WorldMaker, tmp_path: Path, sqlite: Sqlite
) -> None:
    world = make_world(hotline_snapshot_dir=str(tmp_path))
    database = keeps_nets(world)
    world.jobs.cancel()
    before = database.begun
    lives(world)
    assert SOME[-1] < database.begun - before <= MOST
