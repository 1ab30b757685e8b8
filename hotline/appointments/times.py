"""When an appointment can be: a day and an hour as they are written, told kindly when they cannot
be. Values in, answers out."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from schedules.local_time import instant, reading

EARLY = timedelta(minutes=15)
"""So long before it begins, an appointment can be come to."""


class Wrong(StrEnum):
    """Why a time will not do."""

    UNREADABLE = "unreadable"
    PAST = "past"
    TOO_FAR = "too far"
    SKIPPED = "skipped"
    """The clocks go forward over it: no clock ever shows it."""
    TWICE = "twice"
    """The clocks go back: it is shown twice that night, and two people could mean two of them."""


def time_meant(
    day: str, hour: str, zone: ZoneInfo, now: datetime, days_ahead: int
) -> datetime | Wrong:
    """The aware instant of a day ("2026-12-03") and an hour ("18:30") by a clock in `zone`."""
    wall = _written(day, hour)
    if wall is None:
        return Wrong.UNREADABLE
    today = reading(now, zone).date()
    if wall.date() > today + timedelta(days=days_ahead):
        return Wrong.TOO_FAR
    at = instant(wall, zone) if wall.date() >= today else None
    if at is None or at <= now:
        return Wrong.PAST
    if reading(at, zone) != wall:
        return Wrong.SKIPPED
    later = wall.replace(tzinfo=zone, fold=1)
    return at if later.astimezone(UTC) == at else Wrong.TWICE


def _written(day: str, hour: str) -> datetime | None:
    """As a browser sends them, and in no other of the ways that ISO knows."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day) or not re.fullmatch(r"\d\d:\d\d", hour):
        return None
    try:
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(hour))
    except ValueError:
        return None


def can_be_come_to(starts: datetime, ends: datetime, now: datetime) -> bool:
    """Whether it is its time, from a quarter of an hour before it begins until it ends."""
    return starts - EARLY <= now < ends
