"""What rehearsals have settled: written once they have, read where the service depends on it."""

from __future__ import annotations

from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.going_live.points import NO, Point
from hotline.going_live.tables import SettledPoint

SHORTEST_RING = 5
"""Seconds: the carrier takes no less (twilio.com/docs/voice/twiml/dial#timeout)."""


def settle(session: Session, point: Point, answer: str, now: datetime, *, observed: bool) -> None:
    """Keeps an answer, in place of an earlier one."""
    row = session.get(SettledPoint, point)
    if row is None:
        row = SettledPoint(point=point)
        session.add(row)
    row.answer, row.observed, row.settled_at, row.version = answer, observed, now, _version()
    session.flush()


def settled_points(session: Session) -> dict[Point, SettledPoint]:
    """What is settled, by point."""
    known = {row.point: row for row in session.scalars(select(SettledPoint))}
    return {point: known[point] for point in Point if point in known}


def star_is_used(session: Session) -> bool:
    """Whether responders may press star during a talk: unless a rehearsal has shown that it hangs
    up on their caller."""
    row = session.get(SettledPoint, Point.STAR_KEEPS_CALLER)
    return row is None or row.answer != NO


def seconds_to_ask_for(session: Session, seconds: int, buffer: Point) -> int:
    """What to ask for so that a telephone rings for so many seconds: less by what the carrier was
    seen to add of its own."""
    row = session.get(SettledPoint, buffer)
    added = round(float(row.answer)) if row else 0
    return max(SHORTEST_RING, seconds - added) if added else seconds


def _version() -> str:
    try:
        return version("entraide")
    except PackageNotFoundError:
        return "?"
