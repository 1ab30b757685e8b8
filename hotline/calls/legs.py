"""What the carrier says of a responder's leg: late, doubled, out of order, or never."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from hotline.calls import changes
from hotline.calls.tables import Call, Leg
from hotline.people.service import phones_of
from hotline.wrapups.service import wrap_up_of
from routing.outcomes import CallState, LegMode, LegResult, LegState

_EARLIER = {
    LegState.SENT: [LegState.PLANNED],
    LegState.RINGING: [LegState.PLANNED, LegState.SENT],
    LegState.ANSWERED: [LegState.PLANNED, LegState.SENT, LegState.RINGING],
}
"""A leg only moves forward: a late word of the carrier never takes it back."""


def leg_and_call(session: Session, leg_id: str) -> tuple[Leg, Call] | None:
    """A leg and its call as their rows are now; None when neither is known any more."""
    row = session.execute(
        select(Leg, Call)
        .join(Call, Call.id == Leg.call_id)
        .where(Leg.id == leg_id)
        .execution_options(populate_existing=True)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def number_to_ring(session: Session, leg: Leg) -> str | None:
    """The telephone of this leg's person that it rings, decrypted: ask for it only to dial. None
    when a new file took away the last they had."""
    phones = phones_of(session, [leg.person_id])[leg.person_id]
    return phones[leg.phone % len(phones)] if phones else None


def hold_call_of(session: Session, leg_id: str) -> None:
    """Other transactions that would change this leg's call wait until this one is over.

    For whoever changes the leg before its call: everybody else takes the call first, and two that
    take them in different orders could wait for each other for ever.
    """
    call = select(Call.id).join(Leg, Leg.call_id == Call.id).where(Leg.id == leg_id)
    session.execute(call.with_for_update(of=Call))


def leg_moved(
    session: Session, leg_id: str, state: LegState, now: datetime, carrier_id: str | None = None
) -> None:
    """The leg was sent, rings or was answered. What is known already, or later, stays."""
    if carrier_id is not None:
        changes.change_leg(session, leg_id, Leg.carrier_id.is_(None), carrier_id=carrier_id)
    column = {
        LegState.SENT: Leg.sent_at,
        LegState.RINGING: Leg.ringing_at,
        LegState.ANSWERED: Leg.answered_at,
    }[state]
    session.execute(
        update(Leg)
        .where(Leg.id == leg_id, Leg.state.in_(_EARLIER[state]))
        .values({Leg.state: state, column: func.coalesce(column, now)})
        .execution_options(synchronize_session=False)
    )


def leg_over(session: Session, leg_id: str, said: LegResult, now: datetime) -> Call | None:
    """The leg has ended, in the carrier's view as `said`. Returns its call, to be advanced; None
    when the leg is unknown or had ended before.

    What it means depends on how far it had come: gone after accepting is a drop, gone during the
    talk while the caller lives is a cut, picked up without a key is nobody.
    """
    hold_call_of(session, leg_id)
    found = leg_and_call(session, leg_id)
    if found is None:
        return None
    leg, call = found
    if said is LegResult.NOT_SENT and leg.carrier_id is not None:
        return None  # heard of while the carrier was asked whether it exists
    result = LegResult(leg.result) if leg.result else _meaning(leg, call, said)
    talk_over(session, leg, now)
    if not changes.end_leg(session, leg_id, result, now):
        return None
    changes.release(session, call.id, leg_id)
    return call


def talk_over(session: Session, leg: Leg, now: datetime) -> None:
    """The bridge of this leg, if it had one, is over: noted once. The wrap-up is owed from now."""
    if leg.connected_at is None:
        return
    wrap_up = wrap_up_of(session, leg.call_id, leg.person_id)
    owed = wrap_up is not None and wrap_up.done_at is None
    changes.change_leg(
        session,
        leg.id,
        Leg.off_bridge_at.is_(None),
        off_bridge_at=now,
        talk_seconds=Leg.talk_seconds + round((now - leg.connected_at).total_seconds()),
        owes_until=now + changes.WRAP_UP_TIME if owed else None,
    )
    changes.change_leg(session, leg.id, Leg.state == LegState.CONNECTED, state=LegState.OFF_BRIDGE)


def _meaning(leg: Leg, call: Call, said: LegResult) -> LegResult:
    if leg.state == LegState.CONNECTED:
        over = call.state == CallState.ENDED or leg.mode == LegMode.CONSULT
        return LegResult.TALKED if over else LegResult.CUT
    if leg.state == LegState.OFF_BRIDGE:
        return LegResult.TALKED
    if leg.state == LegState.CLAIMED:
        return LegResult.DROPPED
    if leg.answered_at is not None or said is LegResult.TALKED:
        return LegResult.UNACCEPTED
    return said
