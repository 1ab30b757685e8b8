"""Calls by their id, ours or the carrier's: nearly every step asks, so it is put together once."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from hotline.calls.tables import Call
from hotline.lines.service import STATE, state_seen
from hotline.lines.tables import Line

_BY_ID = (
    select(Call, *STATE).join(Line, Line.id == Call.line_id).where(Call.id == bindparam("call"))
)
_BY_CARRIER = select(Call).where(Call.carrier_id == bindparam("carrier"))


def call_by_id(session: Session, call_id: str) -> Call | None:
    """The call of that id, with the state of its line; None when it is not known, or no longer."""
    row = session.execute(_BY_ID, {"call": call_id}).one_or_none()
    if row is None:
        return None
    call, *state = row
    state_seen(session, state)
    return call


def call_by_carrier(session: Session, carrier_id: str) -> Call | None:
    """The call whose caller's leg has this id at the carrier; None when there is none."""
    return session.scalar(_BY_CARRIER, {"carrier": carrier_id})
