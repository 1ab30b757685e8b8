"""Many calls in virtual time, with everything that goes wrong: nothing is left over, and nobody is
forgotten, rung twice, or kept waiting without a way out."""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from hotline.lines.service import line_by_slug
from hotline.statistics.figures import figures
from hotline.words import words
from routing.outcomes import CallState, LegState
from simulator.phones import Phone
from tests.conftest import WorldMaker
from tests.soak.day import DEMO, Day, numbers
from tests.world import World

CALLS = int(os.environ.get("HOTLINE_SOAK_CALLS", "60"))
SEED = int(os.environ.get("HOTLINE_SOAK_SEED", "2026"))
MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)

BUDGET = timedelta(seconds=90)
A_PIECE_LATER = timedelta(seconds=35)
"""Words come between two pieces of music, and not while somebody who accepted hears who calls."""
A_RING_LATER = timedelta(seconds=45)
"""A telephone rung by Dial is waited for: for 25 seconds, and longer if it is picked up."""

WAITS = words("put-through", "fr")
OFFERS = [
    words(key, "fr")
    for key in ("way-out-budget", "way-out-nobody", "keep-waiting", "numbers-again", "goodbye")
]
"""The ways out, and what is said to whoever chose one."""


@pytest.mark.parametrize("seed", [SEED])
def test_after_many_calls_nothing_is_left_over(make_world: WorldMaker, seed: int) -> None:
    world = make_world(line_file=DEMO, start=MORNING, seed=seed)
    day = Day(world, seed, numbers(CALLS, 0))
    day.passes()
    everything_is_over(world)
    nobody_has_two_calls_at_once(day)
    for caller in day.callers:
        a_way_out_is_offered_in_time(caller)
    every_call_counts_once(day)


def everything_is_over(world: World) -> None:
    """In the database, at the carrier, on every telephone."""
    assert {call.state for call in world.calls()} == {CallState.ENDED}
    assert {leg.state for leg in world.legs()} == {LegState.ENDED}
    assert [leg.sid for leg in world.carrier.legs if not leg.ended] == []
    assert [phone.label for phone in world.carrier.phones.values() if phone.in_call] == []
    assert [queue.name for queue in world.carrier.queues] == []
    # A caller who left before their queue existed, the word of it lost: nobody can be joined there.
    never_queued = {call.id for call in world.calls() if call.queue_id is None}
    problems = [str(problem) for problem in world.carrier.problems]
    assert [p for p in problems if not any(f"no queue '{id_}'" in p for id_ in never_queued)] == []
    assert world.carrier.apologies == []


def nobody_has_two_calls_at_once(day: Day) -> None:
    """A responder: neither on one telephone nor on two, being rung included. A caller and a
    responder: each talks with one at a time."""
    legs = defaultdict(list)
    for leg in day.world.carrier.legs:
        if leg.direction != "inbound":
            legs[day.people[leg.to]].append(leg)
    for slug, theirs in legs.items():
        for one, next_one in pairwise(sorted(theirs, key=lambda leg: leg.created)):
            assert one.ended_at is not None
            assert one.ended_at <= next_one.created, (slug, one.created, next_one.created)
    for phone in [*day.callers, *map(day.world.carrier.phone, day.people)]:
        talks = [h.kind for h in phone.transcript if h.kind in {"joined", "parted", "ended"}]
        assert ("joined", "joined") not in pairwise(talks), phone.story()


def a_way_out_is_offered_in_time(caller: Phone) -> None:
    """From the moment they wait, or were last offered one, until they talk or leave."""
    since, longest = None, BUDGET + A_PIECE_LATER
    for heard in caller.transcript:
        offered = any(map(heard.says, OFFERS))
        if heard.kind == "ringback":
            longest = BUDGET + A_PIECE_LATER + A_RING_LATER
        elif since is not None and (offered or heard.kind in {"joined", "ended"}):
            assert heard.at - since <= longest, caller.story()
            since, longest = None, BUDGET + A_PIECE_LATER
        if offered or heard.kind == "parted" or (since is None and heard.says(WAITS)):
            since = heard.at


def every_call_counts_once(day: Day) -> None:
    with day.world.service.database.reading() as session:
        line = line_by_slug(session, "entraide")
        assert line is not None
        counted = figures(session, line, date(2026, 11, 1), date(2026, 11, 30))
    assert counted.calls == len(day.callers)
    heard = {call.carrier_id for call in day.world.calls() if call.connected_at is not None}
    joined = {
        phone.call.sid
        for phone in day.callers
        if any(heard.kind == "joined" for heard in phone.transcript)
    }
    # More of them where somebody was gone in the very second before the two were joined.
    assert joined <= heard
    assert counted.connected == len(heard)
