"""Of several people in a step, whoever was called longest ago is rung first."""

from __future__ import annotations

import pytest

from tests.calls.plans import on_duty, rings
from tests.world import World

THREE = rings(
    'team = "psychologists", role = "first", seconds = 20',
    more=on_duty("gilles", 41) + on_duty("hugo", 42),
)


@pytest.fixture
def world(world: World) -> World:
    """Anne, Gilles and Hugo take turns."""
    world.load(THREE)
    return world


def test_the_roster_says_who_is_rung_first_and_each_call_begins_with_the_next(
    world: World,
) -> None:
    for slug in ("anne", "gilles", "hugo", "anne", "gilles"):
        caller = world.nurse_waits()
        world.phone_of(slug).rings(within=5)
        caller.hangs_up()
        world.wait(30)
    world.assert_all_is_quiet()
    assert [slug for slug, _ in world.results()] == ["anne", "gilles", "hugo", "anne", "gilles"]


def test_whoever_has_not_been_called_is_rung_before_those_who_have(world: World) -> None:
    first = world.nurse_waits()
    first.talks_with(world.accepts("anne"))
    second = world.nurse_waits("+33612000001")
    world.phone_of("gilles").rings(within=5)
    second.hangs_up()
    world.wait(30)
    first.hangs_up()
    world.wait(700)  # a wrap-up that is owed holds Anne back no longer
    third = world.nurse_waits("+33612000002")
    third.talks_with(world.accepts("hugo"))
    third.hangs_up()
    world.assert_all_is_quiet()


def test_within_a_call_everybody_has_a_first_turn_before_anybody_has_a_second(
    world: World,
) -> None:
    caller = world.nurse_waits()
    for slug in ("anne", "gilles", "hugo", "chloe"):
        phone = world.phone_of(slug).rings(within=60)
        phone.answers()
        phone.hears("appuyez sur 1")
        phone.hangs_up()
    caller.talks_with(world.accepts("anne"), within=60)
    caller.hangs_up()
    world.assert_all_is_quiet()
