"""The responder is lost between the claim and the bridge: ringing goes on."""

from __future__ import annotations

from simulator.phones import Phone
from simulator.webhooks import Hook
from tests.world import World


def drop_when_joined(world: World, phone: Phone) -> Hook:
    """This person's line dies while the document before the bridge is asked for."""

    def hook(_kind: str, url: str, _told: dict[str, str]) -> None:
        if url.endswith("/connected"):
            phone.hangs_up()

    world.carrier.webhooks.before.append(hook)
    return hook


def test_a_responder_lost_after_the_first_1_is_replaced(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    anne.rings().answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("encore sur 1")
    anne.hangs_up()
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "dropped"), ("bruno", "talked")]


def test_a_responder_lost_while_being_joined_leaves_the_caller_in_the_queue(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    world.wait(6)
    hang_up = drop_when_joined(world, anne)
    world.accepts("anne")
    anne.is_hung_up()
    world.carrier.webhooks.before.remove(hang_up)
    caller.talks_with(world.accepts("anne"), within=60)
    assert not caller.has_heard("Au revoir")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_lease_that_lapses_while_the_word_of_it_is_lost_is_released(world: World) -> None:
    anne = world.phone_of("anne")
    world.carrier.faults.loses(lambda told: told["CallStatus"] == "completed")
    caller = world.nurse_waits()
    anne.rings().answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("encore sur 1")
    anne.hangs_up()
    caller.talks_with(world.accepts("bruno"), within=120)
    caller.hangs_up()
    world.assert_all_is_quiet()
