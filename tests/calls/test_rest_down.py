"""The carrier's API is away: people are rung from the caller's own leg, one by one."""

from __future__ import annotations

import pytest

from simulator.behaviours import Voicemail
from simulator.faults import RestFault
from tests.conftest import WorldMaker
from tests.world import TOKEN, World


def take_down(world: World, how: RestFault = "refuse") -> None:
    world.carrier.faults.rest = lambda _method, _path, _form: how


@pytest.mark.parametrize("how", ["refuse", "limit"])
def test_a_caller_reaches_a_human_all_the_same(world: World, how: RestFault) -> None:
    take_down(world, how)
    caller = world.nurse_waits()
    anne = world.phone_of("anne").rings(within=40)
    anne.answers()
    anne.hears("Entraide, appuyez sur 1")
    anne.presses("1")
    anne.hears("Infirmier ou infirmière")
    assert not caller.is_connected_to(anne)
    anne.presses("1")
    caller.talks_with(anne)
    world.wait(120)
    caller.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "CONNECTED"
    assert world.results()[-1] == ("anne", "talked")


def test_when_nothing_listens_there_the_caller_reaches_a_human(make_world: WorldMaker) -> None:
    world = make_world(twilio_api_url="http://127.0.0.1:9")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_when_the_account_is_not_let_in_the_caller_reaches_a_human(world: World) -> None:
    world.carrier.auth_token = "changed at the carrier for its API, and not here"
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    world.carrier.auth_token = TOKEN
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_connections_that_break_off_let_the_next_person_be_rung(world: World) -> None:
    # Whether the first person's telephone rings is unknown then: they are not rung again.
    take_down(world, "close")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_machine_is_nobody_here_too(world: World) -> None:
    take_down(world)
    world.phone_of("anne").behaviour = Voicemail(after=3)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("bruno"), within=90)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_refusal_rings_the_next_person(world: World) -> None:
    take_down(world)
    caller = world.nurse_waits()
    anne = world.phone_of("anne").rings(within=40)
    anne.answers()
    anne.hears("appuyez sur 1")
    anne.presses("2")
    caller.talks_with(world.accepts("bruno"))
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_nobody_answers_and_the_ways_out_are_offered(world: World) -> None:
    take_down(world)
    caller = world.nurse_waits()
    caller.hears("Pour entendre des numéros à appeler, tapez 2", within=150)
    caller.presses("2")
    caller.hears("31 14")
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_cut_talk_goes_on_with_the_same_person(world: World) -> None:
    take_down(world)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    world.wait(60)
    world.phone_of("anne").hangs_up()
    caller.hears("Restez en ligne")
    caller.talks_with(world.accepts("anne"), within=60)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_the_caller_hangs_up_while_their_own_leg_rings(world: World) -> None:
    take_down(world)
    caller = world.nurse_waits()
    anne = world.phone_of("anne").rings(within=40)
    caller.hangs_up()
    anne.stops_ringing(within=2)
    world.assert_all_is_quiet()


def test_it_comes_back_and_ringing_goes_on_as_usual(world: World) -> None:
    take_down(world)
    caller = world.nurse_waits()
    world.wait(5)
    world.carrier.faults.rest = None
    caller.talks_with(world.accepts("anne"), within=60)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_the_wrap_up_link_is_sent_once_it_is_back(world: World) -> None:
    take_down(world)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    assert world.phone_of("anne").texts == []
    world.carrier.faults.rest = None
    world.phone_of("anne").receives_text("/fiche/", within=120)
    caller.hangs_up()
    world.assert_all_is_quiet()


def test_a_coordinator_is_told_of_a_lost_call_even_after_half_an_hour_without_the_api(
    world: World,
) -> None:
    take_down(world)
    caller = world.nurse_waits()
    world.wait(20)
    caller.hangs_up()
    world.wait(1800)
    assert world.phone_of("chloe").texts == []
    world.carrier.faults.rest = None
    world.phone_of("chloe").receives_text("appel sans réponse", within=330)
    world.assert_all_is_quiet()
