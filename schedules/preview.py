"""What a change of a roster does: who comes and goes, which holes, whose rest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from schedules.cover import cover
from schedules.double_booking import doubles
from schedules.duty import Duty
from schedules.finding import Finding, anytime
from schedules.newly import Newly, newly_on
from schedules.on_duty import duties
from schedules.requirement import Requirement
from schedules.rest import LOOK_AROUND, Broken, Terms, broken_by
from schedules.roster import Roster
from schedules.stretches import Stretch, joined, without
from schedules.thin_cover import gaps

SOON = timedelta(hours=24)
"""What begins earlier than that is asked about twice."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A team and role with fewer people than required, from `start` until just before `end`."""

    team: str
    role: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Preview:
    """What is different after the change, each in the order of time."""

    on: tuple[Newly, ...]
    off: tuple[Newly, ...]
    opened: tuple[Hole, ...]
    closed: tuple[Hole, ...]
    broken: tuple[Broken, ...]
    doubled: tuple[Finding, ...]
    """Whoever is on in two places at once, and was not."""

    @property
    def starts(self) -> datetime | None:
        """When the first thing is different; None when nothing is."""
        return min((new.start for new in (*self.on, *self.off)), default=None)

    def is_soon(self, now: datetime) -> bool:
        """Whether somebody comes or goes less than 24 hours after `now`."""
        return self.starts is not None and self.starts < now + SOON


def preview(
    before: Roster,
    after: Roster,
    requirements: Sequence[Requirement],
    terms: Mapping[str, Terms],
    *,
    now: datetime,
    end: datetime,
) -> Preview:
    """Compares two rosters from `now` until just before `end` (aware).

    `terms` are the rules of rest of each person's contract. Raises ValueError for naive instants.
    """
    around = now - LOOK_AROUND, end + LOOK_AROUND
    were, are = duties(before, *around), duties(after, *around)
    there_before, there_after = (_within(found, now, end) for found in (were, are))
    holes_before, holes_after = (
        _holes(requirements, found, now, end) for found in (there_before, there_after)
    )
    return Preview(
        on=newly_on(there_before, there_after),
        off=newly_on(there_after, there_before),
        opened=_more(holes_before, holes_after),
        closed=_more(holes_after, holes_before),
        broken=broken_by(were, are, terms, now, end, now=now),
        doubled=_newly_doubled(there_before, there_after, now, end),
    )


_Level = tuple[str, str, int]


def _newly_doubled(
    before: Iterable[Duty], after: Iterable[Duty], now: datetime, end: datetime
) -> tuple[Finding, ...]:
    were: dict[Finding, list[Stretch]] = defaultdict(list)
    for found in doubles(before, now, end):
        were[anytime(found)].append((found.start, found.end))
    new = (
        replace(found, start=start, end=until)
        for found in doubles(after, now, end)
        for start, until in without([(found.start, found.end)], were.get(anytime(found), ()))
    )
    return tuple(sorted(new, key=lambda found: (found.start, found.team, found.role, found.people)))


def _within(found: Iterable[Duty], start: datetime, end: datetime) -> tuple[Duty, ...]:
    """What lies in the period, cut to it: what is over cannot change."""
    return tuple(
        replace(duty, start=max(duty.start, start), end=min(duty.end, end))
        for duty in found
        if duty.start < end and duty.end > start
    )


def _holes(
    requirements: Sequence[Requirement], found: Iterable[Duty], start: datetime, end: datetime
) -> dict[_Level, tuple[Stretch, ...]]:
    """For each team and role the times at which one is missing, at which two are, and so on."""
    times: dict[_Level, list[Stretch]] = defaultdict(list)
    for gap in gaps(cover(requirements, tuple(found), start, end)):
        for level in range(gap.missing):
            times[gap.team, gap.role, level].append((gap.start, gap.end))
    return {level: joined(stretches) for level, stretches in times.items()}


def _more(
    before: Mapping[_Level, tuple[Stretch, ...]], after: Mapping[_Level, tuple[Stretch, ...]]
) -> tuple[Hole, ...]:
    new: dict[tuple[str, str], list[Stretch]] = defaultdict(list)
    for (team, role, level), times in after.items():
        new[team, role] += without(times, before.get((team, role, level), ()))
    holes = (Hole(*place, *stretch) for place, times in new.items() for stretch in joined(times))
    return tuple(sorted(holes, key=lambda hole: (hole.start, hole.team, hole.role)))
