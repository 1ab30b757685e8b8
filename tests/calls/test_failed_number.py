"""One dead number blocks nothing: the person's other telephone, then the next person."""

from __future__ import annotations

from simulator.behaviours import Fails
from tests.world import World


def test_a_dead_number_rings_the_next_person(world: World) -> None:
    world.phone_of("anne").behaviour = Fails()
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "failed"), ("bruno", "talked")]


def test_the_second_telephone_of_the_same_person_comes_first(world: World) -> None:
    world.phone_of("fanny").behaviour = Fails()
    caller = world.dials()
    caller.hears("Vétérinaire, tapez 3")
    caller.presses("3")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("2")
    caller.talks_with(world.accepts("fanny", nth=1))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("fanny", "failed"), ("fanny", "talked")]
