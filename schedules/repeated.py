"""The same finding night after night, put together to be told once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from schedules.finding import Finding, anytime
from schedules.local_time import reading


@dataclass(frozen=True, slots=True)
class Repeated:
    """Findings that differ only in their day: the same hours on the wall, in the team's zone."""

    findings: tuple[Finding, ...]
    """In the order they begin; at least one. Where people change from one to the next, see each."""
    zone: ZoneInfo

    @property
    def first(self) -> Finding:
        """The first of them; what it is, all are."""
        return self.findings[0]

    @property
    def starts(self) -> datetime:
        """What the clock shows when the first begins."""
        return reading(self.first.start, self.zone)

    @property
    def ends(self) -> datetime:
        """What the clock shows when the first ends."""
        return reading(self.first.end, self.zone)

    @property
    def days(self) -> tuple[date, ...]:
        """The local days on which they begin."""
        return tuple(reading(found.start, self.zone).date() for found in self.findings)

    @property
    def every(self) -> int | None:
        """The number of days from each to the next; None when they are not regular, or one only."""
        steps = {(later - earlier) // timedelta(days=1) for earlier, later in pairwise(self.days)}
        return steps.pop() if len(steps) == 1 else None


def repeated(findings: Iterable[Finding], zones: Mapping[str, ZoneInfo]) -> tuple[Repeated, ...]:
    """Puts together what is the same on several days, in the order of the first of each.

    `zones` gives the zone of each team. A change of clocks does not part what the clock on the wall
    shows alike. Findings about somebody are put together only where they are about the same people.
    """
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for found in findings:
        starts, ends = (reading(at, zones[found.team]) for at in (found.start, found.end))
        lasts = (ends.date() - starts.date()).days
        what = (anytime(found), starts.time(), ends.time(), lasts)
        alike.setdefault(what, []).append(found)
    return tuple(Repeated(tuple(same), zones[same[0].team]) for same in alike.values())
