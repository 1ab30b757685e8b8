"""Every change of a live call's state, each one conditional UPDATE.

Accepting, leaving, coming back, hanging up: whoever changes the row first wins, and the others see
that they changed nothing. Nothing here reads a state and writes it later.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, update
from sqlalchemy.orm import Session

from hotline.calls.tables import Call, Leg
from hotline.database import Change, UtcDateTime, changed
from routing.outcomes import CallState, LegResult, LegState, Outcome, Priority

LEASE = timedelta(seconds=10)
"""How long a claim holds without a bridge being seen."""

ON_HOLD = timedelta(seconds=120)
"""How long a responder who pressed star is waited for after their last key."""

WRAP_UP_TIME = timedelta(minutes=10)
"""How long an owed wrap-up keeps its responder from being rung first."""

_CLAIM = Change(
    Call,
    or_(
        Call.state == CallState.WAITING,
        and_(
            Call.state == CallState.CLAIMED,
            or_(Call.claimed_by == bindparam("leg"), Call.lease_until <= bindparam("now")),
        ),
    ),
)
_RELEASE = Change(Call, Call.state == CallState.CLAIMED, Call.claimed_by == bindparam("leg"))
_CONNECT = Change(
    Call,
    Call.state.in_([CallState.WAITING, CallState.CLAIMED, CallState.DIALLING]),
    connected_at=func.coalesce(Call.connected_at, bindparam("now", type_=UtcDateTime)),
)
_END = Change(Call, Call.state != CallState.ENDED)
_IN_VAIN = (Outcome.GONE_WAIT, Outcome.GONE_RING, Outcome.GONE_MENU, Outcome.NOBODY)
_LIVE_LEG = Change(Leg, Leg.state != LegState.ENDED)


def claim(session: Session, call_id: str, leg_id: str, now: datetime) -> bool:
    """A responder accepts: the call is theirs for ten seconds, or theirs still.

    False when somebody else holds it or the caller is no longer waiting. A lapsed lease holds
    nothing.
    """
    return _CLAIM.of(
        session,
        call_id,
        {"leg": leg_id, "now": now},
        state=CallState.CLAIMED,
        claimed_by=leg_id,
        lease_until=now + LEASE,
    )


def release(session: Session, call_id: str, leg_id: str) -> bool:
    """The claim of this leg is over (refused, dropped): ringing goes on."""
    return _RELEASE.of(session, call_id, {"leg": leg_id}, state=CallState.WAITING)


def release_lapsed(session: Session, call_id: str, now: datetime) -> bool:
    """A lease that lapsed without a bridge is over, whoever held it."""
    return change_call(
        session,
        call_id,
        Call.state == CallState.CLAIMED,
        Call.lease_until <= now,
        state=CallState.WAITING,
    )


def connect(session: Session, call_id: str, leg_id: str, now: datetime) -> bool:
    """The bridge is seen. The carrier joins what it joins: a bridge outranks another's claim."""
    connected = _CONNECT.of(
        session,
        call_id,
        {"now": now},
        state=CallState.CONNECTED,
        claimed_by=leg_id,
        lease_until=None,
        offers=0,
        troubles=0,
        seen_at=now,
        held_until=None,
        passing=None,
        passing_to=None,
    )
    if connected:
        _LIVE_LEG.of(
            session,
            leg_id,
            state=LegState.CONNECTED,
            connected_at=now,
            off_bridge_at=None,
            owes_until=None,
            result=None,
        )
    return connected


def was_heard(session: Session, call_id: str, at: datetime) -> None:
    """A human was heard by then, as is known too late to change where the call is: it counts, even
    where the caller was thought to have left in vain."""
    change_call(session, call_id, Call.connected_at.is_(None), connected_at=at, offers=0)
    change_call(session, call_id, Call.outcome.in_(_IN_VAIN), outcome=Outcome.CONNECTED)


def has_talked(session: Session, leg: Leg, since: datetime, until: datetime) -> None:
    """This leg talked, as is known only once its talk, or the leg itself, is over."""
    change_leg(
        session,
        leg.id,
        state=LegState.OFF_BRIDGE if leg.ended_at is None else LegState.ENDED,
        connected_at=since,
        off_bridge_at=until,
        talk_seconds=max(0, round((until - since).total_seconds())),
        result=LegResult.TALKED,
    )


