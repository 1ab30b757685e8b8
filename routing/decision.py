"""What next for a waiting caller: ring these people, wait, offer a way out, or say goodbye.

One function for live calls, tests and what-if. It is asked again and again (every heartbeat of the
caller's line, every word from the carrier) and remembers nothing: what was tried comes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby

from routing.in_line import RING_BACK, Attempt, Moment, WaitingCall
from routing.outcomes import UNTRIED, LegResult, Priority
from routing.plan import Order, Plan, Responder, Step, fits

PAUSE_BEFORE_RINGING_AGAIN = timedelta(seconds=10)
"""A person who did not answer is not rung again at once, for the same caller."""

GRACE_AFTER_A_CUT = timedelta(seconds=4)
"""Most talks end by somebody hanging up: a caller who was done has this long to do so too."""

REFUSAL_HOLDS = timedelta(minutes=5)
"""Whoever refused a call is not rung for it again, unless its caller still waits after so long."""

OFFERS_BEFORE_GOODBYE = 3
"""Ways out offered in a row without a key pressed before the last is read and the call ends."""

CUT_RING_SECONDS = 20
"""How long the person whose line was cut is rung back."""


@dataclass(frozen=True, slots=True)
class Dial:
    """Ring this person for `seconds`, as this step and turn of the plan."""

    person: int
    step: int
    turn: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Ring:
    """Ring these people now."""

    dials: tuple[Dial, ...]


class Why(StrEnum):
    """The reason of a decision, for logs and for the words the caller hears."""

    RINGING = "ringing"
    HELD = "held"
    JUST_CUT = "just cut"
    BUSY = "busy"
    PAUSE = "pause"
    OTHERS_FIRST = "others first"
    DIAL_RATE = "dial rate"
    BUDGET = "budget"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Wait:
    """Stay in the queue; ask again at the next heartbeat."""

    why: Why


@dataclass(frozen=True, slots=True)
class WayOut:
    """Offer the ways out; ringing goes on meanwhile."""

    why: Why


@dataclass(frozen=True, slots=True)
class Goodbye:
    """Read the last way out, then end: nobody came and no key was pressed."""

    why: Why


Decision = Ring | Wait | WayOut | Goodbye


def decide(
    call: WaitingCall, moment: Moment, others: Iterable[WaitingCall], *, may_offer: bool
) -> Decision:
    """What to do for `call` at this moment.

    `others`: the other waiting calls; those earlier in line are served first with the people they
    would ring. `may_offer`: whether the caller is listening for words now (their heartbeat); a way
    out that is due is then offered before anybody else is rung, so that a plan which keeps failing
    cannot hide it.
    """
    if call.held:
        return Wait(Why.HELD)
    due = _way_out_due(call, moment) if may_offer else None
    if due is not None:
        return due
    wanted = whom_to_ring(call, moment)
    if wanted:
        return _share(call, wanted, moment, others)
    return Wait(_why_wait(call, moment))


def whom_to_ring(call: WaitingCall, moment: Moment) -> tuple[Dial, ...]:
    """The people this call would ring now, were it alone: those with the fewest turns so far, of
    the earliest step. Empty while somebody is being rung in a one-by-one step."""
    if _just_cut(call, moment.now):
        return ()
    live = [attempt for attempt in call.attempts if attempt.result is None]
    resting = moment.resting if call.priority is Priority.NORMAL else frozenset()
    ranked = sorted(
        # No two have the same place, so people themselves are never compared.
        (
            turn + (responder.person in resting and index != RING_BACK),
            index,
            place,
            responder,
        )
        for place, (index, responder) in enumerate(candidates(call, moment.on_duty))
        if (turn := _turn(call, responder, moment.now)) is not None
    )
    for (turn, index), group in groupby(ranked, key=lambda entry: entry[:2]):
        step = step_of(call.plan, index)
        same = all((attempt.turn, attempt.step) == (turn, index) for attempt in live)
        if live and (step.order is Order.ONE_BY_ONE or not same):
            continue
        dials = tuple(
            Dial(responder.person, index, turn, step.seconds)
            for _, _, _, responder in group
            if responder.person in moment.free
            and _paused_enough(call, responder.person, turn, moment.now)
        )
        if dials:
            return dials if step.order is Order.ALL_AT_ONCE else dials[:1]
    return ()


def candidates(call: WaitingCall, on_duty: Sequence[Responder]) -> Iterable[tuple[int, Responder]]:
    """Everybody the plan may ring for this call, each once, at their earliest step."""
    seen = set(call.spared)
    if call.was_with is not None:
        seen.add(call.was_with.person)
        yield RING_BACK, call.was_with
    for index, step in enumerate(call.plan.steps):
        for responder in on_duty:
            if responder.person not in seen and fits(responder, step, call.wish):
                seen.add(responder.person)
                yield index, responder


def step_of(plan: Plan, index: int) -> Step:
    """The step with this index; a cut caller's own responder is a step of its own."""
    if index == RING_BACK:
        return Step("", "", frozenset(), Order.ONE_BY_ONE, CUT_RING_SECONDS)
    return plan.steps[index]


