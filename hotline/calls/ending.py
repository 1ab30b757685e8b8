"""The end of a call: its outcome, and the people who must not be left ringing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from hotline.calls import changes
from hotline.calls.intents import DismissLeg, Intent
from hotline.calls.tables import Call, Leg
from hotline.forgetting.erasures import Record, plan_erasure
from routing.outcomes import CallState, LegMode, LegResult, LegState, Outcome

_HELD = (
    select(Call)
    .where(Call.id == bindparam("call"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_OTHERS = (Leg.call_id == bindparam("call"), Leg.id != bindparam("but"))
_NOT_SENT = update(Leg).where(*_OTHERS, Leg.state == LegState.PLANNED)
_DOOMED = (
    update(Leg)
    .where(
        *_OTHERS,
        Leg.state != LegState.ENDED,
        Leg.dismissed.is_(False),
        or_(Leg.connected_at.is_(None), Leg.mode == LegMode.CONSULT),
    )
    .values(dismissed=True, result=func.coalesce(Leg.result, bindparam("said", type_=String)))
    .returning(Leg.id)
)


def end_call(session: Session, call_id: str, now: datetime) -> tuple[Call, list[Intent]] | None:
    """The caller is gone, or was told goodbye. None when this was known already."""
    call = session.scalar(_HELD, {"call": call_id})
    if call is None or call.state == CallState.ENDED:
        return None
    changes.end(session, call_id, _outcome(session, call), now)
    intents = dismiss_legs(session, call_id, LegResult.CALLER_GONE, now)
    if call.queue_id is not None:
        plan_erasure(session, Record.QUEUE, call.queue_id, now)
    return session.scalars(_HELD, {"call": call_id}).one(), intents


def note_queue(session: Session, call_id: str, queue_id: str, now: datetime) -> None:
    """The carrier's id of the call's queue: it is deleted at the end of the call, or now when that
    is past."""
    call = session.scalar(_HELD, {"call": call_id})
    if call is None:
        return
    call.queue_id = queue_id
    if call.state == CallState.ENDED:
        plan_erasure(session, Record.QUEUE, queue_id, now)


def dismiss_legs(
    session: Session,
    call_id: str,
    result: LegResult,
    now: datetime,
    *,
    but: str = "",
) -> list[Intent]:
    """Nobody needs this call's legs any more, `but` one if it is given. Those not sent yet end
    here; the others are to be ended at the carrier. A responder who was talking keeps their leg,
    for the wrap-up; a coordinator who was asked for advice does not."""
    others, alone = {"call": call_id, "but": but}, {"synchronize_session": False}
    over = {"state": LegState.ENDED, "result": result, "ended_at": now}
    session.execute(_NOT_SENT, others | over, execution_options=alone)
    doomed = session.scalars(_DOOMED, others | {"said": result}, execution_options=alone)
    return [DismissLeg(leg) for leg in doomed.all()]


def _outcome(session: Session, call: Call) -> Outcome:
    if call.connected_at is not None or call.abusive:
        return Outcome.ABUSE if call.abusive else Outcome.CONNECTED
    agreed = {
        Outcome.DANGER: call.danger,
        Outcome.CALLBACK: call.callback_asked,
        Outcome.PARTNER: call.numbers_heard,
    }
    if any(agreed.values()):
        return next(outcome for outcome, is_it in agreed.items() if is_it)
    if call.queued_at is None and call.state in {CallState.MENU, CallState.ARRANGING}:
        return Outcome.GONE_MENU
    if call.state == CallState.CLOSING:
        return Outcome.NOBODY
    rung = select(Leg.id).where(
        Leg.call_id == call.id,
        Leg.state.in_([LegState.RINGING, LegState.ANSWERED, LegState.CLAIMED]),
    )
    return Outcome.GONE_RING if session.scalar(rung.limit(1)) else Outcome.GONE_WAIT
