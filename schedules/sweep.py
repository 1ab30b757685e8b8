"""What holds at the same time: from periods that overlap to stretches that follow each other."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T", bound=Hashable)

Period = tuple[datetime, datetime, T]
"""From an instant until just before another, and what holds meanwhile."""


def sweep(periods: Iterable[Period[T]]) -> Iterator[tuple[datetime, datetime, frozenset[T]]]:
    """The stretches between two changes, in order, and all that holds in each; those in which
    nothing does are left out. A period that does not end after its start counts for nothing.

    What holds twice at once is there until both have ended. The cost grows with the number of
    periods, never with their length.
    """
    begins: defaultdict[datetime, list[T]] = defaultdict(list)
    ends: defaultdict[datetime, list[T]] = defaultdict(list)
    for start, end, held in periods:
        if start < end:
            begins[start].append(held)
            ends[end].append(held)
    holding: Counter[T] = Counter()
    for at, until in pairwise(sorted({*begins, *ends})):
        holding.update(begins.get(at, ()))
        holding.subtract(ends.get(at, ()))
        for over in ends.get(at, ()):
            if not holding[over]:
                del holding[over]
        if holding:
            yield at, until, frozenset(holding)
