"""What statistics take from one case. Figures of live cases and forgetting both read it here, so
that a case counts the same before it is forgotten and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from hotline.cases.events import Event
from hotline.cases.tables import Case, CaseEvent


class Figure(StrEnum):
    """What is counted, each by a code of its own."""

    NEW_PROFESSION = "new-profession"
    """Opened in the month."""
    NEW_ASKED_BY = "new-asked-by"
    NEW_FOR = "new-for"
    ONGOING_PROFESSION = "ongoing-profession"
    """Opened in a month before, and not closed before this one."""
    ONGOING_ASKED_BY = "ongoing-asked-by"
    FIRST_CONTACT = "first-contact"
    """By the month of the opening: the hours until the first contact, in bands."""
    IN_TIME = "in-time"
    """yes or no, once it is known; so too by the month of the opening."""
    OUTCOME = "outcome"
    """By the month of the end."""
    CONTACTS = "contacts"
    """By the month in which they took place; so are the minutes."""
    MINUTES = "minutes"


BANDS = ((24, "0-24"), (48, "24-48"), (72, "48-72"))
"""Hours: below the first number, the name of the band. From 72 on: 72+."""
LATER, NEVER = "72+", "never"
"""NEVER: the case was closed without any contact."""

Counted = Counter[tuple[date, Figure, str]]
"""By month (its first day), figure and code."""


def counted(case: Case, events: Sequence[CaseEvent], zone: ZoneInfo, now: datetime) -> Counted:
    """What counts of a case up to the aware instant `now`, in months of this zone."""
    opened, last = _month(case.opened_at, zone), _month(case.closed_at or now, zone)
    found: Counted = Counter()
    found[opened, Figure.NEW_PROFESSION, case.profession] += 1
    found[opened, Figure.NEW_ASKED_BY, case.asked_by] += 1
    found[opened, Figure.NEW_FOR, "other" if case.for_someone_else else "self"] += 1
    for month in _months_after(opened, last):
        found[month, Figure.ONGOING_PROFESSION, case.profession] += 1
        found[month, Figure.ONGOING_ASKED_BY, case.asked_by] += 1
    band, in_time = _band(case), _in_time(case, now)
    if band is not None:
        found[opened, Figure.FIRST_CONTACT, band] += 1
    if in_time is not None:
        found[opened, Figure.IN_TIME, "yes" if in_time else "no"] += 1
    if case.outcome is not None:
        found[last, Figure.OUTCOME, case.outcome] += 1
    for event in events:
        if event.kind == Event.CONTACT and event.happened_at is not None:
            month = _month(event.happened_at, zone)
            found[month, Figure.CONTACTS, str(event.channel)] += 1
            found[month, Figure.MINUTES, str(event.channel)] += event.minutes or 0
    return found


def _band(case: Case) -> str | None:
    """None while there may still be a first contact."""
    if case.first_contact_at is None:
        return NEVER if case.closed_at else None
    waited = (case.first_contact_at - case.opened_at) / timedelta(hours=1)
    return next((name for hours, name in BANDS if waited < hours), LATER)


def _in_time(case: Case, now: datetime) -> bool | None:
    """None while it is not known, or when the case was closed before its limit."""
    due = case.opened_at + timedelta(hours=case.limit_hours)
    if case.first_contact_at is not None:
        return case.first_contact_at <= due
    return False if (case.closed_at or now) > due else None


def _months_after(first: date, last: date) -> Iterator[date]:
    month = first
    while (month := (month + timedelta(days=31)).replace(day=1)) <= last:
        yield month


def _month(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date().replace(day=1)
