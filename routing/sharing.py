"""Several callers wait for the same few people, and for the carrier's dial rate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from routing.in_line import Attempt, Moment, WaitingCall
from routing.outcomes import Priority
from routing.ringing import Dial, is_just_cut, next_dial


def share(calls: Iterable[WaitingCall], moment: Moment) -> dict[str, tuple[Dial, ...]]:
    """Whom each of these calls has rung now, by the call's id.

    Person by person: whoever is free goes to the first call in line that would ring them, and no
    call has a second telephone ringing before each has one. Danger, and a talk that was cut, do not
    wait for that: they have all they would ring before the others begin. Never more dials than
    the moment has left. Whoever a caller was just cut from is kept for them, while that caller
    still has time to hang up by themselves.
    """
    waiting = {call.id: call for call in calls}
    kept = {
        call.was_with.person
        for call in waiting.values()
        if call.was_with is not None and is_just_cut(call, moment.now)
    }
    moment = replace(moment, free=moment.free - kept)
    shares: dict[str, tuple[Dial, ...]] = dict.fromkeys(waiting, ())
    while waiting and moment.free and moment.dials_left > 0:
        call = min(waiting.values(), key=_first_to_dial)
        dial = next_dial(call, moment)
        if dial is None:
            del waiting[call.id]  # nobody becomes free here
            continue
        shares[call.id] += (dial,)
        waiting[call.id] = _ringing(call, dial)
        moment = replace(moment, free=moment.free - {dial.person}, dials_left=moment.dials_left - 1)
    return shares


def _first_to_dial(call: WaitingCall) -> tuple[Priority, int, datetime, str]:
    """Cut calls, danger, then whoever has fewer telephones ringing, then the longest wait."""
    live = sum(attempt.result is None for attempt in call.attempts)
    return (call.priority, live, call.since, call.id)


def _ringing(call: WaitingCall, dial: Dial) -> WaitingCall:
    attempt = Attempt(dial.person, dial.step, dial.turn, None, None)
    return replace(call, attempts=(*call.attempts, attempt))
