"""A caller may avoid some people, such as office-holders of an Order; not in danger."""

from __future__ import annotations

from simulator.phones import Phone
from tests.calls.plans import on_duty, rings
from tests.world import World

AVOIDABLE = """
[[avoidable]]
tag = "ordre"
words = { fr = "un membre de l'Ordre", en = "an officer of the Order" }
"""
GILLES = on_duty("gilles", 41, more='tags = ["ordre"]')
ALL = 'kind = "psychologist", role = "first", ring = "all at once", seconds = 20'


def nurse_answers(world: World, key: str) -> Phone:
    caller = world.dials()
    caller.hears("tapez 2")
    caller.presses("2")
    caller.hears("Pour ne pas parler à un membre de l'Ordre, tapez 1")
    caller.presses(key)
    caller.hears("je vous passe quelqu'un")
    return caller


def test_whoever_is_avoided_is_not_rung_in_any_step(world: World) -> None:
    world.load(rings(ALL, 'team = "psychologists", seconds = 20', more=GILLES + AVOIDABLE))
    caller = nurse_answers(world, "1")
    for slug in ("anne", "bruno", "chloe"):
        world.phone_of(slug).rings(within=60)
    caller.talks_with(world.accepts("chloe"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert [slug for slug, _ in world.results()] == ["anne", "bruno", "chloe"]


def test_without_that_wish_everybody_is_rung(world: World) -> None:
    world.load(rings(ALL, more=GILLES + AVOIDABLE))
    caller = nurse_answers(world, "2")
    world.phone_of("anne").rings()
    caller.talks_with(world.accepts("gilles"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_nothing_is_asked_when_nobody_of_that_tag_could_be_rung(world: World) -> None:
    elsewhere = on_duty("gilles", 41, role="backup", more='tags = ["ordre"]')
    world.load(rings(ALL, more=elsewhere + AVOIDABLE))
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_in_danger_whoever_answers_first_is_best(world: World) -> None:
    world.load(rings(ALL, more=GILLES + AVOIDABLE))
    caller = nurse_answers(world, "1")
    world.phone_of("anne").rings()
    world.wait(5)
    assert not world.phone_of("gilles").ringing
    caller.presses("0")
    caller.talks_with(world.accepts("gilles"))
    caller.hangs_up()
    world.assert_all_is_quiet()