def in_line(call: WaitingCall) -> tuple[Priority, datetime, str]:
    """The place in line: cut calls, danger, then the longest wait."""
    return (call.priority, call.since, call.id)


def _turn(call: WaitingCall, responder: Responder, now: datetime) -> int | None:
    """How often this person had their chance for this call; None while their no holds.

    A telephone that failed is not a chance of its own while they have another one to ring.
    """
    results = [
        attempt.result
        for attempt in call.attempts
        if attempt.person == responder.person
        and attempt.result is not None
        and attempt.result not in UNTRIED
    ]
    if any(_holds(attempt, now) for attempt in call.attempts if attempt.person == responder.person):
        return None
    failed = results.count(LegResult.FAILED)
    return len(results) - failed + failed // responder.phones


def _holds(attempt: Attempt, now: datetime) -> bool:
    return attempt.result is LegResult.REFUSED and (
        attempt.ended_at is None or now < attempt.ended_at + REFUSAL_HOLDS
    )


def _paused_enough(call: WaitingCall, person: int, turn: int, now: datetime) -> bool:
    ended = [a.ended_at for a in call.attempts if a.person == person and a.ended_at is not None]
    return turn == 0 or not ended or now >= max(ended) + PAUSE_BEFORE_RINGING_AGAIN


def _just_cut(call: WaitingCall, now: datetime) -> bool:
    return call.priority is Priority.CUT and now < call.since + GRACE_AFTER_A_CUT


def _share(
    call: WaitingCall, wanted: tuple[Dial, ...], moment: Moment, others: Iterable[WaitingCall]
) -> Decision:
    """A free person goes to the first call in line that would ring them now."""
    left = moment
    for other in sorted(others, key=in_line):
        if in_line(other) >= in_line(call):
            break
        theirs = whom_to_ring(other, left)
        left = replace(
            left,
            free=left.free - {dial.person for dial in theirs},
            dials_left=left.dials_left - len(theirs),
        )
    if left.free != moment.free:
        wanted = whom_to_ring(call, left)
    if not wanted:
        return Wait(Why.OTHERS_FIRST)
    if left.dials_left <= 0:
        return Wait(Why.DIAL_RATE)
    return Ring(wanted[: left.dials_left])


def _way_out_due(call: WaitingCall, moment: Moment) -> WayOut | Goodbye | None:
    ringing = any(attempt.result is None for attempt in call.attempts)
    somebody = ringing or bool(_could_ring(call, moment))
    never_offered = call.offered_at == call.since
    if moment.now < call.offered_at + moment.budget and (somebody or not never_offered):
        return None
    why = Why.BUDGET if somebody else Why.NOBODY
    listening = any(attempt.listening for attempt in call.attempts)
    if call.offers >= OFFERS_BEFORE_GOODBYE and not listening:
        return Goodbye(why)
    return WayOut(why)


def _could_ring(call: WaitingCall, moment: Moment) -> set[int]:
    return {
        responder.person
        for _, responder in candidates(call, moment.on_duty)
        if _turn(call, responder, moment.now) is not None
    }


def _why_wait(call: WaitingCall, moment: Moment) -> Why:
    if any(attempt.result is None for attempt in call.attempts):
        return Why.RINGING
    if _just_cut(call, moment.now):
        return Why.JUST_CUT
    return Why.PAUSE if _could_ring(call, moment) & moment.free else Why.BUSY
