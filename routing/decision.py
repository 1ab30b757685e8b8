"""What next for a waiting caller: ring these people, wait, offer a way out, or say goodbye.

One function for live calls, tests and what-if. It is asked again and again (every heartbeat of the
caller's line, every word from the carrier) and remembers nothing: what was tried comes in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from routing.in_line import Moment, WaitingCall
from routing.ringing import Dial, could_ring, is_just_cut, next_dial
from routing.sharing import share

OFFERS_BEFORE_GOODBYE = 3
"""Ways out offered in a row without a key pressed before the last is read and the call ends."""


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


Said = Wait | WayOut | Goodbye
"""What a caller hears of."""

Decision = Ring | Said


def decide(
    call: WaitingCall, moment: Moment, others: Iterable[WaitingCall], *, may_offer: bool
) -> Decision:
    """What to do for `call` at this moment.

    `others`: the other waiting calls, with whom it shares people and dials (see `share`).
    `may_offer`: whether the caller is listening for words now (their heartbeat); a way out that is
    due is then offered before anybody else is rung, so that a plan which keeps failing cannot hide
    it.
    """
    if call.held:
        # Their responder comes back, or chooses what is next; where that takes long, the caller
        # hears what else they can do, and that counts towards no goodbye.
        long = may_offer and moment.now >= call.offered_at + moment.budget
        return WayOut(Why.HELD) if long else Wait(Why.HELD)
    due = _way_out_due(call, moment) if may_offer else None
    if due is not None:
        return due
    if next_dial(call, moment) is None:
        return Wait(_why_wait(call, moment))
    shares = share((call, *others), moment)
    if shares[call.id]:
        return Ring(shares[call.id])
    spent = sum(map(len, shares.values())) >= moment.dials_left
    return Wait(Why.DIAL_RATE if spent else Why.OTHERS_FIRST)


def _way_out_due(call: WaitingCall, moment: Moment) -> WayOut | Goodbye | None:
    ringing = any(attempt.result is None for attempt in call.attempts)
    somebody = ringing or bool(could_ring(call, moment))
    never_offered = call.offered_at == call.since
    if moment.now < call.offered_at + moment.budget and (somebody or not never_offered):
        return None
    why = Why.BUDGET if somebody else Why.NOBODY
    listening = any(attempt.listening for attempt in call.attempts)
    if call.offers >= OFFERS_BEFORE_GOODBYE and not listening:
        return Goodbye(why)
    return WayOut(why)


def _why_wait(call: WaitingCall, moment: Moment) -> Why:
    if any(attempt.result is None for attempt in call.attempts):
        return Why.RINGING
    if is_just_cut(call, moment.now):
        return Why.JUST_CUT
    return Why.PAUSE if could_ring(call, moment) & moment.free else Why.BUSY
