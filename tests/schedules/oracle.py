"""Who is on, found the slow way: walk UTC minute by minute and look at the clock on the wall.

It shares nothing with the code it judges: turns are told off one by one on the fingers, and no
local time is ever converted to an instant, only instants to what the clock shows.

Where a clock goes back, the hour it shows again is over: what counts is the furthest it has shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
# No clock of the zones in use goes back by more than a few hours at once.
MEMORY = timedelta(hours=6)


@dataclass(frozen=True)
class Hours:
    """Opening hours: weekdays (Monday is 0), from, to; to the next day unless `to` is later."""

    weekdays: frozenset[int]
    opens: time
    closes: time


@dataclass(frozen=True)
class Turns:
    """People who take turns; a weekly rotation has a weekday, a daily one has none."""

    people: tuple[str, ...]
    zone: str
    handover: time
    weekday: int | None
    every: int
    starts_on: date
    ends_on: date | None
    hours: tuple[Hours, ...]

    def person(self, wall: datetime) -> str | None:
        """Who is on when the clock has shown `wall`."""
        if not self._runs(wall) or not (
            not self.hours or any(is_open(h, wall) for h in self.hours)
        ):
            return None
        # The duty day to which this moment belongs began at the last time of handover.
        today = wall.date() if wall.time() >= self.handover else wall.date() - DAY
        return self.people[self._handovers_until(today) // self.every % len(self.people)]

    def _runs(self, wall: datetime) -> bool:
        if wall < datetime.combine(self.starts_on, self.handover):
            return False
        return self.ends_on is None or wall < datetime.combine(self.ends_on, self.handover)

    def _handovers_until(self, today: date) -> int:
        seen, day = 0, self.starts_on
        while day < today:
            day += DAY
            seen += self.weekday is None or day.weekday() == self.weekday
        return seen


@dataclass(frozen=True)
class Once:
    """One person, from a local time until another."""

    who: str
    zone: str
    starts: datetime
    ends: datetime

    def person(self, wall: datetime) -> str | None:
        return self.who if self.starts <= wall < self.ends else None


def is_open(hours: Hours, wall: datetime) -> bool:
    """Whether the clock showing `wall` is within these hours, yesterday's night included."""
    opened_today = wall.weekday() in hours.weekdays and hours.opens <= wall.time()
    opened_yesterday = (wall - DAY).weekday() in hours.weekdays
    if hours.opens < hours.closes:
        return opened_today and wall.time() < hours.closes
    return opened_today or (opened_yesterday and wall.time() < hours.closes)


class Clock:
    """The clock on a wall in one zone, watched every minute of a period."""

    def __init__(self, zone: str, start: datetime, end: datetime) -> None:
        self.zone = ZoneInfo(zone)
        self._furthest: dict[datetime, datetime] = {}
        at, furthest = start - MEMORY, self._shown(start - MEMORY)
        while at <= end:
            furthest = self._furthest[at] = max(furthest, self._shown(at))
            at += MINUTE

    def furthest(self, at: datetime) -> datetime:
        """The furthest time it has shown by the instant `at`, to the second."""
        minute = at.replace(second=0, microsecond=0)
        return max(self._furthest[minute], self._shown(at))

    def _shown(self, at: datetime) -> datetime:
        return at.astimezone(self.zone).replace(tzinfo=None)


class Watch:
    """Several sources watched over a period of whole UTC minutes."""

    def __init__(self, sources: tuple[Turns | Once, ...], start: datetime, end: datetime) -> None:
        self._start, self._end = start, end
        clocks = {zone: Clock(zone, start, end) for zone in {source.zone for source in sources}}
        self._watched = [(source, clocks[source.zone]) for source in sources]

    def people(self, at: datetime) -> tuple[str | None, ...]:
        """Who is on at `at` in each source, in the order of the sources."""
        return tuple(source.person(clock.furthest(at)) for source, clock in self._watched)

    def changes(self) -> Iterator[datetime]:
        """Every minute at which someone comes on or goes off, after the first of the period."""
        at, before = self._start + MINUTE, self.people(self._start)
        while at < self._end:
            now = self.people(at)
            if now != before:
                yield at
            at, before = at + MINUTE, now
