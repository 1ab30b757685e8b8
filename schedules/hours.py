"""What hours of duty are made of, by the clock and calendar of the person who is on."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from schedules.local_time import instant, reading
from schedules.stretches import Stretch, joined, shared

NIGHT_FROM, NIGHT_UNTIL = time(21), time(6)
"""Local hours of night: the band of the Code du travail where no agreement says otherwise
(L3122-20), to be checked by the line."""

A_NIGHT = timedelta(hours=3)
"""So much of one night makes it a night on duty: the share of the day's work that makes a night
worker (L3122-5). A duty that ends at 22:00 is an evening."""

_DAY = timedelta(days=1)
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Hours:
    """Elapsed time on duty; an hour of a Sunday night counts under each of the three."""

    duty: timedelta = timedelta()
    night: timedelta = timedelta()
    sunday: timedelta = timedelta()
    holiday: timedelta = timedelta()

    def __add__(self, other: "Hours") -> "Hours":
        return Hours(
            self.duty + other.duty,
            self.night + other.night,
            self.sunday + other.sunday,
            self.holiday + other.holiday,
        )


def hours_of(stretches: Iterable[Stretch], zone: ZoneInfo, holidays: Container[date]) -> Hours:
    """Time in these stretches, counted once where they overlap; `zone` and `holidays` (local
    dates) are the person's own.

    Elapsed time: across a change of clocks a night from 20:00 to 08:00 has 11 or 13 hours.
    """
    return sum((_hours(stretch, zone, holidays) for stretch in joined(stretches)), Hours())


def nights_of(stretches: Iterable[Stretch], zone: ZoneInfo) -> tuple[date, ...]:
    """The nights on duty, each by the local date of its evening, in order (see A_NIGHT)."""
    at_night: dict[date, timedelta] = defaultdict(timedelta)
    for stretch in joined(stretches):
        for day in _days(stretch, zone):
            at_night[day] += shared(stretch, _night(day, zone))
    return tuple(day for day in sorted(at_night) if at_night[day] >= A_NIGHT)


def nightfall(evening: date, zone: ZoneInfo) -> datetime:
    """The instant at which the night of that local date begins."""
    return _night(evening, zone)[0]


def days_of(stretches: Iterable[Stretch], zone: ZoneInfo) -> tuple[date, ...]:
    """The local dates on which there is any duty, in order."""
    days = {
        day
        for stretch in joined(stretches)
        for day in _days(stretch, zone)
        if shared(stretch, _day(day, zone))
    }
    return tuple(sorted(days))


def is_sunday(day: date) -> bool:
    """Whether this local date is a Sunday."""
    return day.weekday() == _SUNDAY


def _hours(stretch: Stretch, zone: ZoneInfo, holidays: Container[date]) -> Hours:
    hours = Hours(duty=stretch[1] - stretch[0])
    for day in _days(stretch, zone):
        today = shared(stretch, _day(day, zone))
        hours += Hours(
            night=shared(stretch, _night(day, zone)),
            sunday=today if is_sunday(day) else timedelta(),
            holiday=today if day in holidays else timedelta(),
        )
    return hours


def _days(stretch: Stretch, zone: ZoneInfo) -> Iterator[date]:
    """The local dates that a stretch meets, and the one before: its night may still go on."""
    day = reading(stretch[0], zone).date() - _DAY
    last = reading(stretch[1], zone).date()
    while day <= last:
        yield day
        day += _DAY


# Kept, since a whole team is asked about the same days and nights.
@lru_cache(maxsize=4096)
def _day(day: date, zone: ZoneInfo) -> Stretch:
    return _between(datetime.combine(day, time()), datetime.combine(day + _DAY, time()), zone)


@lru_cache(maxsize=4096)
def _night(evening: date, zone: ZoneInfo) -> Stretch:
    falls = datetime.combine(evening, NIGHT_FROM)
    return _between(falls, datetime.combine(evening + _DAY, NIGHT_UNTIL), zone)


def _between(starts: datetime, ends: datetime, zone: ZoneInfo) -> Stretch:
    return instant(starts, zone), instant(ends, zone)
