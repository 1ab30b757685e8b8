"""What lasts, in time: those of a period are found without looking at all the others."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Timeline(Generic[T]):
    """Parts by their beginning; what begins and ends at once is none. Finding takes time in
    proportion to the logarithm of their number, and to how many begin while an early one lasts."""

    def __init__(self, parts: Iterable[T], lasts: Callable[[T], tuple[datetime, datetime]]) -> None:
        """`lasts` tells when a part begins and when it is over (aware)."""
        lasting = [(*lasts(part), part) for part in parts]
        self._parts = sorted(
            (one for one in lasting if one[0] < one[1]), key=lambda one: (one[0], one[1])
        )
        # For each, the latest end among it and those before it.
        self._latest_ends = [*accumulate((end for _, end, _ in self._parts), max)]

    def within(self, start: datetime, end: datetime) -> list[T]:
        """Those that begin before `end` and end after `start`, in the order they begin."""
        last = bisect_left(self._parts, end, key=lambda one: one[0])
        # Before this one, all are over at the start of the period.
        first = bisect_right(self._latest_ends, start, hi=last)
        return [part for _, ends, part in self._parts[first:last] if ends > start]
