"""The first call: dial, choose, reach the person on duty, wrap up, counted."""

from __future__ import annotations

from routing.outcomes import CallState
from tests.world import World


def test_a_nurse_reaches_the_psychologist_on_duty(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.dials()
    caller.hears("ligne des histoires")
    caller.hears("Infirmier ou infirmière, tapez 2")
    caller.presses("2")
    caller.hears("je vous passe quelqu'un")

    anne.rings(within=5)
    anne.answers()
    anne.hears("Entraide, appuyez sur 1")
    anne.presses("1")
    anne.hears("Infirmier ou infirmière")
    anne.hears("appuyez encore sur 1")
    anne.presses("1")

    caller.talks_with(anne, within=5)
    assert world.call().state == CallState.CONNECTED
    anne.says("Bonsoir, je vous écoute.")
    caller.hears("Bonsoir, je vous écoute")

    world.wait(600)
    caller.hangs_up()
    anne.hears("L'appel est terminé")
    anne.presses("11")
    anne.hears("Épuisement professionnel")
    anne.presses("1")
    anne.hears("C'est noté")
    anne.hangs_up()
    world.assert_all_is_quiet()

    call = world.call()
    assert (call.profession, call.kind_wanted, call.outcome) == ("IDE", "psychologist", "CONNECTED")
    assert world.results() == [("anne", "talked")]
