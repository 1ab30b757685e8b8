"""A responder picked up: they accept, refuse, come back after star, or come too late."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import or_
from sqlalchemy.orm import Session

from hotline.calls import changes
from hotline.calls.ending import dismiss_legs
from hotline.calls.intents import Intent
from hotline.calls.legs import hold_call_of, leg_and_call, leg_moved
from hotline.calls.tables import Call, Leg
from hotline.database import Change
from routing.outcomes import CallState, LegMode, LegResult, LegState

_CLAIMED = Change(Leg, Leg.state.not_in([LegState.CONNECTED, LegState.ENDED]))
_ADVISES = Change(Leg, Leg.state == LegState.CLAIMED)
_UNSAID = Change(Leg, or_(Leg.result.is_(None), Leg.result == LegResult.UNACCEPTED))
_NO_RESULT = Change(Leg, Leg.result.is_(None))


class Verdict(StrEnum):
    """What a responder who pressed a key is told."""

    YOURS = "yours"
    TAKEN = "taken"
    """Somebody else was first."""
    GONE = "gone"
    """The caller has hung up."""


def verdict(leg: Leg, call: Call, now: datetime) -> Verdict:
    """What a responder would be told at `now`, before any key."""
    if call.state in {CallState.ENDED, CallState.CLOSING}:
        return Verdict.GONE
    if leg.dismissed or leg.state == LegState.ENDED or leg.result == LegResult.PASSED_ON:
        # Ended and here all the same: it was given up, and others have been rung since.
        return Verdict.TAKEN
    if leg.mode == LegMode.CONSULT:
        return Verdict.YOURS
    if leg.mode == LegMode.DIAL:
        # Theirs already, when the same key is told twice.
        mine = call.state == CallState.DIALLING or leg.state == LegState.CONNECTED
        return Verdict.YOURS if mine else Verdict.TAKEN
    free = call.state in {CallState.WAITING, CallState.CLAIMED}
    leased = call.lease_until is not None and call.lease_until > now
    elsewhere = call.state == CallState.CLAIMED and leased and call.claimed_by != leg.id
    return Verdict.YOURS if free and not elsewhere else Verdict.TAKEN


def pick_up(session: Session, leg_id: str, carrier_id: str, now: datetime) -> Verdict:
    """The telephone was answered; `carrier_id` is the leg's id there. Whoever comes too late is
    noted as such, not as somebody who would not press a key."""
    leg_moved(session, leg_id, LegState.ANSWERED, now, carrier_id)
    found = leg_and_call(session, leg_id)
    if found is None:
        return Verdict.GONE
    answer = verdict(*found, now)
    return answer if answer is Verdict.YOURS else _too_late(session, found[0], answer)


def accept(session: Session, leg_id: str, now: datetime) -> tuple[Verdict, tuple[Leg, Call] | None]:
    """The first 1: the call is held for this responder for ten seconds while they hear who calls.
    The leg and its call come along as they were found.

    Others go on ringing until the second 1, so a responder who changes their mind, or is cut
    off, costs the caller nothing.
    """
    found = leg_and_call(session, leg_id)
    return (_accept(session, *found, now) if found else Verdict.GONE), found


def _accept(session: Session, leg: Leg, call: Call, now: datetime) -> Verdict:
    before = verdict(leg, call, now)
    if before is not Verdict.YOURS:
        return _too_late(session, leg, before)
    if leg.mode == LegMode.REST and not changes.claim(session, call.id, leg.id, now):
        return _too_late(session, leg, Verdict.TAKEN)
    _CLAIMED.of(session, leg.id, state=LegState.CLAIMED)
    return Verdict.YOURS


def confirm(session: Session, leg_id: str, now: datetime) -> tuple[Verdict, list[Intent]]:
    """The second 1, and the way back after star: the bridge comes next, the others are let go."""
    hold_call_of(session, leg_id)
    found = leg_and_call(session, leg_id)
    if found is None:
        return Verdict.GONE, []
    leg, call = found
    answer = _accept(session, leg, call, now)
    if answer is not Verdict.YOURS:
        return answer, []
    if leg.mode == LegMode.CONSULT:
        _ADVISES.of(session, leg_id, state=LegState.CONNECTED, connected_at=now)
        return answer, []
    joins_now = leg.mode == LegMode.DIAL and leg.state != LegState.CONNECTED
    if joins_now and not changes.connect(session, call.id, leg_id, now):
        return _too_late(session, leg, Verdict.GONE), []
    return answer, dismiss_legs(session, call.id, LegResult.TAKEN, now, but=leg_id)


def refuse(session: Session, leg_id: str) -> Call | None:
    """2: this call is not for them, and they are not rung for it again, whether or not the end of
    their leg was told before. Returns the call, for the next person to be rung at once."""
    hold_call_of(session, leg_id)
    found = leg_and_call(session, leg_id)
    if found is None:
        return None
    _UNSAID.of(session, leg_id, result=LegResult.REFUSED)
    changes.release(session, found[1].id, leg_id)
    return found[1]


def _too_late(session: Session, leg: Leg, answer: Verdict) -> Verdict:
    result = LegResult.CALLER_GONE if answer is Verdict.GONE else LegResult.TAKEN
    _NO_RESULT.of(session, leg.id, result=result)
    return answer
