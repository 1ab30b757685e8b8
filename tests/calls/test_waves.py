"""In waves: so many telephones ring at a time, and the next as soon as one stops."""

from __future__ import annotations

import pytest

from tests.calls.plans import on_duty, rings
from tests.world import World

SLUGS = ("anne", "gilles", "hugo", "ines")


@pytest.fixture
def world(world: World) -> World:
    """Four psychologists on duty, rung two at a time."""
    more = on_duty("gilles", 41) + on_duty("hugo", 42) + on_duty("ines", 43)
    step = 'team = "psychologists", role = "first", ring = "waves", wave = 2, seconds = 20'
    world.load(rings(step, more=more))
    return world


def ringing(world: World) -> list[str]:
    return [slug for slug in SLUGS if world.phone_of(slug).ringing]


def test_two_telephones_ring_and_a_refusal_lets_the_third_ring_beside_the_second(
    world: World,
) -> None:
    caller = world.nurse_waits()
    anne, gilles = world.phone_of("anne").rings(), world.phone_of("gilles").rings()
    world.wait(5)
    assert ringing(world) == ["anne", "gilles"]
    anne.answers()
    anne.hears("appuyez sur 1")
    anne.presses("2")
    hugo = world.phone_of("hugo").rings(within=10)
    assert ringing(world) == ["gilles", "hugo"]
    caller.talks_with(world.accepts("hugo"))
    gilles.stops_ringing(within=3)
    assert not hugo.ringing
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert sorted(dict(world.results())) == ["anne", "gilles", "hugo"]


def test_a_wave_that_nobody_answers_is_followed_by_the_next_then_by_the_next_step(
    world: World,
) -> None:
    caller = world.nurse_waits()
    world.phone_of("anne").rings()
    world.phone_of("hugo").rings(within=60)
    world.phone_of("ines").rings(within=10)
    caller.talks_with(world.accepts("chloe"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert sorted(dict(world.results())) == sorted([*SLUGS, "chloe"])


def test_a_second_caller_does_not_wait_for_the_first_wave_to_end(world: World) -> None:
    first = world.nurse_waits()
    world.phone_of("gilles").rings()
    second = world.nurse_waits("+33612000001")
    world.phone_of("ines").rings(within=10)
    second.talks_with(world.accepts("hugo"))
    first.talks_with(world.accepts("gilles"))
    for caller in (first, second):
        caller.hangs_up()
    world.assert_all_is_quiet()
