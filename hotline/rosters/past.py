"""Duties that are over are kept as they were: frozen as instants, planned and actual.

From then on neither an edit nor new rules of clocks change who was on, and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hotline.database import changed
from hotline.lines.tables import Line
from hotline.rosters.service import roster_of
from hotline.rosters.tables import PastDuty, RosterChange
from schedules.base import base_duties
from schedules.duty import ByDecision, ByShift, ByTurn, Duty, Why
from schedules.on_duty import duties
from schedules.planned import Stretch, in_order, planned

_MOMENT = timedelta(microseconds=1)


def freeze(session: Session, line_id: int, now: datetime) -> int:
    """Keeps the line's duties that ended by the aware instant `now` and are not kept yet, open
    ones too; gives how many. Two that come at once keep them once."""
    frozen = session.scalars(select(Line.frozen_until).where(Line.id == line_id)).one()
    since = frozen or _beginning(session, line_id)
    still = Line.frozen_until.is_(None) if frozen is None else Line.frozen_until == frozen
    mine = update(Line).where(Line.id == line_id, still).values(frozen_until=now)
    if since >= now or not changed(session, mine):
        return 0
    roster = roster_of(session, line_id).roster
    found = planned(roster, since, now)
    stretches: tuple[Stretch, ...] = (*found.duties, *found.open_duties)
    over = [stretch for stretch in stretches if since < stretch.end <= now]
    base = base_duties(roster, since, now)
    session.add_all(_row(line_id, stretch, _as_planned(stretch, base, over)) for stretch in over)
    session.flush()
    return len(over)


def duties_done(session: Session, line_id: int, start: datetime, end: datetime) -> tuple[Duty, ...]:
    """The line's whole duties that overlap the time between two aware instants, in the order they
    begin: what is over as it was kept, the rest as it is planned."""
    until = session.scalars(select(Line.frozen_until).where(Line.id == line_id)).one()
    known = duties(roster_of(session, line_id).roster, start, end)
    if until is None:
        return known
    # What was over before the first change is known from the rules alone.
    begins = _beginning(session, line_id)
    kept = [_duty(row) for row in _rows(session, line_id, start, end) if row.person_id is not None]
    there = {(duty.identity, duty.person, duty.start) for duty in kept}
    rest = (
        duty
        for duty in known
        # One that was cut short at that very instant, after the others were kept, is not there.
        if (duty.end >= until or duty.end <= begins)
        and (duty.identity, duty.person, duty.start) not in there
    )
    return tuple(sorted([*kept, *rest], key=in_order))


def on_duty_then(session: Session, line_id: int, at: datetime) -> tuple[Duty, ...]:
    """Who is, will be or was on duty at the aware instant `at`: see `duties_done`."""
    return duties_done(session, line_id, at, at + _MOMENT)


def _beginning(session: Session, line_id: int) -> datetime:
    """When the line's history begins: with its first change."""
    first = select(RosterChange.made_at).filter_by(line_id=line_id, number=1)
    return session.scalars(first).one()


def _as_planned(stretch: Stretch, base: Sequence[Duty], over: Sequence[Stretch]) -> Duty | None:
    """What the rules alone had planned in its place; of a group, the place that nobody else has."""
    there = [duty for duty in base if duty.identity == stretch.identity]
    person = stretch.person if isinstance(stretch, Duty) else stretch.left_by
    taken = {
        other.person
        for other in over
        if isinstance(other, Duty) and other.identity == stretch.identity
    }
    there.sort(key=lambda duty: (duty.person != person, duty.person in taken))
    return there[0] if there else None


def _rows(session: Session, line_id: int, start: datetime, end: datetime) -> list[PastDuty]:
    rows = select(PastDuty).where(
        PastDuty.line_id == line_id, PastDuty.end > start, PastDuty.start < end
    )
    return list(session.scalars(rows.order_by(PastDuty.start, PastDuty.id)))


def _row(line_id: int, stretch: Stretch, base: Duty | None) -> PastDuty:
    return PastDuty(
        line_id=line_id,
        team=stretch.team,
        role=stretch.role,
        source=stretch.source,
        local_start=stretch.local_start,
        person_id=int(stretch.person) if isinstance(stretch, Duty) else None,
        start=stretch.start,
        end=stretch.end,
        planned_person_id=int(base.person) if base else None,
        planned_start=base.start if base else None,
        planned_end=base.end if base else None,
        why=_why_kept(stretch),
    )


def _why_kept(stretch: Stretch) -> dict[str, Any]:
    why: dict[str, Any] = {"by": stretch.why.reason, "decisions": list(stretch.decisions)}
    if isinstance(stretch.why, ByTurn):
        why["turn"] = [stretch.why.number, stretch.why.place, stretch.why.people]
    return why


def _duty(row: PastDuty) -> Duty:
    return Duty(
        row.source,
        row.local_start,
        row.team,
        row.role,
        str(row.person_id),
        row.start,
        row.end,
        _why(row.why),
        tuple(row.why["decisions"]),
    )


def _why(kept: dict[str, Any]) -> Why:
    if kept["by"] == ByTurn.reason:
        return ByTurn(*kept["turn"])
    return ByShift() if kept["by"] == ByShift.reason else ByDecision()
