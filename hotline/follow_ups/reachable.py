"""When those whom a responder accompanies can ring them: on duty, or in hours of their choice."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.follow_ups.tables import ReachableHours
from hotline.lines.service import LoadedLine
from hotline.people.tables import Person
from hotline.rosters.pauses import paused, people_to_ring
from hotline.rosters.service import duties_to_come, roster_of
from schedules.local_time import instant
from schedules.on_duty import duties

FORESEEN = timedelta(days=60)
"""How far ahead the next duty is looked for: peers are on once a month."""


def choose_hours(session: Session, person_id: int, starts: time, ends: time) -> None:
    """From now on this person is reached every day from `starts` until just before `ends`."""
    session.merge(ReachableHours(person_id=person_id, starts=starts, ends=ends))
    session.flush()


def no_hours(session: Session, person_id: int) -> bool:
    """Reached on duty only. False when it was so."""
    had = session.get(ReachableHours, person_id)
    session.execute(delete(ReachableHours).filter_by(person_id=person_id))
    return had is not None


def reached_now(
    session: Session, line: LoadedLine, people: Collection[int], now: datetime
) -> frozenset[int]:
    """Those of these people whom somebody they accompany may ring now: active, not in a pause, and
    on duty or in their own hours."""
    if not people:
        return frozenset()
    on_duty = {duty.person_id for duty in people_to_ring(session, line.id, now, volunteers=True)}
    resting = paused(session, now)
    rows = session.execute(
        select(Person, ReachableHours)
        .outerjoin(ReachableHours, ReachableHours.person_id == Person.id)
        .where(Person.id.in_(people), Person.active)
    )
    return frozenset(
        person.id
        for person, hours in rows
        if person.id in on_duty
        or (person.id not in resting and hours and _holds(hours, now, _zone(person, line)))
    )


def next_reached(
    session: Session, line: LoadedLine, person_id: int, now: datetime
) -> datetime | None:
    """When this person, who is not reached now, can be next (aware): their next duty, or the
    beginning of their own hours. None when neither is foreseen."""
    person = session.get_one(Person, person_id)
    if not person.active:
        return None
    duties = duties_to_come(session, line.id, now, now + FORESEEN)
    starts = [next((duty.since for duty in duties if duty.person_id == person_id), None)]
    hours = session.get(ReachableHours, person_id)
    if hours is not None:
        starts.append(_opening(hours, now, _zone(person, line)))
    return min((start for start in starts if start is not None), default=None)


def reach(
    session: Session, line: LoadedLine, person_id: int, start: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """When this person is reached between two aware instants: their duties, whole, and their own
    hours, in no order."""
    person = session.get_one(Person, person_id)
    if not person.active:
        return []
    roster = roster_of(session, line.id).roster
    found = [
        (duty.start, duty.end)
        for duty in duties(roster, start, end)
        if duty.person == str(person_id)
    ]
    hours = session.get(ReachableHours, person_id)
    if hours is not None:
        zone, days = _zone(person, line), range(-1, (end - start).days + 1)
        first = start.astimezone(zone).date()
        found += [_hours_of(hours, first + timedelta(days=nth), zone) for nth in days]
    return found


def _hours_of(hours: ReachableHours, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    ends_on = day if hours.starts < hours.ends else day + timedelta(days=1)
    return (
        instant(datetime.combine(day, hours.starts), zone),
        instant(datetime.combine(ends_on, hours.ends), zone),
    )


def _zone(person: Person, line: LoadedLine) -> ZoneInfo:
    return ZoneInfo(person.time_zone or line.document.line.time_zone)


def _holds(hours: ReachableHours, now: datetime, zone: ZoneInfo) -> bool:
    at = now.astimezone(zone).time()
    if hours.starts < hours.ends:
        return hours.starts <= at < hours.ends
    return at >= hours.starts or at < hours.ends


def _opening(hours: ReachableHours, now: datetime, zone: ZoneInfo) -> datetime:
    today = now.astimezone(zone).date()
    openings = (
        instant(datetime.combine(today + timedelta(days=days), hours.starts), zone)
        for days in range(3)
    )
    return next(opening for opening in openings if opening > now)
