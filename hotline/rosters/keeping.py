"""Teams, rotations and shifts of a line's file, to rows and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hotline.lines.file import RotationEntry, ShiftEntry, TeamEntry
from hotline.people.tables import Person
from hotline.rosters.tables import OneOffShift, Rotation, RotationPerson, Team


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
        row.active = True
    session.flush()
    return {entry.slug: rows[entry.slug].id for entry in entries}


def keep_rotations(
    session: Session,
    line_id: int,
    entries: Sequence[RotationEntry],
    teams: Mapping[str, int],
    people: Mapping[str, int],
) -> None:
    """Makes the line's rotations those of the file; the others are deleted."""
    rows = {row.slug: row for row in session.scalars(select(Rotation).filter_by(line_id=line_id))}
    for gone in rows.keys() - {entry.slug for entry in entries}:
        session.delete(rows[gone])
    for entry in entries:
        row = rows.get(entry.slug)
        if row is None:
            row = rows[entry.slug] = Rotation(line_id=line_id, slug=entry.slug)
            session.add(row)
        row.team_id = teams[entry.team]
        row.role = entry.role
        row.unit = entry.unit
        row.every = entry.every
        row.handover = entry.handover
        row.weekday = entry.weekday
        row.starts_on = entry.starts_on
        row.ends_on = entry.ends_on
        row.windows = [window.model_dump(mode="json", by_alias=True) for window in entry.windows]
    session.flush()
    ids = [rows[entry.slug].id for entry in entries]
    session.execute(delete(RotationPerson).where(RotationPerson.rotation_id.in_(ids)))
    session.add_all(
        RotationPerson(rotation_id=rows[entry.slug].id, position=position, person_id=people[person])
        for entry in entries
        for position, person in enumerate(entry.people)
    )
    session.flush()


def keep_shifts(
    session: Session,
    line_id: int,
    entries: Sequence[ShiftEntry],
    teams: Mapping[str, int],
    people: Mapping[str, int],
) -> None:
    """Makes the line's one-off shifts those of the file; the others are deleted."""
    rows = {
        row.slug: row for row in session.scalars(select(OneOffShift).filter_by(line_id=line_id))
    }
    for gone in rows.keys() - {entry.slug for entry in entries}:
        session.delete(rows[gone])
    for entry in entries:
        row = rows.get(entry.slug)
        if row is None:
            row = OneOffShift(line_id=line_id, slug=entry.slug)
            session.add(row)
        row.team_id = teams[entry.team]
        row.role = entry.role
        row.person_id = people[entry.person]
        row.starts = entry.start
        row.ends = entry.end
    session.flush()


def kept_teams(session: Session, line_id: int) -> tuple[TeamEntry, ...]:
    """The line's active teams as the file writes them."""
    rows = session.scalars(select(Team).filter_by(line_id=line_id, active=True).order_by(Team.id))
    return tuple(
        TeamEntry.model_validate(
            {"slug": row.slug, "name": row.name, "kind": row.kind, "time_zone": row.time_zone}
        )
        for row in rows
    )


def kept_rotations(session: Session, line_id: int) -> tuple[RotationEntry, ...]:
    """The line's rotations as the file writes them."""
    people: dict[int, list[str]] = defaultdict(list)
    for rotation_id, slug in session.execute(
        select(RotationPerson.rotation_id, Person.slug)
        .join(Person)
        .where(Person.line_id == line_id)
        .order_by(RotationPerson.rotation_id, RotationPerson.position)
    ):
        people[rotation_id].append(slug)
    rows = session.execute(
        select(Rotation, Team.slug)
        .join(Team)
        .where(Rotation.line_id == line_id)
        .order_by(Rotation.id)
    )
    return tuple(
        RotationEntry.model_validate(
            {
                "slug": row.slug,
                "team": team,
                "role": row.role,
                "people": people[row.id],
                "unit": row.unit,
                "every": row.every,
                "handover": row.handover,
                "weekday": row.weekday,
                "starts_on": row.starts_on,
                "ends_on": row.ends_on,
                "windows": row.windows,
            }
        )
        for row, team in rows
    )


def kept_shifts(session: Session, line_id: int) -> tuple[ShiftEntry, ...]:
    """The line's one-off shifts as the file writes them."""
    rows = session.execute(
        select(OneOffShift, Team.slug, Person.slug)
        .join(Team, Team.id == OneOffShift.team_id)
        .join(Person, Person.id == OneOffShift.person_id)
        .where(OneOffShift.line_id == line_id)
        .order_by(OneOffShift.id)
    )
    return tuple(
        ShiftEntry.model_validate(
            {
                "slug": row.slug,
                "team": team,
                "role": row.role,
                "person": person,
                "start": row.starts,
                "end": row.ends,
            }
        )
        for row, team, person in rows
    )
