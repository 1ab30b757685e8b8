"""Who runs a job: whoever moves its next turn forward, in whatever process."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hotline.database import changed
from hotline.jobs.tables import JobTurn


def not_due(session: Session, now: datetime) -> frozenset[str]:
    """The jobs whose next turn is still to come. One statement."""
    return frozenset(session.scalars(select(JobTurn.job).where(JobTurn.due_at > now)))


def take_turn(session: Session, job: str, every: timedelta, now: datetime) -> bool:
    """Takes the turn of a job that is due. False when it is not, or another process took it.

    A turn taken by a process that dies is lost; the next one makes up for it, since every job
    works through all that is due.
    """
    due = update(JobTurn).where(JobTurn.job == job, JobTurn.due_at <= now)
    if changed(session, due.values(due_at=now + every)):
        return True
    if session.get(JobTurn, job) is not None:
        return False
    try:
        with session.begin_nested():
            session.add(JobTurn(job=job, due_at=now + every))
    except IntegrityError:
        return False
    return True
