"""When somebody is reminded of a duty: how long before, across changes of clocks."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from schedules.local_time import aware, instant, reading


class Moment(StrEnum):
    """How long before a duty, the longest first."""

    WEEK = "7d"
    DAY = "24h"
    HOUR = "1h"

    def is_nearer_than(self, other: "Moment") -> bool:
        """Whether it comes later than the other, and so nearer to the duty."""
        return list(Moment).index(self) > list(Moment).index(other)


_MORNING, _EVENING = time(8), time(20)
_DAYS = {Moment.WEEK: 7, Moment.DAY: 1}


def moment_before(moment: Moment, start: datetime, zone: ZoneInfo) -> datetime:
    """The instant (UTC) of this moment before a duty that begins at the aware instant `start`.

    A week and a day are counted as people count them: the same time by a clock in `zone`, seven
    days or one day earlier, be it 23, 24 or 25 hours; but nobody is woken for it: what would come
    at night comes the evening before. An hour is sixty minutes.
    """
    if moment not in _DAYS:
        return aware(start) - timedelta(hours=1)
    return instant(_by_day(reading(start, zone) - timedelta(days=_DAYS[moment])), zone)


def _by_day(wall: datetime) -> datetime:
    if _MORNING <= wall.time() <= _EVENING:
        return wall
    day = wall.date() if wall.time() > _EVENING else wall.date() - timedelta(days=1)
    return datetime.combine(day, _EVENING)


def moment_come(
    chosen: Collection[Moment], start: datetime, zone: ZoneInfo, now: datetime
) -> Moment | None:
    """The nearest to the duty of the chosen moments that have come: one that was missed gives way
    to the next. None before the first of them, and once the duty has begun."""
    if aware(now) >= aware(start):
        return None
    come = [m for m in Moment if m in chosen and moment_before(m, start, zone) <= now]
    return come[-1] if come else None
