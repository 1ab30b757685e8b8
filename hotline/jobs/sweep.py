"""The sweep: asks the carrier about live calls that have been silent for too long.

After the bridge there is no heartbeat, and callbacks get lost: what nobody reports is looked up.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from hotline.calls import changes
from hotline.calls.legs import leg_over
from hotline.calls.overdue import errand_for, is_given_up
from hotline.calls.tables import Call, Leg
from hotline.carrier import CarrierProblem
from hotline.carrier_words import ENDS
from hotline.dialling import advance_call, dispatch
from hotline.hanging_up import end_call_now
from hotline.logs import logger
from hotline.service import Hotline
from routing.outcomes import CallState, LegResult, LegState

SILENT = timedelta(seconds=60)
SILENT_TALK = timedelta(minutes=5)

log = logger(__name__)


def sweep(service: Hotline) -> None:
    """Ends calls whose caller is gone, and orphan legs; frees the people on them."""
    now = service.now()
    with service.database.reading() as session:
        silent = session.scalars(
            select(Call)
            .where(
                Call.state != CallState.ENDED,
                # Without it nobody is on the line yet: a try to call back has a job of its own.
                Call.carrier_id != Call.id,
                Call.seen_at < now - SILENT,
            )
            .order_by(Call.started_at, Call.id)
        ).all()
        live = session.execute(
            select(Leg, Call)
            .join(Call, Call.id == Leg.call_id)
            .where(Leg.state != LegState.ENDED)
            .order_by(Leg.planned_at, Leg.id)
        ).all()
    for call in silent:
        if call.state != CallState.CONNECTED or call.seen_at < now - SILENT_TALK:
            _ask_about(service, call)
    for leg, _ in live:
        if is_given_up(leg, now):
            with service.database.writing() as session:
                leg_over(session, leg.id, LegResult.LOST, now)
    errands = [errand_for(leg, call, now) for leg, call in live]
    dispatch(service, [errand for errand in errands if errand is not None])


def _ask_about(service: Hotline, call: Call) -> None:
    try:
        seen = service.carrier.look_up(call.carrier_id)
    except CarrierProblem:
        return
    if seen is None or seen.status in ENDS:
        log.warning("caller-gone-unheard", call=call.id, state=call.state)
        end_call_now(service, call.id)
        return
    now = service.now()
    with service.database.writing() as session:
        session.execute(update(Call).where(Call.id == call.id).values(seen_at=now))
        # A live caller without heartbeats whose accepted responder is still on the line: the
        # bridge stands, and only the word of it was lost.
        if call.state == CallState.CLAIMED and call.claimed_by is not None:
            leg = session.get(Leg, call.claimed_by)
            if leg is not None and leg.state == LegState.CLAIMED:
                changes.connect(session, call.id, leg.id, now)
                return
    if call.state in {CallState.WAITING, CallState.CLAIMED}:
        advance_call(service, call.id)
