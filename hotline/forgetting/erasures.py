"""The list of what the carrier is to delete: planned, taken, confirmed."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from hotline.database import add_new, changed
from hotline.forgetting.proof import count_asked, count_confirmed
from hotline.forgetting.tables import Erasure
from hotline.retrying import growing_pause

NEXT_QUEUE_TRY = timedelta(minutes=1)
"""A queue can be deleted as soon as it is empty."""

LONGEST_PAUSE = timedelta(hours=1)
"""The carrier may refuse for hours to delete a record that it has not completed."""

TOO_LONG = timedelta(hours=72)
"""A record that the carrier has kept for so long after its deletion was planned is an alarm."""


class Record(StrEnum):
    """What the carrier holds."""

    QUEUE = "queue"
    CALL = "call"
    MESSAGE = "message"


def plan_erasure(
    session: Session, record: Record, carrier_id: str, now: datetime, after: timedelta | None = None
) -> None:
    """Has a record deleted, at once or `after` a while. Planned already: nothing changes."""
    try_at = now + (after or timedelta())
    add_new(session, Erasure, carrier_id=carrier_id, kind=record, planned_at=now, try_at=try_at)


def due_erasures(session: Session, now: datetime, limit: int) -> list[str]:
    """The carrier's ids of records to delete now, the longest due first."""
    due = select(Erasure.carrier_id).where(Erasure.try_at <= now)
    return list(session.scalars(due.order_by(Erasure.try_at, Erasure.carrier_id).limit(limit)))


def take_erasure(session: Session, carrier_id: str, now: datetime) -> Erasure | None:
    """Takes one to ask the carrier for it now; None when somebody else did.

    It is due again by itself after a pause (queues: a minute; others: from one minute, doubled
    each time, up to an hour), so it is not lost whatever happens to whoever took it. The first
    time it is counted as asked for.
    """
    found = session.get(Erasure, carrier_id)
    if found is None:
        return None
    pause = NEXT_QUEUE_TRY
    if found.kind != Record.QUEUE:
        pause = growing_pause(pause, found.attempts, LONGEST_PAUSE)
    taken = changed(
        session,
        update(Erasure)
        .where(Erasure.carrier_id == carrier_id, Erasure.try_at <= now)
        .values(try_at=now + pause, attempts=Erasure.attempts + 1),
    )
    if taken and found.attempts == 0:
        count_asked(session, found)
    return found if taken else None


def erased(session: Session, carrier_id: str, now: datetime) -> None:
    """The carrier confirmed: its id is dropped here too, and one more is counted; told twice, it
    counts once."""
    gone = delete(Erasure).where(Erasure.carrier_id == carrier_id).returning(Erasure)
    erasure = session.scalar(gone, execution_options={"synchronize_session": False})
    if erasure is not None:
        count_confirmed(session, erasure, now)


def kept_too_long(session: Session, now: datetime) -> int:
    """How many records the carrier has kept for more than 72 hours. One statement."""
    late = select(func.count()).where(Erasure.planned_at < now - TOO_LONG)
    return session.scalar(late) or 0
