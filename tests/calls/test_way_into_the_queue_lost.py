"""The answer that leads the caller into the queue is lost, while a responder accepts already."""

from __future__ import annotations

import pytest

from simulator.phones import Phone
from tests.world import CALLER, World

pytestmark = pytest.mark.untold


def presses_2_and_hears_nothing(world: World, *late: float) -> Phone:
    """The service rings somebody at once; its answer comes so many seconds late, and so do the
    documents that the carrier asks for in its place."""
    left = [*late]

    def fault(_kind: str, url: str, told: dict[str, str]) -> float | None:
        return left.pop(0) if left and told["From"] == CALLER and "status" not in url else None

    caller = world.dials()
    caller.hears("tapez 2")
    world.carrier.faults.webhook = fault
    caller.presses("2")
    return caller


def test_the_responder_waits_for_them(world: World) -> None:
    caller = presses_2_and_hears_nothing(world, 20)
    anne = world.accepts("anne")
    caller.talks_with(anne, within=40)
    assert not anne.has_heard("déjà répondu")
    comes_to_an_end(world, caller)


def test_the_next_documents_are_late_too(world: World) -> None:
    caller = presses_2_and_hears_nothing(world, 20, 14, 14, 14)
    anne = world.accepts("anne")
    caller.talks_with(anne, within=60)
    comes_to_an_end(world, caller)


def test_whoever_cannot_be_joined_is_told_so_and_somebody_else_is_rung(world: World) -> None:
    caller = world.nurse_waits()
    anne = world.phone_of("anne").rings()
    world.wait(6)
    queues = world.carrier.queues.all
    kept = [*queues]
    queues.clear()  # the carrier cannot find it for a while
    world.accepts("anne")
    anne.hears("nous n'avons pas pu vous relier", within=60)
    queues.extend(kept)
    world.carrier.problems.clear()
    caller.talks_with(world.accepts("bruno"))
    assert not anne.has_heard("déjà répondu")
    comes_to_an_end(world, caller)


def comes_to_an_end(world: World, caller: Phone) -> None:
    """Nothing was complained about but answers that were lost, and a queue that was not there."""
    caller.hangs_up()
    problems = world.carrier.problems
    assert [p for p in problems if p.code != 11200 and "no queue" not in p.message] == []
    world.carrier.problems.clear()
    world.assert_all_is_quiet()
