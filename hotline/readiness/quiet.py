"""Who is not to be called now, however useful the call."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.calls.tables import Leg
from hotline.rosters.pauses import paused
from routing.outcomes import LegState


def left_alone(session: Session, person_id: int, now: datetime) -> bool:
    """Whether this person is on a call of the line, being rung for one, or in a pause."""
    live = select(Leg.id).where(Leg.person_id == person_id, Leg.state != LegState.ENDED)
    return person_id in paused(session, now) or session.scalar(live.limit(1)) is not None
