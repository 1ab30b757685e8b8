"""Teams, rotations and shifts of a line's file, to rows and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.lines.file import RotationEntry, ShiftEntry, TeamEntry
from hotline.rosters.changing import FROM_FILE
from hotline.rosters.tables import RosterChange, RosterRule, Team
from hotline.rosters.teams import zones_of


def keep_teams(session: Session, line_id: int, entries: Sequence[TeamEntry]) -> dict[str, int]:
    """Makes the line's teams those of the file; the others are no longer active. Ids by slug."""
    rows = {row.slug: row for row in session.scalars(select(Team).filter_by(line_id=line_id))}
    for gone in rows.keys() - {entry.slug for entry in entries}:
        rows[gone].active = False
    for entry in entries:
        row = rows.get(entry.slug)
        if row is None:
            row = rows[entry.slug] = Team(line_id=line_id, slug=entry.slug)
            session.add(row)
        row.name = entry.name.model_dump(exclude_none=True)
        row.kind = entry.kind
        row.time_zone = entry.time_zone
        row.start_check = list(entry.start_check)
        row.active = True
    session.flush()
    return {entry.slug: rows[entry.slug].id for entry in entries}


def keep_rules(
    session: Session,
    change: RosterChange,
    rotations: Sequence[RotationEntry],
    shifts: Sequence[ShiftEntry],
    *,
    origin: str,
) -> None:
    """Makes the line's rules of this origin those given, from the change on.

    What is no longer there, or is different, is closed; what is new, or different, is opened. A
    shift that is moved keeps the start by which its duty is known.
    """
    rows = session.scalars(
        select(RosterRule).filter_by(line_id=change.line_id, origin=origin, closed_in=None)
    )
    there = {(row.kind, row.slug): row for row in rows}
    wanted = {("rotation", entry.slug): _written(entry) for entry in rotations}
    wanted |= {("shift", entry.slug): _written(entry) for entry in shifts}
    for key, row in there.items():
        if wanted.get(key) != row.rule:
            row.closed_in = change.id
    session.flush()
    zones = zones_of(session, change.line_id)
    for (kind, slug), rule in wanted.items():
        before = there.get((kind, slug))
        if before is None or before.closed_in is not None:
            session.add(
                RosterRule(
                    line_id=change.line_id,
                    slug=slug,
                    kind=kind,
                    origin=origin,
                    opened_in=change.id,
                    first_start=_first_start(before, rule),
                    zone=zones[rule["team"]],
                    rule=rule,
                )
            )
    session.flush()


def have_moved(session: Session, line_id: int) -> list[RosterRule]:
    """The rules that still speak in another time zone than their team's."""
    zones = zones_of(session, line_id)
    rows = session.scalars(select(RosterRule).filter_by(line_id=line_id, closed_in=None))
    return [row for row in rows if row.zone != zones[row.rule["team"]]]


def keep_zones(session: Session, change: RosterChange) -> None:
    """Rules whose team is in another time zone now speak in it from the change on."""
    zones = zones_of(session, change.line_id)
    for row in have_moved(session, change.line_id):
        row.closed_in = change.id
        session.flush()
        session.add(
            RosterRule(
                line_id=row.line_id,
                slug=row.slug,
                kind=row.kind,
                origin=row.origin,
                opened_in=change.id,
                first_start=row.first_start,
                zone=zones[row.rule["team"]],
                rule=row.rule,
            )
        )
    session.flush()


def _written(entry: RotationEntry | ShiftEntry) -> dict[str, Any]:
    return entry.model_dump(mode="json", by_alias=True)


def _first_start(before: RosterRule | None, rule: dict[str, Any]) -> datetime | None:
    if before is None or before.kind != "shift":
        return None
    if before.first_start is None and before.rule["start"] == rule["start"]:
        return None
    return before.first_start or datetime.fromisoformat(before.rule["start"])


def kept_teams(session: Session, line_id: int) -> tuple[TeamEntry, ...]:
    """The line's active teams as the file writes them."""
    rows = session.scalars(select(Team).filter_by(line_id=line_id, active=True).order_by(Team.id))
    return tuple(
        TeamEntry.model_validate(
            {
                "slug": row.slug,
                "name": row.name,
                "kind": row.kind,
                "time_zone": row.time_zone,
                "start_check": row.start_check,
            }
        )
        for row in rows
    )


def kept_rules(session: Session, line_id: int) -> dict[str, list[RotationEntry | ShiftEntry]]:
    """The rotations and shifts of the line's file as it writes them, those longest known first."""
    rows = session.scalars(
        select(RosterRule).filter_by(line_id=line_id, origin=FROM_FILE).order_by(RosterRule.id)
    ).all()
    known = {row.slug: place for place, row in reversed([*enumerate(rows)])}
    now = sorted((row for row in rows if row.closed_in is None), key=lambda row: known[row.slug])
    return {
        "rotations": [RotationEntry.model_validate(r.rule) for r in now if r.kind == "rotation"],
        "shifts": [ShiftEntry.model_validate(r.rule) for r in now if r.kind == "shift"],
    }
