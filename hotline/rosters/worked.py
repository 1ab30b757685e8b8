"""Duties as they were, and as they are planned: one list for whoever counts them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from hotline.rosters.service import roster_of
from schedules import on_duty as rules
from schedules.duty import Duty


def duties_of(session: Session, line_id: int, start: datetime, end: datetime) -> tuple[Duty, ...]:
    """The whole duties of a line that overlap the time between two aware instants, in the order
    they begin."""
    return rules.duties(roster_of(session, line_id).roster, start, end)
