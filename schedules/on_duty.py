"""Who is on duty, at an instant or over a period: one computation."""

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from itertools import takewhile

from schedules.duty import Duty
from schedules.local_time import aware
from schedules.roster import Roster


def duties(roster: Roster, start: datetime, end: datetime) -> tuple[Duty, ...]:
    """The whole duties that overlap the period from `start` until just before `end`.

    In the order they begin. `start` and `end` are aware; a duty that ends at `start`, or begins at
    `end`, is not among them. Raises ValueError for naive instants, or an end not after the start.
    """
    if aware(end) <= aware(start):
        raise ValueError(f"The period ends at {end}: give an end after its start at {start}.")
    return tuple(takewhile(lambda duty: duty.start < end, _not_over(roster, start)))


def on_duty(roster: Roster, at: datetime) -> tuple[Duty, ...]:
    """The duties that contain the aware instant `at`: their start included, their end not.

    Empty when nobody is on. The cost does not depend on how long ago a rotation started.
    Raises ValueError when `at` is naive.
    """
    return tuple(takewhile(lambda duty: duty.start <= at, _not_over(roster, at)))


def next_duty(
    roster: Roster, after: datetime, *, team: str, role: str | None = None
) -> Duty | None:
    """The first duty of this team (and role) to begin later than `after`, or None if none will.

    A duty that begins at `after` itself is already on. Raises ValueError when `after` is naive.
    """
    upcoming = (duty for duty in _not_over(roster.of(team, role), after) if duty.start > after)
    return next(upcoming, None)


def next_handover(roster: Roster, at: datetime, team: str, role: str) -> datetime | None:
    """The first instant (UTC) later than `at` when a duty of this team and role begins or ends.

    It also counts when the same person goes on with another duty. None if nothing will change.
    Raises ValueError when `at` is naive.
    """
    changes = [duty.end for duty in on_duty(roster.of(team, role), at)]
    if upcoming := next_duty(roster, at, team=team, role=role):
        changes.append(upcoming.start)
    return min(changes, default=None)


def _not_over(roster: Roster, at: datetime) -> Iterator[Duty]:
    """Every duty that ends later than `at`, in the order they begin, computed as they are asked."""
    aware(at)
    return merge(
        *(source.duties_from(at) for source in roster.sources),
        key=lambda duty: (duty.start, duty.team, duty.role, duty.source),
    )
