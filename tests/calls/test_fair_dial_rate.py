"""The carrier dials few telephones a second: each waiting caller has one ringing before any has
two."""

from __future__ import annotations

from simulator.phones import Phone
from tests.calls.plans import on_duty, rings
from tests.calls.test_volunteers import hotline
from tests.world import World

SLOW = ("dials_per_second = 1\n", "dials_per_second = 0.25\n")
"""Two dials until the next heartbeat."""
FOUR = ("gilles", "hugo", "ines", "jeanne")


def two_wait(world: World) -> tuple[Phone, Phone]:
    """Two nurses wait, and nobody is left to be rung until four people volunteer at once."""
    more = "".join(on_duty(slug, 41 + nth, role=None) for nth, slug in enumerate(FOUR))
    step = 'team = "psychologists", role = "volunteers", ring = "all at once", seconds = 30'
    world.load(rings(step, more=more).replace(*SLOW))
    callers = (world.nurse_waits(), world.nurse_waits("+33612000001"))
    chloe = world.phone_of("chloe")
    for _ in callers:
        chloe.rings(within=30)
        chloe.answers()
        chloe.hears("appuyez sur 1")
        chloe.presses("2")
        chloe.is_hung_up()
    for slug in FOUR:
        hotline(world, slug, "--team", "psychologists")
    return callers


def test_each_caller_has_one_telephone_ringing_before_the_first_has_two(world: World) -> None:
    first, second = two_wait(world)
    world.wait(10)
    legs = world.legs()[2:]  # after Chloé's
    assert {leg.call_id for leg in legs[:2]} == {call.id for call in world.calls()}
    for caller in (first, second):
        caller.hangs_up()
    world.assert_all_is_quiet()


def test_in_the_end_all_who_can_be_rung_are(world: World) -> None:
    first, second = two_wait(world)
    world.wait(25)
    assert all(world.phone_of(slug).ringing for slug in FOUR)
    each = [leg.call_id for leg in world.legs()[2:]]
    assert sorted(map(each.count, set(each))) == [2, 2]
    first.hangs_up()
    second.hangs_up()
    world.assert_all_is_quiet()
