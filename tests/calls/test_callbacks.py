"""Callbacks come doubled, late, reordered, or never: no harm is done."""

from __future__ import annotations

import pytest

from simulator.behaviours import Busy, Voicemail
from tests.world import World

STATUSES = ["initiated", "ringing", "in-progress", "completed"]


def a_whole_call(world: World) -> None:
    world.phone_of("anne").behaviour = Busy()
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("bruno"), within=120)
    world.wait(60)
    caller.hangs_up()
    bruno = world.phone_of("bruno")
    bruno.hears("L'appel est terminé")
    bruno.presses("11")
    bruno.hears("Pour confirmer")
    bruno.presses("1")
    bruno.hears("C'est noté")
    bruno.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "CONNECTED"
    (talk,) = [leg for leg in world.legs() if leg.connected_at]
    assert 55 <= talk.talk_seconds <= 70


def test_every_callback_twice(world: World) -> None:
    world.carrier.faults.doubles(lambda _told: True)
    a_whole_call(world)
    assert world.results() == [("anne", "busy"), ("bruno", "talked")]


def test_every_callback_twice_the_second_long_after(world: World) -> None:
    world.carrier.faults.doubles(lambda _told: True, delay=9)
    a_whole_call(world)
    assert world.results() == [("anne", "busy"), ("bruno", "talked")]


def test_every_callback_five_seconds_late(world: World) -> None:
    world.carrier.faults.delays(lambda _told: True, 5)
    a_whole_call(world)


@pytest.mark.parametrize("status", STATUSES)
def test_one_kind_of_callback_late_and_so_out_of_order(world: World, status: str) -> None:
    world.carrier.faults.delays(lambda told: told["CallStatus"] == status, 7)
    a_whole_call(world)


@pytest.mark.parametrize("status", STATUSES)
def test_one_kind_of_callback_never_comes(world: World, status: str) -> None:
    world.carrier.faults.loses(lambda told: told["CallStatus"] == status)
    a_whole_call(world)


def test_no_callback_comes_at_all(world: World) -> None:
    world.carrier.faults.loses(lambda _told: True)
    a_whole_call(world)


def test_the_end_of_a_machine_is_never_told(world: World) -> None:
    world.carrier.faults.loses(lambda told: told["CallStatus"] == "completed")
    world.phone_of("anne").behaviour = Voicemail(after=3)
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("bruno"), within=150)
    caller.hangs_up()
    world.assert_all_is_quiet()
