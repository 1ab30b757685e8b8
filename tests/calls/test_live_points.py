"""What the carrier's documentation leaves open, both ways: a talk, a cut, star, each under all."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from simulator.live_points import LivePoints
from tests.world import World

SETTINGS: list[dict[str, Any]] = [
    {"caller_action_first": True, "seconds_between_actions": 0.0},
    {"caller_action_first": False, "seconds_between_actions": 0.0},
    {"caller_action_first": True, "seconds_between_actions": 3.0},
    {"caller_action_first": False, "seconds_between_actions": 3.0},
    {"star_keeps_caller": True},
    {"star_keeps_caller": False},
    {"create_timeout_buffer": 0.0, "dial_timeout_buffer": 0.0},
    {"create_timeout_buffer": 5.0, "dial_timeout_buffer": 5.0},
    {"responder_lost_while_connecting": "bridged"},
    {"responder_lost_while_connecting": "system-error"},
    {"responder_lost_while_connecting": "bridging-in-process"},
    {"delete_delay_hours": 3.0},
]


@pytest.fixture(params=SETTINGS, ids=lambda s: ",".join(f"{k}={v}" for k, v in s.items()))
def either_way(request: pytest.FixtureRequest, world: World) -> World:
    """The world, with a carrier that settled an open point this way."""
    for name, value in request.param.items():
        assert name in {field.name for field in fields(LivePoints)}
        setattr(world.carrier.live, name, value)
    return world


def test_a_talk_a_cut_and_an_end(either_way: World) -> None:
    world = either_way
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    world.wait(30)
    anne.hangs_up()
    caller.hears("Restez en ligne", within=10)
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    anne.hears("L'appel est terminé", within=20)
    anne.hangs_up()
    world.assert_all_is_quiet()
    assert world.call().outcome == "CONNECTED"


def test_star_and_the_call_ends_well(either_way: World) -> None:
    world = either_way
    anne = world.phone_of("anne")
    caller = world.nurse_waits()
    caller.talks_with(world.accepts("anne"))
    anne.presses("*")
    if world.carrier.live.star_keeps_caller:
        anne.hears("Pour lui parler de nouveau, tapez 1", within=20)
        anne.presses("1")
        caller.talks_with(anne, within=20)
        caller.hangs_up()
    anne.hears("L'appel est terminé", within=20)
    anne.hangs_up()
    world.assert_all_is_quiet()


def test_a_responder_lost_while_being_joined(either_way: World) -> None:
    world = either_way
    anne = world.phone_of("anne")

    def drop(_kind: str, url: str, _told: dict[str, str]) -> None:
        if url.endswith("/connected"):
            anne.hangs_up()

    caller = world.nurse_waits()
    world.wait(6)
    world.carrier.webhooks.before.append(drop)
    world.accepts("anne")
    anne.is_hung_up()
    world.carrier.webhooks.before.clear()
    caller.talks_with(world.accepts("anne"))
    caller.hangs_up()
    world.assert_all_is_quiet()
