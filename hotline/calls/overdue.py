"""Legs that have been silent for too long: callbacks get lost, workers die between two lines."""

from __future__ import annotations

from datetime import datetime, timedelta

from hotline.calls.changes import ON_HOLD
from hotline.calls.intents import DismissLeg, Intent, LookUpLeg, RingLeg
from hotline.calls.tables import Call, Leg
from routing.outcomes import CallState, LegMode, LegResult, LegState

ERRAND_LOST = timedelta(seconds=5)
"""A planned leg not sent, or a dismissed one not ended, after this long: its errand is lost."""
UNKNOWN = timedelta(seconds=5)
"""A leg sent without an answer is looked up from then on."""
QUIET = timedelta(seconds=8)
"""A leg with an id that neither rings nor ends is looked up from then on."""
UNHEARD_OF = timedelta(seconds=14)
"""A leg that exists is told of by its first callback in a second or two, or found by a look-up."""
AFTER_RINGING = timedelta(seconds=10)
"""Beyond its ring time, the carrier's own buffer of 5 s included, a leg should have ended."""
LISTENING = timedelta(seconds=30)
"""The words before accepting never last that long."""
TALK = timedelta(minutes=5)
"""A talk has no heartbeat: the carrier is asked this often whether it goes on."""
BACK_SOON = timedelta(seconds=30)
"""A caller on hold waits for somebody: from then on the carrier is asked whether they are still on
the line, in case the word of their leaving got lost."""
GIVE_UP = timedelta(seconds=60)
"""A leg past its time that cannot be looked up either is given up after this long."""


def errand_for(leg: Leg, call: Call, now: datetime) -> Intent | None:
    """What to do about a live leg that has been silent for too long; None while all is well."""
    if leg.state == LegState.ENDED:
        return None
    if leg.state == LegState.PLANNED:
        return RingLeg(leg.id) if now >= leg.planned_at + ERRAND_LOST else None
    if leg.dismissed and leg.carrier_id and now >= leg.planned_at + ERRAND_LOST:
        return DismissLeg(leg.id)
    return LookUpLeg(leg.id) if now >= _due(leg, call) else None


def is_unheard_of(leg: Leg, now: datetime) -> bool:
    """Whether nothing at all was heard of a leg since the carrier was asked for it. It most likely
    does not exist: its person is left alone until that is sure, and others are rung meanwhile."""
    return (
        leg.state == LegState.SENT
        and leg.carrier_id is None
        and leg.mode == LegMode.REST
        and leg.sent_at is not None
        and now >= leg.sent_at + UNHEARD_OF
    )


def is_given_up(leg: Leg, now: datetime) -> bool:
    """Whether a leg that never answered is taken for lost, so that ringing goes on.

    One without the carrier's id: its ring time and 10 s after it was sent. One with an id that
    could not be looked up since: a minute later.
    """
    if leg.state not in {LegState.SENT, LegState.RINGING} or leg.sent_at is None:
        return False
    end_of_ringing = (leg.ringing_at or leg.sent_at) + timedelta(seconds=leg.ring_seconds)
    patience = AFTER_RINGING if leg.carrier_id is None else AFTER_RINGING + GIVE_UP
    return now >= end_of_ringing + patience


def was_given_up(leg: Leg) -> bool:
    """Whether a leg was ended here without the carrier's word that it is over: it may live yet."""
    return leg.state == LegState.ENDED and leg.result in {LegResult.LOST, LegResult.NOT_SENT}


def _due(leg: Leg, call: Call) -> datetime:
    """When a live leg that nothing was heard of since is to be looked up."""
    sent = leg.sent_at or leg.planned_at
    ringing = timedelta(seconds=leg.ring_seconds) + AFTER_RINGING
    # A caller who is back in the queue while their responder's leg lives: it was cut, or the
    # carrier has not said yet that star was pressed.
    waits = call.state == CallState.WAITING and leg.mode != LegMode.CONSULT
    talk, held = (ERRAND_LOST, BACK_SOON) if waits else (TALK, ON_HOLD)
    since, patience = {
        LegState.SENT: (sent, UNKNOWN if leg.carrier_id is None else QUIET),
        LegState.RINGING: (leg.ringing_at, ringing),
        LegState.CONNECTED: (leg.connected_at, talk),
        LegState.OFF_BRIDGE: (leg.off_bridge_at, held),
    }.get(LegState(leg.state), (leg.answered_at, LISTENING))
    return (since or sent) + patience
