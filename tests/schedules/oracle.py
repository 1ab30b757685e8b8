"""Who is on, found the slow way: walk UTC minute by minute and look at the clock on the wall.

It shares nothing with the code it judges: turns are told off one by one on the fingers, and no
local time is ever converted to an instant, only instants to what the clock shows.

Where a clock goes back, the hour it shows again is over: what counts is the furthest it has shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import takewhile
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
# No clock of the zones in use goes back by more than a few hours at once.
MEMORY = timedelta(hours=6)


@dataclass(frozen=True)
class Hours:
    """Opening hours: weekdays (Monday is 0), from, to; to the next day unless `to` is later.

    `nth`: only the first (1) to fifth or last (-1) such weekday of the month; empty is all.
    """

    weekdays: frozenset[int]
    opens: time
    closes: time
    nth: frozenset[int] = frozenset()

    def open_on(self, day: date) -> bool:
        return day.weekday() in self.weekdays and (
            not self.nth or any(nth_in_month(day, nth) for nth in self.nth)
        )


@dataclass(frozen=True)
class Handover:
    """When turns are handed over: each hour, on weekdays, on a day of the month or on the nth
    weekday of the month."""

    at: time
    hourly: bool = False
    weekdays: frozenset[int] = frozenset()
    day: int | None = None
    nth: tuple[int, int] | None = None
    """Which one of the month, and of which weekday."""

    def on(self, today: date) -> bool:
        if self.day is not None:
            is_last = (today + DAY).month != today.month
            return today.day == self.day or (is_last and today.day < self.day)
        if self.nth is not None:
            nth, weekday = self.nth
            return today.weekday() == weekday and nth_in_month(today, nth)
        return today.weekday() in self.weekdays

    def after(self, first: datetime) -> Iterator[datetime]:
        """One by one, those later than `first`, which is at the time of day of handovers."""
        now = first
        while True:
            now += HOUR if self.hourly else DAY
            if self.hourly or self.on(now.date()):
                yield now


@dataclass(frozen=True)
class Turns:
    """Groups (often of one) who take turns of so many handovers."""

    groups: tuple[tuple[str, ...], ...]
    zone: str
    handover: Handover
    every: int
    starts_on: date
    ends_on: date | None
    hours: tuple[Hours, ...]

    def duty(self, wall: datetime) -> tuple[datetime, tuple[str, ...]] | None:
        """Since when on the wall, and who, when the clock has shown `wall`; None is nobody."""
        if not self._runs(wall):
            return None
        opened = [opening for hours in self.hours if (opening := opened_at(hours, wall))]
        if self.hours and not opened:
            return None
        first = datetime.combine(self.starts_on, self.handover.at)
        seen = [first, *handovers_until(self.handover, first, wall)]
        turn = (len(seen) - 1) // self.every
        return max([seen[turn * self.every], *opened]), self.groups[turn % len(self.groups)]

    def _runs(self, wall: datetime) -> bool:
        if wall < datetime.combine(self.starts_on, self.handover.at):
            return False
        return self.ends_on is None or wall < datetime.combine(self.ends_on, self.handover.at)


@dataclass(frozen=True)
class Once:
    """One person, from a local time until another."""

    who: str
    zone: str
    starts: datetime
    ends: datetime
    known_by: datetime | None = None
    """The start it had before it was moved."""

    def duty(self, wall: datetime) -> tuple[datetime, tuple[str, ...]] | None:
        """The same for a shift."""
        on = self.starts <= wall < self.ends
        return (self.known_by or self.starts, (self.who,)) if on else None


def handovers_until(handover: Handover, first: datetime, wall: datetime) -> list[datetime]:
    """All that were later than `first`, until `wall` included."""
    # The clock shows the same hour sixty times: what was told off for it is remembered.
    beyond = wall.replace(minute=0, second=0, microsecond=0) + HOUR
    seen = list(_told_off(handover, first, beyond))
    while seen and seen[-1] > wall:
        seen.pop()
    return seen


@cache
def _told_off(handover: Handover, first: datetime, until: datetime) -> tuple[datetime, ...]:
    return tuple(takewhile(lambda now: now <= until, handover.after(first)))


def nth_in_month(day: date, nth: int) -> bool:
    """Whether `day` is the nth of its weekday in its month, counted on the fingers."""
    same = [day]
    while (same[0] - WEEK).month == day.month:
        same.insert(0, same[0] - WEEK)
    while (same[-1] + WEEK).month == day.month:
        same.append(same[-1] + WEEK)
    return same[-1] == day if nth == -1 else same.index(day) + 1 == nth


def opened_at(hours: Hours, wall: datetime) -> datetime | None:
    """When these hours opened, yesterday perhaps, if the clock showing `wall` is within them."""
    for day in (wall.date(), wall.date() - DAY):
        opens, closes = (datetime.combine(day, hour) for hour in (hours.opens, hours.closes))
        if closes <= opens:
            closes += DAY
        if hours.open_on(day) and opens <= wall < closes:
            return opens
    return None


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
        if at in self._furthest:
            return self._furthest[at]
        minute = at.replace(second=0, microsecond=0)
        return max(self._furthest[minute], self._shown(at))

    def first_showing(self, wall: datetime) -> datetime:
        """The first minute watched at which it has shown `wall`, or later."""
        return next(at for at, furthest in self._furthest.items() if furthest >= wall)

    def _shown(self, at: datetime) -> datetime:
        return at.astimezone(self.zone).replace(tzinfo=None)


class Watch:
    """Several sources watched over a period of whole UTC minutes."""

    def __init__(self, sources: tuple[Turns | Once, ...], start: datetime, end: datetime) -> None:
        self._start, self._end = start, end
        clocks = {zone: Clock(zone, start, end) for zone in {source.zone for source in sources}}
        self._watched = [(source, clocks[source.zone]) for source in sources]

    def duties(self, at: datetime) -> tuple[tuple[datetime, tuple[str, ...]] | None, ...]:
        """Since when on the wall, and who, at `at` in each source, in the order of the sources."""
        return tuple(source.duty(clock.furthest(at)) for source, clock in self._watched)

    def people(self, at: datetime) -> tuple[tuple[str, ...], ...]:
        """Who is on at `at` in each source."""
        return tuple(duty[1] if duty else () for duty in self.duties(at))

    def changes(self) -> Iterator[datetime]:
        """Every minute at which a duty begins or ends, after the first of the period."""
        at, before = self._start + MINUTE, self.duties(self._start)
        while at < self._end:
            now = self.duties(at)
            if now != before:
                yield at
            at, before = at + MINUTE, now
