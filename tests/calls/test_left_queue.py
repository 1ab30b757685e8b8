"""A queue whose first word is lost: the service never hears its id, and has it deleted anyway."""

from __future__ import annotations

import pytest

from tests.world import World

pytestmark = pytest.mark.untold


def test_a_queue_of_which_nothing_was_told_is_deleted(world: World) -> None:
    caller = world.dials()
    caller.hears("Bonsoir")
    world.carrier.faults.webhook = lambda _kind, url, _told: (
        "error" if url.endswith(("/wait", "/after")) else None
    )
    caller.presses("2")
    world.clock.wait_until(lambda: not caller.in_call, 120)
    world.carrier.faults.webhook = None
    (call,), (queue,) = world.calls(), world.carrier.queues
    assert (call.queue_id, queue.name, len(queue.members)) == (None, call.id, 0)
    world.carrier.problems.clear()
    world.wait(25 * 60)
    world.assert_all_is_quiet()


def test_neither_the_queue_of_who_waits_nor_that_of_others_is_touched(world: World) -> None:
    other = world.carrier.queues.create("f" * 31 + "!", 10)
    caller = world.nurse_waits()
    for _ in range(8):
        caller.hears("Pour attendre encore, tapez 1", within=125)
        caller.presses("1")
    assert [queue.name for queue in world.carrier.queues] == [other.name, world.call().id]
    caller.hangs_up()
    world.wait(25 * 60)
    assert list(world.carrier.queues) == [other]
    world.carrier.queues.all.remove(other)
    world.assert_all_is_quiet()
