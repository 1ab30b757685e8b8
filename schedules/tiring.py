"""Where work leaves too little rest: days, weeks, stretches and rows of nights, one rule each.

`work` is in order and its stretches do not touch (see schedules.stretches.joined).
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from schedules.hours import nights_of
from schedules.local_time import instant, midnight, reading
from schedules.stretches import Stretch, shared

Breach = tuple[datetime, datetime, timedelta]
"""From when until when, and what was found there: the longest rest, or the work."""

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


def long_stretches(work: tuple[Stretch, ...], asked: timedelta) -> Iterator[Breach]:
    """Stretches longer than what is asked."""
    for start, end in work:
        if end - start > asked:
            yield start, end, end - start


def short_days(work: tuple[Stretch, ...], asked: timedelta) -> Iterator[Breach]:
    """Days of 24 hours, each from the first work after the rest before it or the day before it,
    without so long a rest."""
    free_until = work[0][0] if work else None
    for start, end in work:
        begins = max(start, free_until or start)
        while begins < end:
            rests = _rests(work, begins, begins + _DAY)
            had = next((rest for rest in rests if rest[1] - rest[0] >= asked), None)
            if had is None:
                longest = max((b - a for a, b in rests), default=timedelta())
                yield begins, begins + _DAY, longest
                free_until = begins + _DAY
            else:
                free_until = had[1]
            begins = free_until


def restless_weeks(work: tuple[Stretch, ...], asked: timedelta, zone: ZoneInfo) -> Iterator[Breach]:
    """Local weeks without so long a rest that begins in them. A rest counts for one week only: what
    was used for one is not there for the next."""
    used_until = None
    for monday, sunday_over in _weeks(work, zone):
        begins = max(monday, used_until or monday)
        rests = [
            rest for rest in _rests(work, begins, sunday_over + asked) if rest[0] < sunday_over
        ]
        had = next((rest for rest in rests if rest[1] - rest[0] >= asked), None)
        if had is None:
            longest = max((b - a for a, b in rests), default=timedelta())
            yield monday, sunday_over, longest
        else:
            used_until = had[0] + asked


def full_weeks(work: tuple[Stretch, ...], asked: timedelta, zone: ZoneInfo) -> Iterator[Breach]:
    """Local weeks with more work than what is asked."""
    for week in _weeks(work, zone):
        total = sum((shared(stretch, week) for stretch in work), timedelta())
        if total > asked:
            yield *week, total


def rows_of_nights(on: tuple[Stretch, ...], asked: int, zone: ZoneInfo) -> Iterator[Breach]:
    """More nights one after the other than what is asked, from noon to noon; found in days."""
    nights = nights_of(on, zone)
    # Nights one after the other have the same distance from their place in the list.
    for _, row in groupby(enumerate(nights), lambda pair: pair[1] - pair[0] * _DAY):
        evenings = [evening for _, evening in row]
        if len(evenings) > asked:
            start = instant(datetime.combine(evenings[0], time(12)), zone)
            end = instant(datetime.combine(evenings[-1] + _DAY, time(12)), zone)
            yield start, end, len(evenings) * _DAY


def _rests(work: tuple[Stretch, ...], start: datetime, end: datetime) -> list[Stretch]:
    """The time without work in the stretch from `start` to `end`, in order."""
    around = [(start, start), *((a, b) for a, b in work if a < end and start < b), (end, end)]
    gaps = ((max(a, start), min(b, end)) for (_, a), (b, _) in pairwise(around))
    return [(a, b) for a, b in gaps if a < b]


def _weeks(work: tuple[Stretch, ...], zone: ZoneInfo) -> Iterator[Stretch]:
    """The local weeks, Monday to Monday, from the first work to the last."""
    if not work:
        return
    first = reading(work[0][0], zone).date()
    monday = first - _DAY * first.weekday()
    last = work[-1][1]
    while (begins := midnight(monday, zone)) < last:
        monday += _WEEK
        yield begins, midnight(monday, zone)
