"""What holds at the end of any day, however it went."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from hotline.lines.service import line_by_slug
from hotline.statistics.figures import figures
from hotline.words import words
from routing.outcomes import CallState, LegState
from simulator.phones import Heard, Phone
from tests.world import World

BUDGET = timedelta(seconds=90)
A_PIECE_LATER = timedelta(seconds=35)
"""Words come between two pieces of music, and not while somebody who accepted hears who calls."""
A_RING_LATER = timedelta(seconds=45)
"""A telephone rung by Dial is waited for: for 25 seconds, and longer if it is picked up."""

RINGS_AT_MOST = timedelta(seconds=40)

LANGUAGES = ("fr", "en")

WAITS = [words("put-through", language) for language in LANGUAGES]
OFFERS = [
    words(key, language)
    for key in (
        *("way-out-budget", "way-out-nobody", "way-out-held"),
        *("keep-waiting", "numbers-again", "goodbye"),
    )
    for language in LANGUAGES
]
"""The ways out, and what is said to whoever chose one."""


class Lived(Protocol):
    """A day that is over."""

    world: World
    callers: list[Phone]
    people: dict[str, str]
    """Who answers at which number."""


FAREWELLS = ("au revoir", "goodbye", "31 14", "rappeler plus tard", "call again later")

NO_DOCUMENT = 12100
"""What the carrier notes of an answer that it cannot read."""
SERVICE_AWAY = frozenset({11200, 11205, NO_DOCUMENT})
"""What the carrier notes where the service does not answer, or answers with something else."""


def is_farewell(heard: Heard) -> bool:
    """Whether these are the last words of a call, in either language."""
    return any(map(heard.says, FAREWELLS))


def everything_is_over(world: World, troubled: bool = False) -> None:
    """In the database, at the carrier, on every telephone. Nothing was wrong with a document;
    `troubled` is a day on which some were not to be had."""
    assert {call.state for call in world.calls()} <= {CallState.ENDED}
    assert {leg.state for leg in world.legs()} <= {LegState.ENDED}
    assert [leg.sid for leg in world.carrier.legs if not leg.ended] == []
    assert [phone.label for phone in world.carrier.phones.values() if phone.in_call] == []
    assert [queue.name for queue in world.carrier.queues] == []
    # A caller who left before their queue existed, the word of it lost: nobody can be joined there.
    # Nor, on a troubled day, before the carrier has asked again for the document that leads there.
    never_queued = {call.id for call in world.calls() if troubled or call.queue_id is None}
    problems = [
        str(problem)
        for problem in world.carrier.problems
        if not (troubled and problem.code in SERVICE_AWAY)
    ]
    assert [p for p in problems if not any(f"no queue '{id_}'" in p for id_ in never_queued)] == []
    # A page that is no document is not asked for again: where the carrier then asks no fallback
    # either, nothing that a service could do would help.
    no_fallback = world.carrier.live.action_failure == "hangup"
    helpless = {NO_DOCUMENT} if troubled and no_fallback else set()
    assert [apology for apology in world.carrier.apologies if apology.code not in helpless] == []


def nobody_has_two_calls_at_once(day: Lived) -> None:
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


def nobody_rings_on(day: Lived) -> None:
    """Once the caller has left, no telephone rings for longer than it takes to stop it: with the
    API away, until its time to ring is over."""
    calls = {call.id: call for call in day.world.calls()}
    sids = {leg.sid: leg for leg in day.world.carrier.legs}
    for leg in day.world.legs():
        ended, there = calls[leg.call_id].ended_at, sids.get(leg.carrier_id or "")
        if ended is not None and there is not None and there.answered is None:
            assert there.ended_at is not None
            assert there.ended_at <= ended + RINGS_AT_MOST, (leg.id, there.ended_at, ended)


def a_way_out_is_offered_in_time(caller: Phone, away: timedelta = timedelta()) -> None:
    """From the moment they wait, or were last offered one, until they talk or leave; later where
    the service itself was `away`."""
    patience = BUDGET + A_PIECE_LATER + away
    since, longest = None, patience
    for heard in caller.transcript:
        offered = any(map(heard.says, OFFERS))
        if heard.kind == "ringback":
            longest = patience + A_RING_LATER
        elif since is not None and (offered or heard.kind in {"joined", "ended"}):
            assert heard.at - since <= longest, caller.story()
            since, longest = None, patience
        if offered or heard.kind == "parted" or (since is None and any(map(heard.says, WAITS))):
            since = heard.at


def every_call_counts_once(day: Lived, troubled: bool = False) -> None:
    """Each call that the service heard of; on a `troubled` day some never reached it."""
    with day.world.service.database.reading() as session:
        line = line_by_slug(session, "entraide")
        assert line is not None
        counted = figures(session, line, date(2026, 10, 1), date(2026, 11, 30))
    assert counted.calls == len(day.world.calls()) <= len(day.callers)
    assert troubled or counted.calls == len(day.callers)
    heard = {call.carrier_id for call in day.world.calls() if call.connected_at is not None}
    uncounted = [
        phone.story()
        for phone in day.callers
        if any(heard.kind == "joined" for heard in phone.transcript) and phone.call.sid not in heard
    ]
    # Counted are more where somebody was gone in the very second before the two were joined.
    assert not uncounted, "\n".join(uncounted)
    assert counted.connected == len(heard)
