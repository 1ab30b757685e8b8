"""A telephone was given up, and rings after all: it is stopped, and claims nothing."""

from __future__ import annotations

from simulator.phones import Phone
from tests.conftest import WorldMaker
from tests.world import World

SLOW = 1 / 150
"""Dials a second of a carrier that lets calls stand in its own queue for minutes."""


def bruno_rings_after_all(world: World, *unheard: str) -> Phone:
    """Bruno stands in the carrier's own queue until he is given up; then his telephone rings."""
    world.carrier.faults.loses(lambda told: told["CallStatus"] in unheard)
    world.nurse_waits()
    world.phone_of("anne").rings().stops_ringing()
    world.wait(110)
    assert ("bruno", "lost") in world.results()
    return world.phone_of("bruno").rings(within=60)


def test_it_stops_ringing(make_world: WorldMaker) -> None:
    bruno = bruno_rings_after_all(make_world(dial_rate=SLOW), "initiated")
    bruno.stops_ringing(within=2)


def test_whoever_answers_it_at_once_is_told_kindly_and_let_go(make_world: WorldMaker) -> None:
    bruno = bruno_rings_after_all(make_world(dial_rate=SLOW), "initiated", "ringing")
    bruno.answers()
    bruno.hears("Merci")
    bruno.is_hung_up()
