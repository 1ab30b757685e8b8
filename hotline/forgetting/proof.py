"""The proof that the carrier's records are deleted: counts by day and kind, kept for three years,
in which there is no id."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import case, delete, select, update
from sqlalchemy.orm import Session

from hotline.database import add_to_counter
from hotline.forgetting.tables import Erasure, ErasureDay

KEPT = timedelta(days=3 * 365)
"""How long somebody may ask for it. Nothing in it is about anybody."""


def count_asked(session: Session, erasure: Erasure) -> None:
    """The carrier is asked for this record for the first time."""
    add_to_counter(session, ErasureDay, _key(erasure), {"asked": 1} | _NOTHING_CONFIRMED)


def count_confirmed(session: Session, erasure: Erasure, now: datetime) -> None:
    """The carrier has deleted it, `now` at the latest."""
    key = _key(erasure)
    hours = math.ceil((now - erasure.planned_at) / timedelta(hours=1))
    longer = case((ErasureDay.longest_hours < hours, hours), else_=ErasureDay.longest_hours)
    session.execute(
        update(ErasureDay)
        .filter_by(**key)
        .values(confirmed=ErasureDay.confirmed + 1, longest_hours=longer)
        .execution_options(synchronize_session=False)
    )


def forget_proof(session: Session, today: date) -> None:
    """Drops the days of more than three years ago."""
    session.execute(delete(ErasureDay).where(ErasureDay.day < today - KEPT))


def proof_of(session: Session, since: date | None = None) -> Sequence[ErasureDay]:
    """The days from `since` on, or all of them, the latest first. One statement."""
    days = select(ErasureDay).order_by(ErasureDay.day.desc(), ErasureDay.kind)
    return session.scalars(days if since is None else days.where(ErasureDay.day >= since)).all()


def _key(erasure: Erasure) -> dict[str, object]:
    return {"day": erasure.planned_at.astimezone(UTC).date(), "kind": erasure.kind}


_NOTHING_CONFIRMED = {"confirmed": 0, "longest_hours": 0}
