"""Whom a team's manager looks after."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hotline.rosters.service import roster_of
from schedules.on_duty import duties

AHEAD = timedelta(days=90)


def people_of(session: Session, line_id: int, teams: Collection[str], now: datetime) -> set[int]:
    """The ids of those whom the rotations and shifts of these teams name, or who are on duty there
    in the next 90 days. No statement beyond the roster's own."""
    roster = roster_of(session, line_id).roster
    named = {
        int(person)
        for rotation in roster.rotations
        if rotation.team in teams and rotation.closed is None
        for group in rotation.people
        for person in group
    }
    named |= {
        int(shift.person) for shift in roster.shifts if shift.team in teams and shift.closed is None
    }
    ahead = duties(roster, now, now + AHEAD)
    return named | {int(duty.person) for duty in ahead if duty.team in teams}
