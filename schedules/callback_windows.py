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
SHORTEST_NOW = timedelta(minutes=45)
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
    that cover, after two hours at the latest. The others are two hours of a day in `zone` and
    covered from end to end, within the horizon: a week.
    """
    covered = joined(cover)
    current = next((one for one in covered if one.start <= now < one.end), None)
    soon = min(current.end, now + LENGTH) if current else now
    if soon - now >= SHORTEST_NOW:
        yield CallbackWindow(now, soon)
    else:
        soon = now
    for slot in _slots(zone, now, horizon):
        if slot.start >= soon and any(
            one.start <= slot.start and slot.end <= one.end for one in covered
        ):
            yield slot


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


def _slots(zone: ZoneInfo, now: datetime, horizon: timedelta) -> Iterator[CallbackWindow]:
    today = now.astimezone(zone).date()
    hours = range(FIRST_HOUR, LAST_HOUR, int(LENGTH.total_seconds()) // 3600)
    for days in range(horizon.days + 1):
        day = today + timedelta(days=days)
        for hour in hours:
            start = instant(datetime.combine(day, time(hour)), zone)
            if now <= start and start + LENGTH <= now + horizon:
                yield CallbackWindow(start, start + LENGTH)
