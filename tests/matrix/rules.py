"""What must hold after a call in which something went wrong, wherever the story got to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from hotline.people.service import phones_of
from hotline.people.tables import Person
from simulator.phones import Phone
from tests.soak.rules import (
    a_way_out_is_offered_in_time,
    everything_is_over,
    nobody_has_two_calls_at_once,
    nobody_rings_on,
)
from tests.world import World

AWAY = timedelta(seconds=30)
"""What the carrier may lose by one fault: its own time-out, and its fallback."""

STAYS, LEAVES = 240, 900
"""Seconds after the story in which nobody does anything, then those in which everything ends."""


@dataclass
class Lived:
    """What the rules look at."""

    world: World
    callers: list[Phone]
    people: dict[str, str]


def lived_in(world: World) -> Lived:
    """Everybody who called, and everybody who may be rung."""
    with world.service.database.reading() as session:
        slugs = {row.id: row.slug for row in session.scalars(select(Person))}
        phones = phones_of(session, slugs)
    people = {number: slugs[person] for person, theirs in phones.items() for number in theirs}
    dialled = {leg.phone for leg in world.carrier.calls if leg.phone is not None}
    callers = [phone for phone in dialled if phone.number not in people]
    rung = {leg.to: leg.to for leg in world.carrier.legs if leg.direction != "inbound"}
    return Lived(world, callers, rung | people)


def come_to_an_end(world: World) -> None:
    """Nobody does anything for a while; then everybody hangs up, and the jobs clear up."""
    world.wait(STAYS)
    for phone in [*world.carrier.phones.values()]:
        phone.hangs_up()
    world.wait(LEAVES)


def all_hold(world: World) -> None:
    """A human or a way out in time; never the carrier's apology; nothing rings on, nothing lives
    on, and each call is there once."""
    lived = lived_in(world)
    for caller in lived.callers:
        a_way_out_is_offered_in_time(caller, AWAY)
    nobody_has_two_calls_at_once(lived)
    nobody_rings_on(lived)
    everything_is_over(world, troubled=True)
    heard_of = {leg.sid for leg in world.carrier.calls if leg.phone in lived.callers}
    rows = [call.carrier_id for call in world.calls() if call.callback_id is None]
    assert sorted(rows) == sorted(heard_of)
