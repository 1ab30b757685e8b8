"""What must happen soon does not wait for the next heartbeat, a look-up, or a word never said."""

from __future__ import annotations

import pytest

from routing.outcomes import CallState
from tests.world import World


def test_two_who_hang_up_cost_the_caller_less_than_one_piece_of_music(world: World) -> None:
    anne, bruno, chloe = (world.phone_of(slug) for slug in ("anne", "bruno", "chloe"))
    caller = world.nurse_waits()
    anne.rings().rejects()
    bruno.rings(within=2).rejects()
    chloe.rings(within=2)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_claim_that_came_to_nothing_lets_the_next_person_be_rung_in_twenty_seconds(
    world: World,
) -> None:
    world.carrier.faults.loses(lambda told: told["CallStatus"] == "completed")
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    anne.rings().answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("encore sur 1")
    anne.hangs_up()
    world.phone_of("bruno").rings(within=20)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_caller_whose_end_nobody_tells_is_found_gone(world: World) -> None:
    world.carrier.faults.loses(lambda _told: True)
    caller = world.dials()
    caller.hears("ligne des histoires")
    caller.hangs_up()
    world.wait(30)
    assert world.call().state == CallState.MENU
    world.wait(120)
    assert (world.call().state, world.call().outcome) == (CallState.ENDED, "GONE-MENU")
    world.assert_all_is_quiet()


@pytest.mark.parametrize("status", ["ringing", "in-progress"])
def test_what_is_told_of_a_leg_during_the_talk_is_late_and_changes_nothing(
    world: World, status: str
) -> None:
    world.carrier.faults.delays(lambda told: told["CallStatus"] == status, 60)
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    world.wait(120)
    assert [leg.state for leg in world.legs()] == ["connected"]
    caller.hangs_up()
    anne.hears("L'appel est terminé")
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "talked")]


def test_the_queue_of_a_call_is_gone_from_the_carrier_two_minutes_after_it(world: World) -> None:
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    assert len(world.carrier.queues) == 1
    caller.hangs_up()
    world.phone_of("anne").hangs_up()
    world.wait(120)
    assert len(world.carrier.queues) == 0
    world.assert_all_is_quiet()
