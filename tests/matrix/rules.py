"""What must hold after a call in which something went wrong, wherever the story got to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from hotline.people.service import phones_of
from hotline.people.tables import Person
from simulator.live_points import LivePoints
from simulator.phones import Phone
from tests.soak.rules import (
    a_way_out_is_offered_in_time,
    everything_is_over,
    is_farewell,
    nobody_has_two_calls_at_once,
    nobody_rings_on,
)
from tests.world import World

AWAY = timedelta(seconds=30)
"""What the carrier may lose by one fault: its own time-out, and its fallback."""

STAYS, LEAVES = 170, 900
"""Seconds after the story in which nobody does anything, then those in which everything ends."""


REMEMBERED = timedelta(hours=20)
"""A call is a row for at least so long."""


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
    """Nobody does anything for a while; then all is well at the carrier again, everybody hangs up,
    and the jobs clear up."""
    world.rests(STAYS)
    # A database that a story had taken away, too.
    for name in ("reading", "writing"):
        vars(world.service.database).pop(name, None)
    faults = world.carrier.faults
    faults.rest, faults.callbacks, faults.webhook = None, [], None
    for phone in [*world.carrier.phones.values()]:
        phone.hangs_up()
    world.rests(LEAVES)


def all_hold(world: World) -> None:
    """A human or a way out in time; nobody sent away without a word; never the carrier's apology;
    nothing rings on, nothing lives on, and each call is there once."""
    lived = lived_in(world)
    for caller in lived.callers:
        a_way_out_is_offered_in_time(caller, AWAY)
    if not carrier_hangs_up(world.carrier.live):
        for caller in lived.callers:
            nobody_is_dropped(caller)
    nobody_has_two_calls_at_once(lived)
    nobody_rings_on(lived)
    everything_is_over(world, troubled=True)
    each_call_is_there_once(lived)


def each_call_is_there_once(lived: Lived) -> None:
    """Of everybody whom the line answered in the last hours; those before may be forgotten by
    now."""
    since = lived.world.clock.now() - REMEMBERED
    inbound = {leg.sid: leg for leg in lived.world.carrier.calls if leg.direction == "inbound"}
    # Nothing of the carrier is left in a call that its caller asked to have forgotten.
    rows = [call.carrier_id for call in lived.world.calls() if call.carrier_id[:2] == "CA"]
    answered = {
        sent.parameters.get("CallSid")
        for sent in lived.world.carrier.webhooks.log
        if not sent.failure and not sent.path.endswith("status")
    }
    callers = {
        sid
        for sid, leg in inbound.items()
        if leg.phone in lived.callers and leg.created > since and sid in answered
    }
    assert len(rows) == len({*rows})
    assert callers <= {*rows}


def carrier_hangs_up(live: LivePoints) -> bool:
    """Whether the carrier, with its points settled so, drops a caller of whom nobody asked it."""
    return not live.star_keeps_caller or "hangup" in {
        live.queue_url_failure,
        live.wait_failure,
        live.action_failure,
    }


def nobody_is_dropped(caller: Phone) -> None:
    """Whoever did not hang up themselves was told goodbye, or what to dial, since they last talked
    with somebody. Not so somebody who is called back: silence there may be anybody's."""
    since, called = 0, False
    for nth, heard in enumerate(caller.transcript):
        if heard.kind in {"joined", "dialled", "ring"}:
            since, called = nth, heard.kind == "dialled" or (called and heard.kind == "joined")
        if heard.kind == "ended" and called:
            told = caller.transcript[since:nth]
            left = told[-1].kind == "hung up"
            assert left or any(map(is_farewell, told)), caller.story()
