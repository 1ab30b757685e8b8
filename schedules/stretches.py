"""Stretches of time: pairs of aware instants, the end not included."""

from collections.abc import Iterable
from datetime import datetime, timedelta

Stretch = tuple[datetime, datetime]


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The same time in order, stretches that overlap or touch made one; empty ones left out."""
    whole: list[Stretch] = []
    for start, end in sorted(stretches):
        if whole and start <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(whole[-1][1], end)
        elif start < end:
            whole.append((start, end))
    return tuple(whole)


def shared(one: Stretch, other: Stretch) -> timedelta:
    """How long two stretches have in common; nothing when they do not meet."""
    return max(min(one[1], other[1]) - max(one[0], other[0]), timedelta())


def without(times: Iterable[Stretch], gone: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """What is left of some times when others are taken away."""
    left = joined(times)
    for start, end in gone:
        left = joined(
            part
            for first, last in left
            for part in ((first, min(last, start)), (max(first, end), last))
        )
    return left


def within(times: Iterable[Stretch], start: datetime, end: datetime) -> tuple[Stretch, ...]:
    """What of some times lies from `start` until just before `end`."""
    return joined((max(start, first), min(end, last)) for first, last in times)
