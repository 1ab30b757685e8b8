"""Who is on duty, at an instant or over a period: one computation."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from heapq import merge

from schedules.base import base_edges
from schedules.decisions import NEVER
from schedules.duty import Duty
from schedules.local_time import aware
from schedules.planned import planned
from schedules.roster import Roster

_MOMENT = timedelta(microseconds=1)


def duties(roster: Roster, start: datetime, end: datetime) -> tuple[Duty, ...]:
    """The whole duties that overlap the period from `start` until just before `end`.

    In the order they begin. `start` and `end` are aware; a duty that ends at `start`, or begins at
    `end`, is not among them. Raises ValueError for naive instants, or an end not after the start.
    """
    return planned(roster, start, end).duties


def on_duty(roster: Roster, at: datetime) -> tuple[Duty, ...]:
    """The duties that contain the aware instant `at`: their start included, their end not.

    Empty when nobody is on. The cost does not depend on how long ago a rotation started.
    Raises ValueError when `at` is naive.
    """
    # Within a zone, a moment added in an hour that clocks show twice falls into its first time.
    at = aware(at).astimezone(UTC)
    return planned(roster, at, at + _MOMENT).duties


def next_duty(
    roster: Roster, after: datetime, *, team: str, role: str | None = None
) -> Duty | None:
    """The first duty of this team (and role) to begin later than `after`, or None if none will.

    A duty that begins at `after` itself is already on. Raises ValueError when `after` is naive.
    """
    part = roster.of(team, role)
    for start in _changes(part, aware(after)):
        for duty in on_duty(part, start):
            if duty.start == start:
                return duty
    return None


def next_change(roster: Roster, at: datetime) -> datetime | None:
    """An instant (UTC) later than `at` until which nobody comes on duty or goes; None if nothing
    will change. Raises ValueError when `at` is naive."""
    return next(_changes(roster, aware(at)), None)


def next_handover(roster: Roster, at: datetime, team: str, role: str) -> datetime | None:
    """The first instant (UTC) later than `at` when a duty of this team and role begins or ends.

    It also counts when the same person goes on with another duty. None if nothing will change.
    Raises ValueError when `at` is naive.
    """
    changes = [duty.end for duty in on_duty(roster.of(team, role), at)]
    if upcoming := next_duty(roster, at, team=team, role=role):
        changes.append(upcoming.start)
    return min(changes, default=None)


def _changes(roster: Roster, after: datetime) -> Iterator[datetime]:
    """Every instant later than `after` at which a duty may begin, in order."""
    decided = sorted(
        edge
        for decision in roster.decisions
        for edge in (decision.start, decision.end)
        if edge > after and edge < NEVER
    )
    return merge(base_edges(roster, after), decided)
