"""Somebody near, who knows what there is around; or on purpose somebody far away."""

from __future__ import annotations

from simulator.phones import Phone
from tests.calls.plans import on_duty, rings
from tests.world import CALLER, World

TEAM = 'kind = "psychologist", ring = "all at once", seconds = 20'
NEAR = f'{TEAM}, match = ["territory"]'
FAR = f'{TEAM}, match = ["elsewhere"]'
PEOPLE = (
    on_duty("gilles", 41, more='territories = ["13", "84"]')
    + on_duty("hugo", 42, more='territories = ["974"]')
    + on_duty("ines", 43, more='territories = ["59"]')
)
"""Besides Anne and Bruno, whose territories are not known."""
FROM_LA_REUNION = "+262692123456"


def nurse_says(world: World, place: str, from_: str = CALLER) -> Phone:
    caller = world.dials(from_)
    caller.hears("tapez 2")
    caller.presses("2")
    caller.hears("Pour passer, tapez dièse")
    caller.presses(place)
    caller.hears("je vous passe quelqu'un")
    return caller


def rung(world: World) -> list[str]:
    world.wait(3)
    everybody = ("anne", "bruno", "gilles", "hugo", "ines", "chloe")
    return [slug for slug in everybody if world.phone_of(slug).ringing]


def test_in_their_region_whoever_covers_the_caller_s_departement_is_rung(world: World) -> None:
    world.load(rings(NEAR, more=PEOPLE))
    caller = nurse_says(world, "13#")
    assert rung(world) == ["gilles"]
    caller.talks_with(world.accepts("gilles"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_far_away_those_of_other_territories_are_rung(world: World) -> None:
    world.load(rings(FAR, more=PEOPLE))
    caller = nurse_says(world, "13#")
    assert rung(world) == ["hugo", "ines"]
    caller.talks_with(world.accepts("ines"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_with_nobody_near_the_plan_goes_on(world: World) -> None:
    world.load(rings(NEAR, FAR, more=PEOPLE))
    caller = nurse_says(world, "75#")
    assert rung(world) == ["gilles", "hugo", "ines"]
    caller.talks_with(world.accepts("hugo"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_caller_who_passes_is_near_nobody_and_far_from_nobody(world: World) -> None:
    world.load(rings(NEAR, FAR, more=PEOPLE))
    caller = nurse_says(world, "#")
    assert rung(world) == ["chloe"]
    caller.talks_with(world.accepts("chloe"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_number_from_overseas_tells_the_territory_and_nothing_is_asked(world: World) -> None:
    world.load(rings(NEAR, more=PEOPLE))
    caller = world.nurse_waits(FROM_LA_REUNION)
    assert rung(world) == ["hugo"]
    caller.talks_with(world.accepts("hugo"))
    caller.hangs_up()
    world.assert_all_is_quiet()
