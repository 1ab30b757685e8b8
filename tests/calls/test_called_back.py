"""Somebody asks to be called back: the responder is rung first, then they are; a key, their code, a
key, and they talk."""

from __future__ import annotations

import re

from simulator.behaviours import Busy, Rings, Voicemail
from simulator.live_points import LivePoints
from tests.calls.called_back import (
    accepts_to_call,
    asks,
    hours_pass,
    line_that_calls_back,
    picks_up,
    requests,
)
from tests.world import CALLER, World


def test_it_is_promised_for_a_time_at_which_somebody_is_on_duty_and_kept(world: World) -> None:
    world.load(line_that_calls_back())
    code = asks(world, window="2")
    assert re.fullmatch(r"\d \d \d \d", code)
    (request,) = requests(world)
    assert (request.state, request.number) == ("asked", CALLER)
    hours_pass(world, 4.9)
    assert request.starts_at is not None
    world.wait(60)
    assert not world.phone_of("anne").ringing
    anne = accepts_to_call(world, "anne", within=600)
    assert world.clock.now() >= request.starts_at
    caller = picks_up(world.carrier.phone(CALLER), code)
    caller.talks_with(anne)
    caller.hangs_up()
    anne.hears("L'appel est terminé, merci")
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert requests(world) == []
    assert [call.outcome for call in world.calls()] == ["CALLBACK", "CONNECTED"]


def test_nothing_is_said_before_a_key_that_tells_what_it_is_about(world: World) -> None:
    world.load(line_that_calls_back())
    code = asks(world)
    accepts_to_call(world, "anne")
    phone = world.carrier.phone(CALLER)
    before = len(phone.transcript)
    phone.rings(within=20)
    phone.answers()
    phone.hears("Sinon, appuyez sur 2")
    said = " ".join(h.text for h in phone.transcript[before:] if h.kind == "say")
    assert said == "Bonjour. Si vous attendez cet appel, appuyez sur 1. Sinon, appuyez sur 2."
    assert code not in said
    phone.hangs_up()


def test_the_spouse_who_answers_and_hangs_up_learns_nothing_and_it_is_tried_again(
    world: World,
) -> None:
    world.load(line_that_calls_back())
    code = asks(world)
    anne = accepts_to_call(world, "anne")
    phone = world.carrier.phone(CALLER).rings(within=20)
    phone.answers()
    phone.hears("Si vous attendez cet appel")
    phone.hangs_up()
    anne.hears("La personne n'a pas pu être jointe")
    anne.is_hung_up()
    (request,) = requests(world)
    assert (request.state, request.tries) == ("asked", 1)
    hours_pass(world, 0.48)
    anne = accepts_to_call(world, "anne", within=120)
    picks_up(phone, code).talks_with(anne)
    phone.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert requests(world) == []


def test_a_wrong_number_is_apologised_to_and_never_called_again(world: World) -> None:
    world.load(line_that_calls_back())
    asks(world)
    anne = accepts_to_call(world, "anne")
    phone = world.carrier.phone(CALLER).rings(within=20)
    phone.answers()
    phone.hears("Sinon, appuyez sur 2")
    phone.presses("2")
    phone.hears("C'est une erreur de numéro")
    phone.is_hung_up()
    anne.hears("La personne n'a pas pu être jointe")
    world.assert_all_is_quiet()
    assert requests(world) == []
    caller = world.dials()
    caller.hears("tapez 4")
    caller.presses("4")
    caller.hears("d'où vous appelez, tapez 1")
    caller.presses("1")
    caller.hears("Nous ne pouvons pas promettre de rappeler ce numéro aujourd'hui")
    caller.hears("je vous passe quelqu'un")
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
    (rung,) = [leg for leg in world.carrier.legs if leg.to == CALLER]
    assert rung.deleted  # what the carrier held of it, their number included


def test_a_machine_hears_nothing_when_so_agreed(world: World) -> None:
    world.load(line_that_calls_back())
    asks(world, message="1")
    phone = world.carrier.phone(CALLER)
    phone.behaviour = Voicemail(after=5)
    before = len(phone.transcript)
    anne = accepts_to_call(world, "anne")
    anne.hears("La personne n'a pas pu être jointe", within=60)
    assert [h for h in phone.transcript[before:] if h.kind in {"say", "play"}] == []
    world.assert_all_is_quiet()
    (request,) = requests(world)
    assert (request.state, request.tries) == ("asked", 1)


def test_a_machine_hears_a_neutral_message_when_so_agreed(world: World) -> None:
    world.load(line_that_calls_back())
    code = asks(world, message="2")
    phone = world.carrier.phone(CALLER)
    phone.behaviour = Voicemail(after=5)
    before = len(phone.transcript)
    accepts_to_call(world, "anne")
    phone.hears("Cet appel vous sera renouvelé", within=60)
    said = " ".join(h.text for h in phone.transcript[before:] if h.kind == "say")
    assert said == "Bonjour. Cet appel vous sera renouvelé. Au revoir."
    assert code not in said
    world.assert_all_is_quiet()