def come_back(session: Session, call_id: str, now: datetime) -> bool:
    """The bridge is over and the caller still there: into the queue again, first in line. Whoever
    they talked with is waited for, if their line lives."""
    until = now + ON_HOLD
    return change_call(
        session,
        call_id,
        Call.state == CallState.CONNECTED,
        state=CallState.WAITING,
        priority=Priority.CUT,
        queued_at=now,
        offered_at=now,
        seen_at=now,
        held_until=case((Call.held_until > until, Call.held_until), else_=until),
    )


def signal_danger(session: Session, call_id: str) -> bool:
    """The danger key, while waiting: first in line from now on, the wait so far kept."""
    return change_call(
        session,
        call_id,
        Call.state.in_([CallState.WAITING, CallState.CLAIMED]),
        danger=True,
        priority=case((Call.priority > Priority.DANGER, Priority.DANGER), else_=Call.priority),
    )


def leave_queue(session: Session, call_id: str, now: datetime) -> bool:
    """The caller is told to leave the queue, to be rung for without the REST API."""
    return change_call(
        session, call_id, Call.state == CallState.WAITING, state=CallState.LEAVING, seen_at=now
    )


def dial_out(session: Session, call_id: str, now: datetime) -> bool:
    """Out of the queue: the caller's own leg rings one responder."""
    return change_call(
        session,
        call_id,
        Call.state.in_([CallState.LEAVING, CallState.DIALLING]),
        state=CallState.DIALLING,
        seen_at=now,
    )


def queue_again(session: Session, call_id: str, now: datetime) -> bool:
    """Back into the queue, the place in line kept."""
    return change_call(
        session,
        call_id,
        Call.state.in_([CallState.LEAVING, CallState.DIALLING]),
        state=CallState.WAITING,
        seen_at=now,
    )


def keep_waiting(session: Session, call_id: str, now: datetime) -> bool:
    """The caller chose to wait on: the budget, and the count of offers, start anew."""
    return change_call(
        session, call_id, Call.state != CallState.ENDED, offered_at=now, offers=0, seen_at=now
    )


def close(session: Session, call_id: str) -> bool:
    """Nobody came: the last words are about to be said, if the caller still waits."""
    return change_call(session, call_id, Call.state == CallState.WAITING, state=CallState.CLOSING)


def note_helped(session: Session, call_id: str, helped: int) -> bool:
    """The caller says how much the call has helped, 1 to 5, once its responder has ended it."""
    over = Call.state.in_([CallState.CLOSING, CallState.ENDED])
    return change_call(
        session,
        call_id,
        over,
        Call.connected_at.is_not(None),
        Call.helped.is_(None),
        helped=helped,
    )


def end(session: Session, call_id: str, outcome: str, now: datetime) -> bool:
    """The caller has hung up, or was told goodbye. True for the one who sees it first."""
    return _END.of(
        session,
        call_id,
        state=CallState.ENDED,
        outcome=outcome,
        ended_at=now,
        follow_up_id=None,
        code_keyed=None,
        code_given=None,
    )


def end_leg(session: Session, leg_id: str, result: LegResult, now: datetime) -> bool:
    """The leg is over. True for the one who sees it first; what was noted before stays."""
    return _LIVE_LEG.of(session, leg_id, state=LegState.ENDED, result=result, ended_at=now)


def change_leg(
    session: Session, leg_id: str, *conditions: ColumnElement[bool], **values: Any
) -> bool:
    """One conditional UPDATE of one leg; whether it changed it. What every call needs is a `Change`
    instead, put together once."""
    return changed(session, update(Leg).where(Leg.id == leg_id, *conditions).values(**values))


def change_call(
    session: Session, call_id: str, *conditions: ColumnElement[bool], **values: Any
) -> bool:
    """One conditional UPDATE of one call; whether it changed it. What every call needs is a
    `Change` instead, put together once."""
    return changed(session, update(Call).where(Call.id == call_id, *conditions).values(**values))
