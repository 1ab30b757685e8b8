"""When somebody can be called back: windows of the caller's own day in which somebody suitable is
on the roster. A promise is made only where it can be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from schedules.local_time import instant

LENGTH = timedelta(hours=2)
FIRST_HOUR, LAST_HOUR = 8, 22
"""By the clock where the caller is: no telephone rings for this at night, but within the next two
hours when they ask for that."""

HORIZON = timedelta(days=7)
SHORTEST = timedelta(minutes=45)
"""Less cover than that is no « within two hours »: three tries need their time."""

ON_A_PAGE = 3


@dataclass(frozen=True, slots=True)
class CallbackWindow:
    """From one aware instant until another, which is outside of it."""

    start: datetime
    end: datetime


def windows(
    cover: Iterable[CallbackWindow],
    zone: ZoneInfo,
    now: datetime,
    horizon: timedelta = HORIZON,
) -> Iterator[CallbackWindow]:
    """The windows to offer, the soonest first.

    `cover`: when somebody suitable is reached, in any order, from `now` on. The first window begins
    now, when the cover that goes on now lasts for at least three quarters of an hour; it ends with
    that cover, after two hours at the latest. The others are pieces of two hours of the cover, or
    what is left of it, by day in `zone`, within the horizon: a week.
    """
    covered = joined(cover)
    current = next((one for one in covered if one.start <= now < one.end), None)
    soon = min(current.end, now + LENGTH) if current else now
    if soon - now >= SHORTEST:
        yield CallbackWindow(now, soon)
    else:
        soon = now
    for day in _days(zone, now, horizon):
        for one in covered:
            yield from _pieces(one, day, soon)


def page(found: Iterable[CallbackWindow], number: int) -> tuple[Sequence[CallbackWindow], bool]:
    """A page of what is offered, counted from 0, and whether another one follows."""
    first = number * ON_A_PAGE
    shown = list(islice(found, first, first + ON_A_PAGE + 1))
    return shown[:ON_A_PAGE], len(shown) > ON_A_PAGE


def joined(cover: Iterable[CallbackWindow]) -> list[CallbackWindow]:
    """The same times in order, those that touch or overlap made into one."""
    found: list[CallbackWindow] = []
    for one in sorted(cover, key=lambda one: one.start):
        if found and one.start <= found[-1].end:
            found[-1] = CallbackWindow(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return found


def _days(zone: ZoneInfo, now: datetime, horizon: timedelta) -> Iterator[CallbackWindow]:
    """The hours of each day in which a telephone may ring, as far as the horizon."""
    today = now.astimezone(zone).date()
    for days in range(horizon.days + 1):
        first, last = (
            instant(datetime.combine(today + timedelta(days=days), time(hour)), zone)
            for hour in (FIRST_HOUR, LAST_HOUR)
        )
        if last > now:
            yield CallbackWindow(first, min(last, now + horizon))


def _pieces(
    covered: CallbackWindow, day: CallbackWindow, soon: datetime
) -> Iterator[CallbackWindow]:
    """Two hours each, from the beginning of that day or of the cover on it; the last may be less.
    None that begins before `soon`."""
    start, end = max(covered.start, day.start), min(covered.end, day.end)
    while end - start >= SHORTEST:
        if start >= soon:
            yield CallbackWindow(start, min(end, start + LENGTH))
        start += LENGTH
