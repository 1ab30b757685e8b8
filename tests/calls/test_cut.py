"""The responder's line is cut during the talk: the caller is kept, the same person rung first."""

from __future__ import annotations

from tests.world import World


def test_a_cut_talk_goes_on_with_the_same_person(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    world.wait(300)
    anne.hangs_up()
    caller.hears("Restez en ligne", within=5)
    anne.rings(within=15)
    anne.answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("La personne avec qui vous parliez")
    anne.presses("1")
    caller.talks_with(anne)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "cut"), ("anne", "talked")]
    assert world.call().outcome == "CONNECTED"


def test_when_the_same_person_cannot_be_reached_the_plan_goes_on(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.hangs_up()
    anne.rings(within=15).stops_ringing(within=40)
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_nobody_is_rung_back_when_both_hang_up(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.hangs_up()
    world.wait(2)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert len(world.legs()) == 1


def test_a_cut_caller_is_first_in_line(world: World) -> None:
    world.carrier.phone("+33612000001")
    anne, bruno, chloe = (world.phone_of(slug) for slug in ("anne", "bruno", "chloe"))
    first = world.nurse_waits()
    first.talks_with(world.accepts("anne"))
    second = world.nurse_waits("+33612000001")
    second.talks_with(world.accepts("bruno"))
    third = world.nurse_waits("+33612000002")
    third.talks_with(world.accepts("chloe"))
    fourth = world.nurse_waits("+33612000003")
    world.wait(30)
    bruno.hangs_up()
    caller_kept = world.accepts("bruno")
    second.talks_with(caller_kept)
    assert fourth.in_call
    assert fourth.connected_to is None
    for phone in (first, second, third, fourth):
        phone.hangs_up()
    world.assert_all_is_quiet()
    assert anne.in_call is chloe.in_call is False


def test_the_telephone_they_talked_on_is_rung_back_then_their_other_one(world: World) -> None:
    caller = world.dials()
    caller.hears("tapez 3")
    caller.presses("3")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("2")
    mobile = world.accepts("fanny")
    caller.talks_with(mobile)
    mobile.hangs_up()
    mobile.rings(within=15).stops_ringing(within=40)
    caller.talks_with(world.accepts("fanny", 1), within=60)
    caller.hangs_up()
    world.assert_all_is_quiet()
