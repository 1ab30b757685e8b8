"""Two calls and one free responder: the first in line is served, nobody is rung twice."""

from __future__ import annotations

from simulator.behaviours import Fails
from tests.world import World


def only_anne(world: World) -> None:
    for slug in ("bruno", "chloe"):
        world.phone_of(slug).behaviour = Fails()


def test_the_longest_wait_is_served_first(world: World) -> None:
    only_anne(world)
    anne = world.phone_of("anne")
    first = world.nurse_waits()
    world.wait(3)
    second = world.nurse_waits("+33612000001")
    first.talks_with(world.accepts("anne"))
    assert second.connected_to is None
    first.hangs_up()
    anne.hears("L'appel est terminé")
    anne.hangs_up()
    second.talks_with(world.accepts("anne"), within=60)
    second.hangs_up()
    world.assert_all_is_quiet()


def test_a_danger_call_goes_first(world: World) -> None:
    only_anne(world)
    anne = world.phone_of("anne")
    talking = world.nurse_waits("+33612000009")
    talking.talks_with(world.accepts("anne"))
    early = world.nurse_waits()
    world.wait(5)
    urgent = world.dials("+33612000001")
    urgent.hears("En danger")
    urgent.presses("0")
    urgent.hears("je vous passe quelqu'un")
    urgent.hears("le 15, le 112 ou le 31 14", within=20)
    talking.hangs_up()
    anne.hears("L'appel est terminé")
    anne.hangs_up()
    anne.rings(within=60).answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("Danger signalé")
    anne.presses("1")
    urgent.talks_with(anne)
    assert early.connected_to is None
    for phone in (early, urgent):
        phone.hangs_up()
    world.assert_all_is_quiet()


def test_both_are_rung_for_when_two_are_free(world: World) -> None:
    first = world.nurse_waits()
    second = world.nurse_waits("+33612000001")
    first.talks_with(world.accepts("anne"))
    second.talks_with(world.accepts("bruno"))
    for phone in (first, second):
        phone.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "talked"), ("bruno", "talked")]
