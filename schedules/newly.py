"""Who is newly on, and who no longer, when one roster takes the place of another."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from schedules.duty import Duty
from schedules.stretches import Stretch, joined, without


@dataclass(frozen=True, slots=True)
class Newly:
    """One person, in a role of a team, from `start` until just before `end` (aware)."""

    team: str
    role: str
    person: str
    start: datetime
    end: datetime


def newly_on(before: Iterable[Duty], after: Iterable[Duty]) -> tuple[Newly, ...]:
    """When people are on after a change who were not before, in order; given the other way round,
    when they are no longer. Both lists are to reach over the same period."""
    were, are = _times(before), _times(after)
    found = [
        Newly(*who, start, end)
        for who, times in are.items()
        for start, end in without(times, were.get(who, ()))
    ]
    return tuple(sorted(found, key=lambda new: (new.start, new.team, new.role, new.person)))


def _times(duties: Iterable[Duty]) -> dict[tuple[str, str, str], tuple[Stretch, ...]]:
    found: dict[tuple[str, str, str], list[Stretch]] = defaultdict(list)
    for duty in duties:
        found[duty.team, duty.role, duty.person].append((duty.start, duty.end))
    return {who: joined(times) for who, times in found.items()}
