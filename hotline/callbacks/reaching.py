"""The caller's own telephone in a try: rung once a responder is on the line, answered, known,
confirmed. Each change is one conditional UPDATE, under the id that only this try has."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from hotline.callbacks.states import State
from hotline.callbacks.tables import Callback
from hotline.calls import changes
from hotline.calls.tables import Call
from hotline.database import changed
from hotline.forgetting.erasures import Record, plan_erasure
from routing.outcomes import CallState

RING_SECONDS = 30
SILENT = timedelta(seconds=5)
"""A telephone that the carrier was asked to ring, without an answer, is looked up from then on."""
TOO_LONG = timedelta(seconds=60)
"""Neither ringing nor the words before their code are confirmed last that long."""


def callback_of(session: Session, call: Call) -> Callback | None:
    """The request of which this call is a try; None when it is over, or this is no such call."""
    if call.callback_id is None:
        return None
    row = session.get(Callback, call.callback_id, populate_existing=True)
    return row if row is not None and row.call_id == call.id else None


def of_try(session: Session, try_id: str) -> Callback | None:
    """The request whose try this is; None for one that is over."""
    mine = select(Callback).filter_by(try_id=try_id)
    return session.scalar(mine.execution_options(populate_existing=True))


def take_to_ring(session: Session, callback_id: int, now: datetime) -> Callback | None:
    """Takes the ringing of the caller: None when it was taken, or a try is not under way."""
    taken = changed(
        session,
        update(Callback)
        .where(
            Callback.id == callback_id,
            Callback.state == State.TRYING,
            Callback.rung_at.is_(None),
            Callback.over_at.is_(None),
        )
        .values(rung_at=now),
    )
    return session.get_one(Callback, callback_id, populate_existing=True) if taken else None


def not_rung(session: Session, try_id: str) -> bool:
    """The carrier did not ring it: it may be asked again."""
    return _change(session, try_id, Callback.carrier_id.is_(None), rung_at=None)


def rings(session: Session, try_id: str, carrier_id: str) -> bool:
    """The carrier has it, under this id."""
    return _change(session, try_id, Callback.carrier_id.is_(None), carrier_id=carrier_id)


def answered(session: Session, try_id: str, carrier_id: str, now: datetime) -> bool:
    """Somebody, or a machine, has picked up."""
    rings(session, try_id, carrier_id)
    return _change(session, try_id, Callback.answered_at.is_(None), answered_at=now)


def known(session: Session, try_id: str, now: datetime) -> bool:
    """Somebody says that they asked for it: they are told their code."""
    return _change(session, try_id, Callback.known_at.is_(None), known_at=now)


def wrong_number(session: Session, try_id: str) -> bool:
    """Somebody says that they did not."""
    return _change(session, try_id, Callback.confirmed_at.is_(None), wrong_number=True)


def confirm(session: Session, try_id: str, carrier_id: str, now: datetime) -> Call | None:
    """The code is theirs: from now on they are the caller of this call. None when the call is over;
    told twice, it is the same."""
    row = of_try(session, try_id)
    if row is None or row.known_at is None or row.wrong_number:
        return None
    if _change(session, try_id, Callback.confirmed_at.is_(None), confirmed_at=now):
        changes.change_call(
            session,
            row.call_id or "",
            Call.state != CallState.ENDED,
            carrier_id=carrier_id,
            # A call begins when its caller is on the line.
            started_at=row.answered_at or now,
            seen_at=now,
        )
    call = session.get(Call, row.call_id, populate_existing=True)
    return call if call is not None and call.state != CallState.ENDED else None


def over(session: Session, try_id: str, carrier_id: str, now: datetime) -> Callback | None:
    """That telephone was hung up, or rang in vain; the carrier is to forget it. None for a try that
    is over."""
    row = of_try(session, try_id)
    if row is None:
        return None
    if carrier_id and row.confirmed_at is None:  # else it is forgotten with its call
        plan_erasure(session, Record.CALL, carrier_id, now)
    _change(session, try_id, Callback.over_at.is_(None), over_at=now)
    return row


def to_look_up(row: Callback, now: datetime) -> bool:
    """Whether the carrier is to be asked what became of the caller's telephone."""
    if row.rung_at is None or row.confirmed_at is not None or row.over_at is not None:
        return False
    patience = SILENT if row.carrier_id is None else TOO_LONG
    return now >= (row.answered_at or row.rung_at) + patience


def _change(
    session: Session, try_id: str, condition: ColumnElement[bool], **values: object
) -> bool:
    statement = update(Callback).where(Callback.try_id == try_id, condition)
    return changed(session, statement.values(**values))
