"""What comes in from outside, compared with what came before, and kept as one change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.lines.file import ShiftEntry
from hotline.people.service import ids_by_slug
from hotline.rosters.changing import open_change
from hotline.rosters.incoming import IMPORT
from hotline.rosters.keeping import keep_rules
from hotline.rosters.service import planned_of, roster_of
from hotline.rosters.tables import RosterChange, RosterRule
from schedules.local_time import instant


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import or a feed changes among the shifts of its origin."""

    added: tuple[ShiftEntry, ...]
    changed: tuple[tuple[ShiftEntry, ShiftEntry], ...]
    """Before, and after."""
    removed: tuple[ShiftEntry, ...]
    stays: tuple[ShiftEntry, ...]
    """What the origin keeps beside what is added or changed."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    @property
    def wanted(self) -> tuple[ShiftEntry, ...]:
        """All shifts of the origin afterwards."""
        return *self.stays, *self.added, *(after for _, after in self.changed)


def all_of_feed(
    session: Session, line_id: int, origin: str, shifts: Sequence[ShiftEntry], now: datetime
) -> Difference:
    """The feed says everything: what it no longer has goes, but for what was over at `now`."""
    there = _there(session, line_id, origin)
    zones = roster_of(session, line_id).zones
    open_still = {slug for slug, shift in there.items() if not _is_over(shift, zones, now)}
    return _difference(there, shifts, replaced=open_still)


def part_of_file(
    session: Session, line_id: int, shifts: Sequence[ShiftEntry], now: datetime
) -> Difference:
    """A file says who is on, in each team and role it has, from its first start there to its last:
    what an earlier import said of that time goes, but for what was over at `now`. A duty that the
    roster has already, by another rule, is not doubled."""
    there = _there(session, line_id, IMPORT)
    zones = roster_of(session, line_id).zones
    starts: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for shift in shifts:
        starts[shift.team, shift.role].append(shift.start)

    def is_replaced(shift: ShiftEntry) -> bool:
        told = starts.get((shift.team, shift.role))
        within = told is not None and min(told) <= shift.start <= max(told)
        return within and not _is_over(shift, zones, now)

    replaced = {slug for slug, shift in there.items() if is_replaced(shift)}
    return _difference(there, _not_there_already(session, line_id, shifts), replaced=replaced)


def keep_difference(
    session: Session,
    line_id: int,
    difference: Difference,
    *,
    origin: str,
    kind: Literal["import", "feed"],
    author: str,
    now: datetime,
    reason: str | None = None,
) -> RosterChange | None:
    """Keeps it as one change of the roster; None when there is nothing to change."""
    if not difference:
        return None
    change = open_change(session, line_id, kind=kind, author=author, now=now, reason=reason)
    keep_rules(session, change, (), difference.wanted, origin=origin)
    return change


def _there(session: Session, line_id: int, origin: str) -> dict[str, ShiftEntry]:
    rows = select(RosterRule).filter_by(line_id=line_id, origin=origin, closed_in=None)
    return {
        row.slug: ShiftEntry.model_validate(row.rule)
        for row in session.scalars(rows.order_by(RosterRule.id))
    }


def _is_over(shift: ShiftEntry, zones: Mapping[str, ZoneInfo], now: datetime) -> bool:
    return instant(shift.end, zones[shift.team]) <= now


def _difference(
    there: Mapping[str, ShiftEntry], shifts: Sequence[ShiftEntry], *, replaced: set[str]
) -> Difference:
    wanted = {shift.slug: shift for shift in shifts}
    return Difference(
        added=tuple(shift for slug, shift in wanted.items() if slug not in there),
        changed=tuple(
            (there[slug], shift)
            for slug, shift in wanted.items()
            if slug in there and there[slug] != shift
        ),
        removed=tuple(
            shift for slug, shift in there.items() if slug in replaced and slug not in wanted
        ),
        stays=tuple(
            shift
            for slug, shift in there.items()
            if wanted.get(slug) == shift or (slug not in wanted and slug not in replaced)
        ),
    )


def _not_there_already(
    session: Session, line_id: int, shifts: Sequence[ShiftEntry]
) -> list[ShiftEntry]:
    if not shifts:
        return []
    zones = roster_of(session, line_id).zones
    ids = ids_by_slug(session, line_id)
    lasts = {
        shift.slug: (
            instant(shift.start, zones[shift.team]),
            instant(shift.end, zones[shift.team]),
        )
        for shift in shifts
    }
    first = min(start for start, _ in lasts.values())
    last = max(end for _, end in lasts.values())
    duties = {
        (duty.team, duty.role, duty.person, duty.start, duty.end): duty.source
        for duty in planned_of(session, line_id, first, last).duties
    }

    def is_new(shift: ShiftEntry) -> bool:
        same = (shift.team, shift.role, str(ids[shift.person]), *lasts[shift.slug])
        return duties.get(same, shift.slug) == shift.slug

    return [shift for shift in shifts if is_new(shift)]
