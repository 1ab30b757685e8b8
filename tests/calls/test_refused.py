"""The first person refuses: the next is rung, and the first is left in peace."""

from __future__ import annotations

from tests.world import World


def test_a_refused_call_rings_the_next_person_at_once(world: World) -> None:
    anne, bruno = world.phone_of("anne"), world.phone_of("bruno")
    caller = world.nurse_waits()
    anne.rings().answers()
    anne.hears("appuyez sur 1")
    anne.presses("1")
    anne.hears("Pour refuser, 2")
    anne.presses("2")
    bruno.rings(within=5)
    anne.hears("nous appelons quelqu'un d'autre")
    anne.is_hung_up(within=10)

    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.results() == [("anne", "refused"), ("bruno", "talked")]


def test_whoever_refuses_before_hearing_who_calls_is_not_rung_again(world: World) -> None:
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    anne.rings().answers()
    anne.hears("appuyez sur 1")
    anne.presses("2")
    anne.is_hung_up()
    world.wait(170)
    assert [name for name, _ in world.results()].count("anne") == 1
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_everybody_refuses_and_the_caller_hears_what_else_there_is(world: World) -> None:
    caller = world.nurse_waits()
    for slug in ("anne", "bruno", "chloe"):
        phone = world.phone_of(slug).rings()
        phone.answers()
        phone.hears("appuyez sur 1")
        phone.presses("2")
    caller.hears("Pour entendre des numéros à appeler, tapez 2", within=40)
    caller.presses("2")
    caller.hears("31 14")
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "PARTNER"


def test_whoever_refused_is_asked_again_when_the_caller_still_waits_after_five_minutes(
    world: World,
) -> None:
    caller = world.nurse_waits()
    for slug in ("anne", "bruno", "chloe"):
        phone = world.phone_of(slug).rings()
        phone.answers()
        phone.hears("appuyez sur 1")
        phone.presses("2")
    for _ in range(4):
        caller.hears("Pour attendre encore, tapez 1", within=120)
        caller.presses("1")
    caller.talks_with(world.accepts("anne"), within=150)
    caller.hangs_up()
    world.assert_all_is_quiet()
