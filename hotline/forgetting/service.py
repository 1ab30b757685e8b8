"""Retention: an ended call is moved, whole, to an anonymous fact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from hotline.callbacks.tables import Callback
from hotline.calls.tables import Call, Leg
from hotline.database import Base
from hotline.forgetting.erasures import Record, plan_erasure
from hotline.lines.service import all_lines, line_by_id
from hotline.notices.tables import Notice
from hotline.people.service import people_by_ids
from hotline.statistics.answered import answered_in, month_of
from hotline.statistics.counted import counted, counts_as_call
from hotline.statistics.keeping import keep, keep_answered
from hotline.swaps.telling import is_of_standing_offer
from hotline.wrapups.tables import WrapUp
from routing.outcomes import CallState

Row = TypeVar("Row", bound=Base)


def due_calls(session: Session, now: datetime, limit: int = 100) -> list[str]:
    """Ids of calls that ended longer ago than their line's retention, the oldest first."""
    due: list[tuple[datetime, str]] = []
    for line_id, before in _retentions(session, now):
        rows = session.execute(
            select(Call.ended_at, Call.id)
            .where(Call.line_id == line_id, Call.state == CallState.ENDED, Call.ended_at <= before)
            .order_by(Call.ended_at, Call.id)
            .limit(limit)
        )
        due += [(ended_at, call_id) for ended_at, call_id in rows if ended_at is not None]
    return [call_id for _, call_id in sorted(due)[:limit]]


def forget_call(session: Session, call_id: str, now: datetime, new_id: Callable[[], str]) -> bool:
    """Moves an ended call to a fact and counters, and has the carrier's records of it deleted.

    False, and nothing done, when the call lives or was forgotten: whoever locks its row first
    moves it. One call a transaction (see `keep`).
    """
    ended = select(Call).where(Call.id == call_id, Call.state == CallState.ENDED)
    call = session.scalar(ended.with_for_update())
    if call is None:
        return False
    line = line_by_id(session, call.line_id)
    assert line is not None  # a foreign key holds it
    # Deleting returns the rows as they were at that very moment: no late word falls between.
    wrap_ups = _take(session, WrapUp, WrapUp.call_id == call_id)
    legs = _take(session, Leg, Leg.call_id == call_id)
    people = people_by_ids(session, {leg.person_id for leg in legs})
    kinds = {person.id: person.kind for person in people.values()}
    remains = counted(line.document, call, legs, wrap_ups, kinds)
    month, answered = month_of(line.document, call), answered_in(legs, wrap_ups)
    told = [f"wrap-up:{call_id}:{wrap_up.person_id}" for wrap_up in wrap_ups]
    session.execute(delete(Notice).where(Notice.once.in_(told)))
    for carrier_id in (call.carrier_id, *(leg.carrier_id for leg in legs)):
        if carrier_id not in {None, call.id}:
            plan_erasure(session, Record.CALL, carrier_id, now)
    session.execute(delete(Call).where(Call.id == call_id))
    session.execute(update(Callback).where(Callback.asked_in == call_id).values(asked_in=None))
    if not counts_as_call(call):
        return True
    keep(session, remains, new_id())
    keep_answered(session, remains.line, month, answered)
    return True


def forget_notices(session: Session, now: datetime) -> None:
    """Drops what was told, or given up, longer ago than its line's retention; later, where it says
    who was asked to take a duty that is still offered."""
    for line_id, before in _retentions(session, now):
        session.execute(
            delete(Notice).where(
                Notice.line_id == line_id,
                Notice.try_at.is_(None),
                Notice.planned_at <= before,
                ~is_of_standing_offer(),
            )
        )


def _retentions(session: Session, now: datetime) -> list[tuple[int, datetime]]:
    """Each line, and the instant before which it keeps nothing."""
    return [
        (line.id, now - timedelta(hours=line.document.line.retention_hours))
        for line in all_lines(session)
    ]


def _take(session: Session, table: type[Row], which: ColumnElement[bool]) -> list[Row]:
    taken = delete(table).where(which).returning(table)
    return list(session.scalars(taken, execution_options={"synchronize_session": False}))
