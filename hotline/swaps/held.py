"""A duty that somebody has, found again wherever a changed rule has moved it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hotline.rosters.deciding import Draft
from hotline.rosters.service import LineRoster
from schedules.base import base_duties
from schedules.decisions import Gift
from schedules.duty import Duty, OpenDuty
from schedules.local_time import instant, minute, reading
from schedules.planned import is_given, planned
from schedules.roster import Roster

Stretch = Duty | OpenDuty
_AROUND = timedelta(days=2)
"""A moved duty stays on its local day, whatever its zone (see schedules.planned.is_given)."""
_LONGEST = timedelta(days=35)
"""What somebody has of a duty may begin long after the duty itself, but hardly longer."""


@dataclass(frozen=True, slots=True)
class Held:
    """The duty of this identity, as far as this person does it or has left it open."""

    source: str
    local_start: datetime
    person_id: int

    @classmethod
    def of(cls, stretch: Stretch) -> Held:
        """That which the stretch is a part of."""
        return cls(*stretch.identity, int(holder(stretch)))


def holder(stretch: Stretch) -> str:
    """Who does it, or has left it open."""
    return stretch.person if isinstance(stretch, Duty) else stretch.left_by


def to_come(line: LineRoster, held: Held, now: datetime) -> tuple[Stretch, ...]:
    """What is still to come of it at the aware instant `now`, in order, without what is over. Empty
    when the person does not have the duty (any more)."""
    zone = _zone(line, held)
    at = instant(held.local_start, zone)
    gift = Gift(
        key="",
        zone=zone,
        starts=held.local_start,
        ends=held.local_start + timedelta(minutes=1),
        made=now,
        source=held.source,
        local_start=held.local_start,
        person=str(held.person_id),
        to=str(held.person_id),
    )
    found = _stretches(line, *_reach(line, held.source, at))
    mine = (
        stretch
        for stretch in found
        if holder(stretch) == gift.person
        and stretch.end > now
        and is_given(line.roster, gift, stretch)
    )
    left = (replace(stretch, start=max(stretch.start, now)) for stretch in mine)
    return tuple(sorted(left, key=lambda stretch: stretch.start))


def named(
    line: LineRoster,
    person_id: int,
    start: datetime,
    now: datetime,
    *,
    team: str | None = None,
    role: str | None = None,
) -> tuple[Held, ...]:
    """The duties of this person, over not yet, that people mean by this local start: that of the
    duty itself, or of what they have of it, to the minute. In the team's zone; one, unless they
    have several at once."""
    at = instant(start, line.zone)
    found = _stretches(line, at - _AROUND, at + _LONGEST)
    return tuple(
        dict.fromkeys(
            Held.of(stretch)
            for stretch in found
            if int(holder(stretch)) == person_id
            and stretch.end > now
            and start in (stretch.local_start, minute(stretch.start, line.zones[stretch.team]))
            and team in (None, stretch.team)
            and role in (None, stretch.role)
        )
    )


def given(held: Held, parts: Sequence[Stretch], to: int, zone: ZoneInfo) -> Draft:
    """The gift of what is to come of a duty, in the zone of its team."""
    starts, ends = (reading(at, zone) for at in (parts[0].start, parts[-1].end))
    return Draft(
        kind="gift",
        person=held.person_id,
        by=to,
        zone=zone,
        starts=starts,
        # At the hour that comes twice, what ends later may be read earlier.
        ends=max(ends, starts + timedelta(minutes=1)),
        source=held.source,
        local_start=held.local_start,
    )


def with_gifts(line: LineRoster, gifts: Iterable[Gift]) -> Roster:
    """The roster as it would be with these gifts."""
    return replace(line.roster, decisions=(*line.roster.decisions, *gifts))


def _reach(line: LineRoster, source: str, at: datetime) -> tuple[datetime, datetime]:
    """A time in which all of that duty lies, however long it is; wherever a shift was moved to."""
    rules = line.roster.of_source(source)
    whole = [*base_duties(rules, at - _AROUND, at + _AROUND)]
    whole += [duty for shift in rules.shifts if (duty := shift.duty()) is not None]
    added = [decision for decision in line.roster.decisions if decision.key == source]
    edges = [edge for one in (*whole, *added) for edge in (one.start, one.end)]
    return min([at - _AROUND, *edges]), max([at + _AROUND, *edges])


def _stretches(line: LineRoster, start: datetime, end: datetime) -> list[Stretch]:
    found = planned(line.roster, start, end)
    return [*found.duties, *found.open_duties]


def _zone(line: LineRoster, held: Held) -> ZoneInfo:
    for source in line.roster.of_source(held.source).sources:
        return source.zone
    for decision in line.roster.decisions:
        if decision.key == held.source:
            return decision.zone
    return line.zone
