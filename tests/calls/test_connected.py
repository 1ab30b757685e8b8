"""The first call: dial, choose, reach the person on duty, wrap up, counted."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError

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


def test_a_bridge_is_not_kept_apart_by_a_database_that_is_away(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.carrier.live.queue_url_failure = "hangup"

    def away(*_: object) -> bool:
        raise OperationalError("", {}, Exception())

    monkeypatch.setattr("hotline.calls.changes.connect", away)
    caller = world.nurse_waits()
    anne = world.accepts("anne")
    caller.talks_with(anne)
    caller.hangs_up()
    anne.hangs_up()
    monkeypatch.undo()
    world.assert_all_is_quiet()
