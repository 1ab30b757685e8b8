"""The responder presses star: the caller hears kind words until they come back, or end."""

from __future__ import annotations

from tests.calls.test_rest_down import take_down
from tests.world import World


def test_star_and_back(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    world.wait(60)
    anne.presses("*")
    anne.hears("Pour lui parler de nouveau, tapez 1")
    caller.hears("Restez en ligne", within=10)
    world.wait(5)
    anne.presses("1")
    caller.talks_with(anne, within=20)
    world.wait(60)
    caller.hangs_up()
    anne.hears("L'appel est terminé")
    anne.hangs_up()
    world.assert_all_is_quiet()
    (leg,) = world.legs()
    assert 115 <= leg.talk_seconds <= 130


def test_star_and_end(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    anne.hears("Pour terminer l'appel, tapez 2")
    anne.presses("2")
    caller.hears("Vous pouvez rappeler quand vous voulez", within=15)
    caller.is_hung_up(within=15)
    anne.hears("L'appel est terminé")
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "CONNECTED"


def test_star_and_then_nothing_rings_the_same_person_back(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    anne.hears("La personne reste en ligne")
    anne.is_hung_up(within=90)
    caller.talks_with(world.accepts("anne"), within=60)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_caller_who_is_held_for_long_hears_what_else_they_can_do(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    for _ in range(7):
        anne.hears("La personne reste en ligne")
        world.wait(18)
        anne.presses("7")
    caller.hears("pas encore revenue", within=1)
    caller.hears("Pour entendre des numéros à appeler, tapez 2")
    caller.presses("2")
    caller.hears("31 14")
    anne.hears("La personne reste en ligne")
    anne.presses("1")
    caller.talks_with(anne, within=20)
    assert world.call().offers == 0
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_star_and_the_caller_hangs_up(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    anne.hears("La personne reste en ligne")
    caller.hangs_up()
    anne.presses("1")
    anne.hears("L'appel est terminé", within=20)
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_a_carrier_that_hangs_up_on_the_caller_at_star_leaves_nothing_behind(world: World) -> None:
    world.carrier.live.star_keeps_caller = False
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    caller.is_hung_up(within=5)
    anne.hears("L'appel est terminé", within=20)
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_a_responder_who_leaves_unheard_while_their_caller_is_on_hold_is_soon_rung_back(
    world: World,
) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    caller.hears("La personne avec qui vous parliez revient", within=20)
    world.carrier.faults.loses(lambda told: told["CallStatus"] == "completed")
    anne.hangs_up()
    anne.rings(within=50)
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_caller_on_hold_whose_responder_is_lost_unheard_reaches_somebody_else(
    world: World,
) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    caller.hears("La personne avec qui vous parliez revient", within=20)
    world.carrier.faults.loses(lambda told: told["CallStatus"] == "completed")
    take_down(world)
    anne.hangs_up()
    world.phone_of("bruno").rings(within=150)
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.carrier.faults.rest = None
    world.assert_all_is_quiet()
