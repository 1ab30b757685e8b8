"""Who would make the line dial for them: surcharged, short and foreign numbers, many requests, one
victim named by many callers. None of it rings; whoever tries is offered a human all the same."""

from __future__ import annotations

import pytest

from simulator.phones import Phone
from tests.calls.called_back import (
    accepts_to_call,
    asks,
    hours_pass,
    line_that_calls_back,
    requests,
)
from tests.world import CALLER, World

KEYED = 'numbers = ["calling", "keyed"]'
VICTIM = "0612340000"


def to_another_number(world: World, keys: str, from_: str = CALLER) -> Phone:
    caller = world.dials(from_)
    caller.hears("Pour être rappelé, tapez 4")
    caller.presses("4")
    caller.hears("À un autre numéro, tapez 2")
    caller.presses("2")
    caller.hears("Tapez les dix chiffres")
    caller.presses(keys)
    return caller


def is_put_through(world: World, caller: Phone) -> None:
    caller.hears("je vous passe quelqu'un", within=60)
    caller.hangs_up()
    world.wait(5)
    assert requests(world) == []


@pytest.mark.parametrize(
    "keys",
    ["0899701234#", "0836656565#", "0805232336#", "0800000000#", "0820123456#"],
    ids=["0899", "0836", "0805", "0800", "0820"],
)
def test_service_numbers_are_never_called(world: World, keys: str) -> None:
    world.load(line_that_calls_back(KEYED))
    caller = to_another_number(world, keys)
    caller.hears("Nous ne pouvons pas appeler ce numéro")
    is_put_through(world, caller)


@pytest.mark.parametrize(
    "keys", ["3631#", "118218#", "15#", "112#", "00377931234#", "0044123456#", "000000000#", "#"]
)
def test_what_is_no_number_of_ours_is_asked_for_again_then_a_human_comes(
    world: World, keys: str
) -> None:
    world.load(line_that_calls_back(KEYED))
    caller = to_another_number(world, keys)
    for _ in range(2):
        caller.hears("Tapez les dix chiffres", within=60)
        caller.presses(keys)
    is_put_through(world, caller)


ABROAD = "Nous ne pouvons pas appeler ce numéro"


@pytest.mark.parametrize(
    ("from_", "why"),
    [
        ("+32475123456", ABROAD),
        ("+37793123456", ABROAD),
        ("+50761234567", ABROAD),
        ("anonymous", "Votre numéro ne nous est pas transmis"),
    ],
)
def test_whoever_calls_from_abroad_or_withholds_their_number_is_put_through(
    world: World, from_: str, why: str
) -> None:
    world.load(line_that_calls_back())
    caller = world.dials(from_)
    caller.hears("Pour être rappelé, tapez 4")
    caller.presses("4")
    caller.hears(why)
    is_put_through(world, caller)


def test_a_line_that_keeps_to_the_mainland_does_not_ring_overseas(world: World) -> None:
    world.load(line_that_calls_back('territories = ["FR"]'))
    caller = world.dials("+590690123456")
    caller.hears("Pour être rappelé, tapez 4")
    caller.presses("4")
    caller.hears(ABROAD)
    is_put_through(world, caller)


def test_one_open_request_a_number_whoever_names_it(world: World) -> None:
    world.load(line_that_calls_back(KEYED))
    first = to_another_number(world, f"{VICTIM}#", "+33612345001")
    first.hears("tapez 1")
    first.presses("2")
    first.hears("Si un répondeur décroche")
    first.presses("1")
    first.hears("Votre code est")
    first.is_hung_up()
    for nth in range(2, 6):
        other = to_another_number(world, f"{VICTIM}#", f"+3361234500{nth}")
        other.hears("Nous ne pouvons pas promettre de rappeler ce numéro aujourd'hui")
        other.hangs_up()
        world.wait(2)
    assert len(requests(world)) == 1


def test_whoever_is_rung_for_others_rings_three_times_a_day_at_most(world: World) -> None:
    world.load(line_that_calls_back())
    asks(world)
    victim = world.carrier.phone(CALLER)
    for _ in range(3):
        accepts_to_call(world, "anne", within=120)
        victim.rings(within=20).rejects()
        world.phone_of("anne").is_hung_up()
        hours_pass(world, 0.48)
    caller = world.dials()
    caller.hears("tapez 4")
    caller.presses("4")
    caller.hears("d'où vous appelez, tapez 1")
    caller.presses("1")
    caller.hears("Nous ne pouvons pas promettre")
    caller.hangs_up()
    hours_pass(world, 60)  # the request that failed is gone too by then
    asks(world)
    assert [request.state for request in requests(world)] != []


def test_a_line_takes_so_many_requests_a_day_and_no_more(world: World) -> None:
    world.load(line_that_calls_back("a_day = 2"))
    for nth in range(2):
        asks(world, f"+3361234500{nth}", window="3")
    caller = world.dials("+33612345009")
    caller.hears("tapez 4")
    caller.presses("4")
    caller.hears("d'où vous appelez, tapez 1")
    caller.presses("1")
    caller.hears("Nous ne pouvons pas promettre de rappeler ce numéro aujourd'hui")
    caller.hears("je vous passe quelqu'un")
    caller.hangs_up()
    world.wait(2)
    assert len(requests(world)) == 2


def test_what_it_costs_is_told_once_a_day(world: World) -> None:
    world.load(line_that_calls_back("alarm_at = 2"))
    for nth in range(3):
        asks(world, f"+3361234500{nth}")
        accepts_to_call(world, "anne", within=60)
        world.carrier.phone(f"+3361234500{nth}").rings(within=20).rejects()
        world.phone_of("anne").is_hung_up()
    told = [text for text in world.phone_of("chloe").texts if "rappelées aujourd'hui" in text]
    assert len(told) == 1
    assert "2 personnes" in told[0]
