"""All ring at once and one wins: the others are told kindly, or stop ringing."""

from __future__ import annotations

from simulator.phones import Phone
from tests.world import World


def doctor_waits(world: World) -> Phone:
    caller = world.dials()
    caller.hears("tapez 1")
    caller.presses("1")
    caller.hears("À un confrère ou une consœur, tapez 2")
    caller.presses("2")
    return caller


def test_the_first_to_accept_wins_and_the_other_stops_ringing(world: World) -> None:
    denis, emma = world.phone_of("denis"), world.phone_of("emma")
    caller = doctor_waits(world)
    denis.rings()
    emma.rings()
    caller.talks_with(world.accepts("emma"))
    denis.stops_ringing(within=3)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert sorted(world.results()) == [("denis", "taken"), ("emma", "talked")]


def test_whoever_presses_1_too_late_is_told_so(world: World) -> None:
    denis, emma = world.phone_of("denis"), world.phone_of("emma")
    caller = doctor_waits(world)
    denis.rings()
    emma.rings()
    for phone in (denis, emma):
        phone.answers()
        phone.hears("appuyez sur 1")
    denis.presses("1")
    world.wait(1)
    emma.presses("1")
    emma.hears("Quelqu'un a déjà répondu")
    emma.is_hung_up()
    denis.presses("1")
    caller.talks_with(denis)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert sorted(world.results()) == [("denis", "talked"), ("emma", "taken")]


def test_one_who_was_listening_when_the_other_was_put_through_is_told_so(world: World) -> None:
    denis, emma = world.phone_of("denis"), world.phone_of("emma")
    caller = doctor_waits(world)
    denis.rings()
    emma.rings()
    emma.answers()
    caller.talks_with(world.accepts("denis"))
    emma.hears("Quelqu'un a déjà répondu", within=5)
    emma.is_hung_up()
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_no_colleague_answers_and_a_psychologist_is_rung(world: World) -> None:
    caller = doctor_waits(world)
    for slug in ("denis", "emma"):
        world.phone_of(slug).rings()
    caller.talks_with(world.accepts("anne"), within=60)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_whoever_picked_up_while_another_heard_who_calls_is_rung_again_first(world: World) -> None:
    caller = doctor_waits(world)
    denis, emma = world.phone_of("denis").rings(), world.phone_of("emma").rings()
    denis.answers()
    denis.hears("appuyez sur 1")
    denis.presses("1")
    emma.answers()
    emma.hears("Quelqu'un a déjà répondu")
    emma.is_hung_up()
    denis.hangs_up()
    caller.talks_with(world.accepts("emma"))
    assert ("emma", "taken") in world.results()
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_it_is_said_in_the_responders_own_language(world: World) -> None:
    denis, emma = world.phone_of("denis"), world.phone_of("emma")
    caller = world.dials()
    caller.hears("press 9")
    caller.presses("9")
    caller.hears("press 1")
    caller.presses("1")
    caller.hears("someone of your own profession, press 2")
    caller.presses("2")
    denis.rings()
    emma.rings()
    for phone in (denis, emma):
        phone.answers()
        phone.hears("appuyez sur 1")
    denis.presses("1")
    world.wait(1)
    emma.presses("1")
    emma.hears("Quelqu'un a déjà répondu")
    emma.is_hung_up()
    caller.hangs_up()
    world.assert_all_is_quiet()
