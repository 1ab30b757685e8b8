"""The days that figures are of, and those that they are compared with."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the line's zone, both included; the first is not after the last."""

    first: date
    last: date

    @property
    def months(self) -> int | None:
        """How many whole months it is; None where it begins or ends within one."""
        if self.first.day != 1 or (self.last + _DAY).day != 1:
            return None
        return 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1

    def a_year_before(self) -> Period:
        """The same days of the year before; whole months stay whole."""
        first, last = _earlier(self.first, 12), _earlier(self.last, 12)
        return Period(first, _end(last) if self.months else last)

    def just_before(self) -> Period:
        """As many whole months right before, or as many days where it is not whole months."""
        if self.months:
            return Period(_earlier(self.first, self.months), self.first - _DAY)
        return Period(self.first - (self.last - self.first) - _DAY, self.first - _DAY)


def whole_months(first: date, last: date) -> tuple[date, date]:
    """The first day of the first month of these days, and of the one after the last."""
    return first.replace(day=1), (last.replace(day=1) + timedelta(days=31)).replace(day=1)


def holds(first: date, last: date, year: int) -> bool:
    """Whether a year is within these days, whole."""
    return first <= date(year, 1, 1) and date(year, 12, 31) <= last


def _earlier(day: date, months: int) -> date:
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
