"""The caller hangs up, wherever they are: no telephone rings on, the stage is counted."""

from __future__ import annotations

from hotline.hanging_up import end_call_now
from tests.world import World


def test_in_the_menu(world: World) -> None:
    caller = world.dials()
    caller.hears("ligne des histoires")
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "GONE-MENU"
    assert world.legs() == []


def test_while_waiting_with_nobody_ringing(world: World) -> None:
    caller = world.nurse_waits()
    for slug in ("anne", "bruno", "chloe"):
        world.phone_of(slug).rings().rejects()
    world.wait(3)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "GONE-WAIT"


def test_while_a_responder_is_rung(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    anne.rings()
    caller.hangs_up()
    anne.stops_ringing(within=2)
    world.assert_all_is_quiet()
    assert world.call().outcome == "GONE-RING"
    assert world.results() == [("anne", "caller gone")]


def test_while_the_responder_listens(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    anne.rings().answers()
    anne.hears("appuyez sur 1")
    caller.hangs_up()
    anne.hears("La personne a raccroché")
    anne.is_hung_up()
    world.assert_all_is_quiet()


def test_between_the_claim_and_the_bridge(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    anne.rings().answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("encore sur 1")
    caller.hangs_up()
    anne.presses("1")
    anne.hears("La personne a raccroché", within=10)
    anne.is_hung_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "GONE-RING"


def test_the_coordinator_learns_of_it_within_a_minute_the_time_and_kind_only(world: World) -> None:
    chloe = world.phone_of("chloe")
    caller = world.nurse_waits()
    world.phone_of("anne").rings()
    caller.hangs_up()
    text = chloe.receives_text("appel sans réponse", within=60)
    assert "Raccroché pendant qu'un téléphone sonnait" in text
    assert caller.number not in text
    world.assert_all_is_quiet()
    assert len(chloe.texts) == 1


def test_nobody_is_told_of_a_call_that_reached_a_human(world: World) -> None:
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.phone_of("chloe").texts == []


def test_a_queue_heard_of_after_the_end_is_deleted_too(world: World) -> None:
    caller = world.dials()
    caller.hears("tapez 2")
    caller.presses("2")

    def hang_up(_kind: str, url: str, told: dict[str, str]) -> None:
        if url.endswith("/wait") and caller.in_call:
            caller.hangs_up()
            end_call_now(world.service, world.call().id)

    world.carrier.webhooks.before.append(hang_up)
    world.assert_all_is_quiet()
    assert world.call().queue_id is not None
    assert len(world.carrier.queues) == 0
