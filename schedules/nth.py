"""The nth weekday of a month: the first Monday, the third Thursday, the last Sunday."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

_WEEK = timedelta(weeks=1)
PLACES = frozenset({1, 2, 3, 4, 5, -1})
"""First to fifth, and last: the fifth where there is one, else the fourth."""


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth of these weekdays (Monday is 0) in a month; see PLACES.

    Raises ValueError for a place or a weekday that does not exist.
    """

    nth: int
    weekday: int

    def __post_init__(self) -> None:
        if self.nth not in PLACES:
            raise ValueError(
                f"a month has no {self.nth}th weekday; give 1 to 4, or -1 for the last."
            )
        if self.weekday not in range(7):
            raise ValueError("give a weekday from 0 (Monday) to 6 (Sunday).")

    def in_month_of(self, day: date) -> date:
        """The one in the month of `day`; a fifth may be in the next month."""
        if self.nth == -1:
            last = last_day_of_month(day)
            return last - timedelta(days=(last.weekday() - self.weekday) % 7)
        first = day.replace(day=1)
        return first + timedelta(days=(self.weekday - first.weekday()) % 7) + (self.nth - 1) * _WEEK


def is_nth(day: date, places: Collection[int]) -> bool:
    """Whether `day` is at one of these places among its weekday's days of the month."""
    is_last = (day + _WEEK).month != day.month
    return (day.day - 1) // 7 + 1 in places or (is_last and -1 in places)


def last_day_of_month(day: date) -> date:
    """The 28th to 31st."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