def test_a_machine_that_is_taken_for_a_human_hears_no_more_than_to_press_a_key(
    world: World,
) -> None:
    world.load(line_that_calls_back())
    world.carrier.live = LivePoints(machines_are_told=False)
    code = asks(world)
    phone = world.carrier.phone(CALLER)
    phone.behaviour = Voicemail(after=5)
    before = len(phone.transcript)
    anne = accepts_to_call(world, "anne")
    anne.hears("La personne n'a pas pu être jointe", within=120)
    said = {h.text for h in phone.transcript[before:] if h.kind == "say"}
    assert said == {"Bonjour. Si vous attendez cet appel, appuyez sur 1. Sinon, appuyez sur 2."}
    assert code not in said
    world.assert_all_is_quiet()


def test_after_three_tries_the_coordinator_decides_and_never_sees_the_number(
    world: World,
) -> None:
    world.load(line_that_calls_back())
    asks(world)
    phone = world.carrier.phone(CALLER)
    for _ in range(3):
        anne = accepts_to_call(world, "anne", within=120)
        phone.rings(within=20).rejects()
        anne.hears("La personne n'a pas pu être jointe")
        anne.is_hung_up()
        hours_pass(world, 0.48)
    told = world.phone_of("chloe").receives_text("n'a joint personne")
    assert "rappel n° 1" in told
    assert CALLER[-6:] not in told.replace(" ", "")
    (request,) = requests(world)
    assert (request.state, request.tries) == ("unreached", 3)
    hours_pass(world, 3)
    assert not phone.in_call
    assert len(world.phone_of("chloe").texts) == 1
    world.assert_all_is_quiet()


def test_a_window_that_goes_by_is_told_once_and_its_number_kept_two_days_at_most(
    world: World,
) -> None:
    world.load(line_that_calls_back())
    asks(world, window="2")
    hours_pass(world, 7.1)  # the service was down
    world.wait(60)
    told = [text for text in world.phone_of("chloe").texts if "n'a pas pu être fait" in text]
    assert len(told) == 1
    (request,) = requests(world)
    assert (request.state, request.tries) == ("missed", 0)
    hours_pass(world, 48)
    assert requests(world) == []
    world.assert_all_is_quiet()


def test_nobody_free_is_no_try_and_it_begins_again_after_a_pause(world: World) -> None:
    world.load(line_that_calls_back())
    code = asks(world)
    for slug in ("anne", "bruno", "chloe"):
        world.phone_of(slug).rings(within=60).rejects()
        world.phone_of(slug).behaviour = Busy()
    world.wait(11 * 60)
    (request,) = requests(world)
    assert (request.state, request.tries) == ("asked", 0)
    world.phone_of("anne").behaviour = Rings()
    anne = accepts_to_call(world, "anne", within=6 * 60)
    phone = picks_up(world.carrier.phone(CALLER), code).talks_with(anne)
    phone.hangs_up()
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_none_is_begun_while_somebody_waits_on_the_line(world: World) -> None:
    world.load(line_that_calls_back())
    waiting = world.nurse_waits("+33612345679")
    world.phone_of("anne").rings()
    asks(world)
    world.wait(30)
    assert [request.state for request in requests(world)] == ["asked"]
    waiting.talks_with(world.accepts("bruno"))
    accepts_to_call(world, "anne")
    waiting.hangs_up()


def test_a_responder_lost_while_the_telephone_rings_leaves_somebody_else_to_talk_to(
    world: World,
) -> None:
    world.load(line_that_calls_back())
    code = asks(world)
    anne = accepts_to_call(world, "anne")
    phone = world.carrier.phone(CALLER).rings(within=20)
    anne.hangs_up()
    picks_up(phone, code)
    phone.talks_with(world.accepts("bruno"))
    phone.hangs_up()
    world.phone_of("bruno").hangs_up()
    world.assert_all_is_quiet()
    assert requests(world) == []


def test_it_is_a_way_out_for_somebody_who_waits(world: World) -> None:
    world.load(line_that_calls_back())
    caller = world.nurse_waits()
    caller.hears("Pour être rappelé, tapez 3", within=120)
    caller.presses("3")
    caller.hears("Au numéro d'où vous appelez, tapez 1")
    caller.presses("1")
    caller.hears("Dès que possible")
    caller.presses("1")
    caller.hears("Si un répondeur décroche")
    caller.presses("1")
    caller.hears("Votre code est")
    caller.is_hung_up()
    world.wait(1)
    (request,) = requests(world)
    assert (request.profession, request.plan) == ("IDE", "psychologists")
    assert world.calls()[0].outcome == "CALLBACK"


def test_who_would_rather_talk_now_is_put_through_from_every_question(world: World) -> None:
    world.load(line_that_calls_back())
    for keys in (["3"], ["1", "5"], ["0"], ["1", "0"], ["1", "1", "0"]):
        caller = world.dials()
        caller.hears("Pour être rappelé, tapez 4")
        caller.presses("4")
        for key in keys:
            caller.hears("tapez")
            world.wait(1)
            caller.presses(key)
        caller.hears("je vous passe quelqu'un")
        caller.talks_with(world.accepts("anne"))
        caller.hangs_up()
        world.phone_of("anne").hangs_up()
        world.wait(1)
        assert requests(world) == []
    world.assert_all_is_quiet()


def test_pressing_nothing_leads_to_a_human_too(world: World) -> None:
    world.load(line_that_calls_back())
    caller = world.dials()
    caller.hears("Pour être rappelé, tapez 4")
    caller.presses("4")
    caller.hears("je vous passe quelqu'un", within=60)
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
