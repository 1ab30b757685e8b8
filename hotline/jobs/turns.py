"""Who runs a job: whoever moves its next turn forward, in whatever process."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import ModuleType
from typing import cast

from sqlalchemy import Table, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from hotline.jobs.tables import JobTurn

_TURNS = cast(Table, JobTurn.__table__)
# Made once, and of the table alone: they are asked every few seconds, for each job.
_NOT_DUE = select(_TURNS.c.job).where(_TURNS.c.due_at > bindparam("now"))


def _take(kind: ModuleType) -> ReturningInsert[tuple[str]]:
    first = kind.insert(_TURNS).values(job=bindparam("of"), due_at=bindparam("next"))
    moved: ReturningInsert[tuple[str]] = first.on_conflict_do_update(
        index_elements=["job"],
        set_={"due_at": bindparam("next")},
        where=_TURNS.c.due_at <= bindparam("now"),
    ).returning(_TURNS.c.job)
    return moved


_TAKE = {"sqlite": _take(sqlite), "postgresql": _take(postgresql)}


def not_due(session: Session, now: datetime) -> frozenset[str]:
    """The jobs whose next turn is still to come. One statement."""
    return frozenset(session.scalars(_NOT_DUE, {"now": now}))


def take_turn(session: Session, job: str, every: timedelta, now: datetime) -> bool:
    """Takes the turn of a job that is due, or its first. False when it is not due, or another
    process took it. One statement: of two that come at once, the second finds it moved.

    A turn taken by a process that dies is lost; the next one makes up for it, since every job
    works through all that is due.
    """
    take = _TAKE[session.get_bind().dialect.name]
    return session.scalar(take, {"of": job, "now": now, "next": now + every}) is not None
