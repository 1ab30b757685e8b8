"""What the carrier says of a responder's leg: late, doubled, out of order, or never."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, bindparam, case, func, select
from sqlalchemy.orm import Session

from hotline.calls import changes
from hotline.calls.tables import Call, Leg
from hotline.database import Change, UtcDateTime
from hotline.people.service import phones_of
from hotline.wrapups.tables import WrapUp
from routing.outcomes import CallState, LegMode, LegResult, LegState

_EARLIER = {
    LegState.SENT: [LegState.PLANNED],
    LegState.RINGING: [LegState.PLANNED, LegState.SENT],
    LegState.ANSWERED: [LegState.PLANNED, LegState.SENT, LegState.RINGING],
}
"""A leg only moves forward: a late word of the carrier never takes it back."""

_LEG_AND_CALL = (
    select(Leg, Call)
    .join(Call, Call.id == Leg.call_id)
    .where(Leg.id == bindparam("leg"))
    .execution_options(populate_existing=True)
)
_HOLD_CALL = (
    select(Call.id)
    .join(Leg, Leg.call_id == Call.id)
    .where(Leg.id == bindparam("leg"))
    .with_for_update(of=Call)
)


def _moved(state: LegState, at: str) -> Change:
    """To this state, noting the instant in the column `at`; the carrier's id in any case."""
    forward, column = Leg.state.in_(_EARLIER[state]), getattr(Leg, at)
    since = func.coalesce(column, bindparam("now", type_=UtcDateTime))
    return Change(
        Leg,
        carrier_id=func.coalesce(Leg.carrier_id, bindparam("carrier", type_=String)),
        state=case((forward, state), else_=Leg.state),
        **{at: case((forward, since), else_=column)},
    )


_MOVED = {
    LegState.SENT: _moved(LegState.SENT, "sent_at"),
    LegState.RINGING: _moved(LegState.RINGING, "ringing_at"),
    LegState.ANSWERED: _moved(LegState.ANSWERED, "answered_at"),
}
_OWED = (
    select(WrapUp.id)
    .where(
        WrapUp.call_id == Leg.call_id,
        WrapUp.person_id == Leg.person_id,
        WrapUp.done_at.is_(None),
    )
    .exists()
)
_TALK_OVER = Change(
    Leg,
    Leg.off_bridge_at.is_(None),
    state=case((Leg.state == LegState.CONNECTED, LegState.OFF_BRIDGE), else_=Leg.state),
    talk_seconds=Leg.talk_seconds + bindparam("talked"),
    owes_until=case((_OWED, bindparam("noted_by", type_=UtcDateTime)), else_=None),
)


def leg_and_call(session: Session, leg_id: str) -> tuple[Leg, Call] | None:
    """A leg and its call as their rows are now; None when neither is known any more."""
    row = session.execute(_LEG_AND_CALL, {"leg": leg_id}).one_or_none()
    return None if row is None else (row[0], row[1])


def number_to_ring(session: Session, leg: Leg) -> str | None:
    """The telephone of this leg's person that it rings, decrypted: ask for it only to dial. None
    when a new file took away the last they had."""
    phones = phones_of(session, [leg.person_id])[leg.person_id]
    return phones[leg.phone % len(phones)] if phones else None


def hold_call_of(session: Session, leg_id: str) -> None:
    """Other transactions that would change this leg's call wait until this one is over.

    For whoever changes the leg before its call: everybody else takes the call first, and two that
    take them in different orders could wait for each other for ever. On SQLite a write transaction
    holds everything.
    """
    if session.get_bind().dialect.name != "sqlite":
        session.execute(_HOLD_CALL, {"leg": leg_id})


def leg_moved(
    session: Session, leg_id: str, state: LegState, now: datetime, carrier_id: str | None = None
) -> None:
    """The leg was sent, rings or was answered. What is known already, or later, stays."""
    _MOVED[state].of(session, leg_id, {"now": now, "carrier": carrier_id})


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
    talked = round((now - leg.connected_at).total_seconds())
    noted_by = now + changes.WRAP_UP_TIME
    _TALK_OVER.of(session, leg.id, {"talked": talked, "noted_by": noted_by}, off_bridge_at=now)


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
