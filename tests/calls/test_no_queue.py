"""The carrier takes a caller into no queue: that is tried again, then they hear whom to call."""

from __future__ import annotations

import pytest

from simulator.queues import Queue
from tests.calls.test_fallback import assert_nobody_heard_the_carrier
from tests.world import World


def is_full(world: World, monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """The carrier says so of the queue that the next callers are sent into."""
    found, left = world.carrier.queues.named, [times]

    def named(name: str) -> Queue:
        queue = found(name)
        queue.longest = 0 if left[0] > 0 else 1000
        left[0] -= 1
        return queue

    monkeypatch.setattr(world.carrier.queues, "named", named)


def test_a_queue_that_is_full_for_a_moment_keeps_nobody_from_a_human(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_full(world, monkeypatch, 2)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.wait(120)
    assert world.call().outcome == "CONNECTED"
    assert_nobody_heard_the_carrier(world)


def test_a_queue_that_stays_full_ends_in_numbers_to_dial(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_full(world, monkeypatch, 99)
    caller = world.nurse_waits()
    caller.hears("31 14", within=90)
    caller.is_hung_up(within=30)
    world.wait(400)
    assert not any(phone.in_call for phone in world.carrier.phones.values())
    assert {call.state for call in world.calls()} == {"ended"}
    assert_nobody_heard_the_carrier(world)
