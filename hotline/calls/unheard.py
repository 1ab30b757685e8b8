"""A bridge of which no word came: the end of it tells that the two have talked."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hotline.calls import changes
from hotline.calls.legs import hold_call_of, leg_and_call
from hotline.calls.tables import Call
from routing.outcomes import CallState, LegMode

LONGEST_WAY_IN = timedelta(seconds=24)
"""From a responder's last 1 until we hear that they were lost on the way: three seconds of words,
five in which the caller may come into the queue, eight for the document before, and eight in which
we are asked what is next (`hotline.overrides`)."""


def joined_unheard(session: Session, leg_id: str, talked: timedelta, now: datetime) -> None:
    """The two talked for so long, as the end of it tells, and the word that they were joined may
    have been lost. A caller who has come back since is first in line, as after any talk cut."""
    hold_call_of(session, leg_id)
    found = leg_and_call(session, leg_id)
    if found is None or found[0].connected_at is not None:
        return
    leg, call = found
    until = leg.ended_at or now
    since = max(until - talked, leg.answered_at or leg.planned_at)
    # Somebody else may have claimed the caller since: they keep them.
    theirs = call.claimed_by == leg_id or leg.mode == LegMode.DIAL
    joined = theirs and changes.connect(session, call.id, leg_id, since)
    if not joined:
        changes.was_heard(session, call.id, since)
    elif call.state == CallState.WAITING:
        changes.come_back(session, call.id, now)
    if not joined or leg.ended_at is not None:
        changes.has_talked(session, leg, since, until)


def bridge_unheard(session: Session, call: Call, now: datetime) -> None:
    """The caller was out of the queue for a bridge with whoever claimed them last. With nothing
    heard of it, its length alone tells whether the two talked: while it is prepared, the responder
    may be lost as well."""
    if call.claimed_by is None or call.lease_until is None:
        return
    talked = (call.ended_at or now) - (call.lease_until - changes.LEASE)
    if talked > LONGEST_WAY_IN:
        joined_unheard(session, call.claimed_by, talked, now)
