"""Whose telephone rings next for one waiting call, were it the only one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from routing.in_line import LEAD, RING_BACK, Attempt, Moment, WaitingCall
from routing.outcomes import UNTRIED, LegResult, Priority
from routing.plan import Plan, Responder, Step, who_fits

PAUSE_BEFORE_RINGING_AGAIN = timedelta(seconds=10)
"""A person who did not answer is not rung again at once, for the same caller."""

GRACE_AFTER_A_CUT = timedelta(seconds=4)
"""Most talks end by somebody hanging up: a caller who was done has this long to do so too."""

NO = frozenset({LegResult.REFUSED, LegResult.PASSED_ON})
REFUSAL_HOLDS = timedelta(minutes=5)
"""Whoever refused a call, or passed it on, is not rung for it again, unless its caller still waits
after so long."""

CUT_RING_SECONDS = 20
"""How long the person whose line was cut is rung back."""
_BACK = Step(None, None, frozenset(), 1, CUT_RING_SECONDS)

COMPANION_RING_SECONDS = 25
"""How long the person whom a caller comes back to is rung, before anybody else."""
_COMPANION = Step(None, None, frozenset(), 1, COMPANION_RING_SECONDS)
_NOT_LATELY = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Dial:
    """Ring this person for `seconds`, as this step and turn of the plan."""

    person: int
    step: int
    turn: int
    seconds: int


def next_dial(call: WaitingCall, moment: Moment) -> Dial | None:
    """The next person this call would have rung now: of those with the fewest turns so far, in the
    earliest step, the one least recently called. None when nobody is free, or enough telephones
    ring already."""
    if call.held or is_just_cut(call, moment.now):
        return None
    for turn, index, responder in _ranked(call, moment):
        if (
            responder.person in moment.free
            and _has_room(call, turn, index)
            and _paused_enough(call, responder.person, turn, moment.now)
        ):
            return Dial(responder.person, index, turn, _step(call, index).seconds)
    return None


def could_ring(call: WaitingCall, moment: Moment) -> frozenset[int]:
    """Everybody who may be rung for this call, sooner or later, busy or not."""
    return frozenset(responder.person for _, _, responder in _ranked(call, moment))


def has_said_no(call: WaitingCall, person: int, now: datetime) -> bool:
    """Whether this person refused this call, or passed it on, and is not to be rung for it yet."""
    return any(_holds(attempt, now) for attempt in call.attempts if attempt.person == person)


def is_just_cut(call: WaitingCall, now: datetime) -> bool:
    """Whether a cut caller still has time to hang up by themselves. Nobody waits for that when
    whoever they were with passed them on."""
    passed_on = call.was_with is not None and has_said_no(call, call.was_with.person, now)
    return call.priority is Priority.CUT and now < call.since + GRACE_AFTER_A_CUT and not passed_on


def _ranked(call: WaitingCall, moment: Moment) -> list[tuple[int, int, Responder]]:
    """Turn, step and person, in the order of ringing."""
    resting = moment.resting if call.priority is Priority.NORMAL else frozenset()
    if call.companion is not None:
        resting -= {call.companion.person}  # whoever comes back to them comes first
    ranked = sorted(
        # No two have the same place, so people themselves are never compared.
        (
            turn + (responder.person in resting and index != RING_BACK),
            index,
            moment.last_rung.get(responder.person, _NOT_LATELY),
            place,
            responder,
        )
        for place, (index, responder) in enumerate(_candidates(call, moment.on_duty))
        if (turn := _turn(call, responder, moment.now)) is not None
    )
    return [(turn, index, responder) for turn, index, _, _, responder in ranked]


def _candidates(call: WaitingCall, on_duty: Sequence[Responder]) -> Iterator[tuple[int, Responder]]:
    """Everybody who may be rung for this call, each once, at their earliest step."""
    back = () if call.was_with is None else ((RING_BACK, call.was_with),)
    lead = () if call.lead is None else (call.lead,)
    first = LEAD if lead else 0
    whole = Plan(call.plan.slug, (*lead, *call.plan.steps))
    known = call.spared | {responder.person for _, responder in back}
    yield from back
    if call.companion is not None and not lead and call.companion.person not in known:
        known |= {call.companion.person}
        yield LEAD, call.companion
    for index, responder in who_fits(whole, on_duty, call.wish):
        if responder.person not in known:
            yield first + index, responder


def _step(call: WaitingCall, index: int) -> Step:
    if index == RING_BACK:
        return _BACK
    if index == LEAD:
        return call.lead or _COMPANION
    return call.plan.steps[index]


def _has_room(call: WaitingCall, turn: int, index: int) -> bool:
    """Whether one more telephone may ring at this turn of this step: never together with those of
    another, and no more at a time than the step says."""
    live = [(a.turn, a.step) for a in call.attempts if a.result is None]
    at_once = _step(call, index).at_once
    return all(place == (turn, index) for place in live) and (
        at_once is None or len(live) < at_once
    )


def _turn(call: WaitingCall, responder: Responder, now: datetime) -> int | None:
    """How often this person had their chance for this call; None while their no holds.

    A telephone that failed is not a chance of its own while they have another one to ring.
    """
    if has_said_no(call, responder.person, now):
        return None
    mine = [attempt for attempt in call.attempts if attempt.person == responder.person]
    results = [a.result for a in mine if a.result is not None and a.result not in UNTRIED]
    failed = results.count(LegResult.FAILED)
    return len(results) - failed + failed // responder.phones


def _holds(attempt: Attempt, now: datetime) -> bool:
    return attempt.result in NO and (
        attempt.ended_at is None or now < attempt.ended_at + REFUSAL_HOLDS
    )


def _paused_enough(call: WaitingCall, person: int, turn: int, now: datetime) -> bool:
    ended = [a.ended_at for a in call.attempts if a.person == person and a.ended_at is not None]
    return turn == 0 or not ended or now >= max(ended) + PAUSE_BEFORE_RINGING_AGAIN
