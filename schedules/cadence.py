"""Cadences: the local times at which a rotation can hand over, numbered for ever and ever.

A cadence knows the time of the handover of any number, and the number of the last handover by any
time, both by arithmetic on local times. It knows neither people nor zones nor changes of clocks.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from schedules.nth import Nth, last_day_of_month

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_FIRST_DAY = date(1, 1, 1)  # a Monday


class Cadence(Protocol):
    """Handovers at local times that grow with their number."""

    @property
    def handover(self) -> time:
        """The time of day at which the rotation starts and ends, and hands over where it can."""

    def at(self, number: int) -> datetime:
        """The local time of the handover of that number."""

    def last_by(self, wall: datetime) -> int:
        """The number of the last handover at or before this local time."""


@dataclass(frozen=True, slots=True)
class Hourly:
    """Every hour on the wall, at the minute of `handover`."""

    handover: time

    def __post_init__(self) -> None:
        _without_zone(self.handover)

    def at(self, number: int) -> datetime:
        """One an hour: a day on the wall has twenty-four, whatever its clocks do."""
        return self._first + number * _HOUR

    def last_by(self, wall: datetime) -> int:
        """The last one, this very moment included."""
        return (wall - self._first) // _HOUR

    @property
    def _first(self) -> datetime:
        return datetime.combine(_FIRST_DAY, self.handover)


@dataclass(frozen=True, slots=True)
class Weekdays:
    """On each of these weekdays (Monday is 0): every day, once a week, or anything between.

    Raises ValueError for no weekday, or one that does not exist.
    """

    handover: time
    days: frozenset[int] = frozenset(range(7))

    def __post_init__(self) -> None:
        _without_zone(self.handover)
        if not self.days or not self.days <= set(range(7)):
            raise ValueError(
                "hand over on weekdays from 0 (Monday) to 6 (Sunday), at least one: "
                f"{sorted(self.days)} will not do."
            )

    def at(self, number: int) -> datetime:
        """The same weekdays every week, in their order."""
        week, place = divmod(number, len(self.days))
        day = date.fromordinal(_FIRST_DAY.toordinal() + 7 * week + sorted(self.days)[place])
        return datetime.combine(day, self.handover)

    def last_by(self, wall: datetime) -> int:
        """The last one, this very moment included."""
        week, weekday = divmod((_last_day(wall, self.handover) - _FIRST_DAY).days, 7)
        return week * len(self.days) + bisect_right(sorted(self.days), weekday) - 1


@dataclass(frozen=True, slots=True)
class Monthly:
    """Once a month: on a day from 1 to 31, or on the last where the month is shorter; or on the
    nth of its weekdays (1 to 4, or -1 for the last).

    Raises ValueError for a day, or an nth, that not every month has.
    """

    handover: time
    on: int | Nth

    def __post_init__(self) -> None:
        _without_zone(self.handover)
        if isinstance(self.on, int):
            if self.on not in range(1, 32):
                raise ValueError(f"a month has no day {self.on}; give one from 1 to 31.")
        elif self.on.nth == 5:
            raise ValueError("not every month has a fifth one; give 1 to 4, or -1 for the last.")

    def at(self, number: int) -> datetime:
        """One in each month."""
        years, months = divmod(number, 12)
        first = date(_FIRST_DAY.year + years, months + 1, 1)
        if isinstance(self.on, int):
            day = first.replace(day=min(self.on, last_day_of_month(first).day))
        else:
            day = self.on.in_month_of(first)
        return datetime.combine(day, self.handover)

    def last_by(self, wall: datetime) -> int:
        """The last one, this very moment included."""
        this_month = (wall.year - _FIRST_DAY.year) * 12 + wall.month - 1
        return this_month if self.at(this_month) <= wall else this_month - 1


def _last_day(wall: datetime, handover: time) -> date:
    """The last day of which the time of handover has come."""
    return wall.date() if wall.time() >= handover else wall.date() - _DAY


def _without_zone(handover: time) -> None:
    if handover.tzinfo is not None:
        raise ValueError("give the handover as a local time, without a time zone.")
