"""Steps that failed and were caught by the fallback: those of calls, and those before a call."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from hotline.calls.tables import Call, FailedSteps
from hotline.database import add_new

KEPT = timedelta(days=2)


def note_failed_step(session: Session, line_id: int, now: datetime) -> None:
    """Counts one more step that failed before its call was known, in this hour."""
    key = {"line_id": line_id, "hour": now.replace(minute=0, second=0, microsecond=0)}
    add_new(session, FailedSteps, **key, count=0)  # unless the hour has begun already
    more = update(FailedSteps).filter_by(**key).values(count=FailedSteps.count + 1)
    session.execute(more.execution_options(synchronize_session=False))


def failed_steps(session: Session, line_id: int, since: datetime) -> int:
    """How many steps failed on this line since then: those of calls that began since, and those of
    the hours that began since whose call was never known."""
    of_calls = select(func.sum(Call.troubles)).where(
        Call.line_id == line_id, Call.started_at > since
    )
    before = select(func.sum(FailedSteps.count)).where(
        FailedSteps.line_id == line_id, FailedSteps.hour > since
    )
    return (session.scalar(of_calls) or 0) + (session.scalar(before) or 0)


def forget_failed_steps(session: Session, now: datetime) -> None:
    """Drops the counts of hours that nobody is told of any more."""
    session.execute(delete(FailedSteps).where(FailedSteps.hour <= now - KEPT))
