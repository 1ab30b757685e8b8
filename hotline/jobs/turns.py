"""Who runs a job: whoever moves its next turn forward, in whatever process."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.database import changed
from hotline.jobs.tables import JobTurn

# Made once: they are asked every few seconds, for each job.
_NOT_DUE = select(JobTurn.job).where(JobTurn.due_at > bindparam("now"))
_TAKE = (
    update(JobTurn)
    .where(JobTurn.job == bindparam("of"), JobTurn.due_at <= bindparam("now"))
    .values(due_at=bindparam("next"))
)


def not_due(session: Session, now: datetime) -> frozenset[str]:
    """The jobs whose next turn is still to come. One statement."""
    return frozenset(session.scalars(_NOT_DUE, {"now": now}))


def take_turn(session: Session, job: str, every: timedelta, now: datetime) -> bool:
    """Takes the turn of a job that is due. False when it is not, or another process took it.

    A turn taken by a process that dies is lost; the next one makes up for it, since every job
    works through all that is due.
    """
    if changed(session, _TAKE, {"of": job, "now": now, "next": now + every}):
        return True
    if session.get(JobTurn, job) is not None:
        return False
    try:
        with session.begin_nested():
            session.add(JobTurn(job=job, due_at=now + every))
    except IntegrityError:
        return False
    return True
