"""What rotations and shifts say, before any decision: their versions joined in time."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import merge

from schedules.duty import Duty
from schedules.roster import Roster
from schedules.rotation import Rotation
from schedules.shift import Shift

_MOMENT = timedelta(microseconds=1)


def base_duties(roster: Roster, start: datetime, end: datetime) -> list[Duty]:
    """The whole duties that overlap the time from `start` until just before `end`.

    A duty that goes on under a newer version of its rule, with the same person, is one duty, for
    the reason it began with. They come by source, start and person whatever the period: an addition
    fills the first that is open.
    """
    found: dict[tuple[str, datetime, str, datetime], Duty] = {}
    for rule, duty in _clipped(roster, start, end):
        whole = _joined(roster, rule, duty)
        found[(*whole.identity, whole.person, whole.start)] = whole
    return [found[key] for key in sorted(found)]


def base_edges(roster: Roster, after: datetime) -> Iterator[datetime]:
    """When something begins or ends, later than `after`, in order. Endless where a rotation is.

    A duty that a decision makes begins at one of these, or where a decision itself does: somebody
    who is added while they are on already begins when that ends.
    """
    shifts = roster.shift_duties
    first = bisect_right(shifts, after, key=lambda pair: pair[0].start)
    versions = {edge for rule in roster.sources for edge in (rule.opened, rule.closed) if edge}
    return merge(
        (duty.start for duty, _ in shifts[first:]),
        sorted(duty.end for duty, _ in shifts if duty.end > after),
        sorted(edge for edge in versions if edge > after),
        *(_edges(rotation, after) for rotation in roster.rotations),
    )


def _edges(rotation: Rotation, after: datetime) -> Iterator[datetime]:
    latest = after
    for duty in rotation.duties_from(after):
        if rotation.closed is not None and duty.start >= rotation.closed:
            return
        for edge in (duty.start, duty.end):
            if edge > latest:
                yield edge
                latest = edge


def _clipped(
    roster: Roster, start: datetime, end: datetime
) -> Iterator[tuple[Rotation | Shift, Duty]]:
    """Duties that overlap the period, cut to the time for which their rule speaks."""
    for rotation in roster.rotations:
        if rotation.closed is not None and rotation.closed <= start:
            continue
        for duty in rotation.duties_from(start):
            if duty.start >= end:
                break
            if (cut := _cut(rotation, duty)) and cut.end > start and cut.start < end:
                yield rotation, cut
    for duty, shift in roster.shifts_in_time.within(start, end):
        if (cut := _cut(shift, duty)) and cut.end > start and cut.start < end:
            yield shift, cut


def _joined(roster: Roster, rule: Rotation | Shift, duty: Duty) -> Duty:
    """The duty with what the versions before and after this one say of it."""
    versions = roster.versions[rule.key]
    here = versions.index(rule)
    for before in reversed(versions[:here]):
        part = _part(before, duty, duty.start - _MOMENT)
        if part is None or part.end != duty.start:
            break
        duty = replace(part, end=duty.end)
    for after in versions[here + 1 :]:
        part = _part(after, duty, duty.end)
        if part is None or part.start != duty.end:
            break
        duty = replace(duty, end=part.end)
    return duty


def _part(rule: Rotation | Shift, duty: Duty, at: datetime) -> Duty | None:
    """What this version says of the same duty, with the same person, at that instant."""
    if (rule.opened or at) > at or (rule.closed is not None and rule.closed <= at):
        return None
    for same in rule.duties_from(at):
        if same.start > at:
            return None
        if (same.identity, same.person) == (duty.identity, duty.person):
            return _cut(rule, same)
    return None


def _cut(rule: Rotation | Shift, duty: Duty) -> Duty | None:
    start = duty.start if rule.opened is None else max(duty.start, rule.opened)
    end = duty.end if rule.closed is None else min(duty.end, rule.closed)
    if start >= end:
        return None
    return duty if (start, end) == (duty.start, duty.end) else replace(duty, start=start, end=end)
