"""What holds at the same time: from periods that overlap to stretches that follow each other."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import datetime
from operator import itemgetter
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
    edges: list[tuple[datetime, int, T]] = []
    for start, end, held in periods:
        if start < end:
            edges += (start, 1, held), (end, -1, held)
    if not edges:
        return
    edges.sort(key=itemgetter(0))
    since = edges[0][0]
    holding: dict[T, int] = {}
    for at, more, held in edges:
        if at != since:
            if holding:
                yield since, at, frozenset(holding)
            since = at
        times = holding.pop(held, 0) + more
        if times:
            holding[held] = times
