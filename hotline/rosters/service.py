"""The roster of a line, and who is on duty: rows in, the pure rules' answers out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.lines.cache import PerVersion
from hotline.lines.file import RotationEntry, ShiftEntry
from hotline.lines.service import version_of
from hotline.lines.tables import Line
from hotline.people.service import ids_by_slug
from hotline.rosters import tables
from hotline.rosters.deciding import decision_rows, decisions_of
from schedules import on_duty as rules
from schedules.duty import Duty
from schedules.kept import KeptOnDuty
from schedules.planned import Planned, planned
from schedules.roster import Roster
from schedules.rotation import Rotation
from schedules.shift import Shift


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Someone on duty: from `since` until just before `until` (aware, UTC)."""

    team: str
    team_kind: str
    role: str
    person_id: int
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class LineRoster:
    """A line's roster: teams by their slug, people by their id written as text."""

    roster: Roster
    kinds: dict[str, str]
    """The kind of each team by its slug, in the order of the line's teams."""
    zones: dict[str, ZoneInfo]
    """The time zone of each team by its slug."""
    zone: ZoneInfo
    """That of the line."""
    on_duty: KeptOnDuty
    """Who is on now, known without asking all rules again."""


_rosters: PerVersion[LineRoster] = PerVersion()


def roster_of(session: Session, line_id: int) -> LineRoster:
    """The line's roster for the rules in `schedules`; read anew only when the line changed.

    One statement when it did not, seven when it did. Raises NoResultFound for an unknown line.
    """
    version = version_of(session, line_id)
    return _rosters.get(session, version, lambda: _read(session, line_id))


def people_on_duty(session: Session, line_id: int, at: datetime) -> tuple[OnDuty, ...]:
    """Everyone on duty on this line at the aware instant `at`; empty when nobody is."""
    line = roster_of(session, line_id)
    return tuple(_on_duty(line, duty) for duty in line.on_duty.at(at))


def duties_to_come(
    session: Session, line_id: int, after: datetime, until: datetime
) -> Iterator[OnDuty]:
    """The duties of this line that begin later than `after` and before `until`, in that order."""
    line = roster_of(session, line_id)
    for duty in rules.duties(line.roster, after, until):
        if duty.start > after:
            yield _on_duty(line, duty)


def planned_of(session: Session, line_id: int, start: datetime, end: datetime) -> Planned:
    """The line's duties and open duties between two aware instants (see schedules.planned)."""
    return planned(roster_of(session, line_id).roster, start, end)


def _on_duty(line: LineRoster, duty: Duty) -> OnDuty:
    return OnDuty(
        duty.team, line.kinds[duty.team], duty.role, int(duty.person), duty.start, duty.end
    )


def _read(session: Session, line_id: int) -> LineRoster:
    # What refers is read before what it refers to, which is never deleted: whatever others commit
    # in between, all of it is found.
    rows = session.scalars(
        select(tables.RosterRule).filter_by(line_id=line_id).order_by(tables.RosterRule.id)
    ).all()
    decisions = decision_rows(session, line_id)
    line_zone = session.scalars(
        select(Line.document["line"]["time_zone"].as_string()).where(Line.id == line_id)
    ).one()
    teams = {
        team.slug: team
        for team in session.scalars(
            select(tables.Team).filter_by(line_id=line_id).order_by(tables.Team.id)
        )
    }
    zones = {slug: ZoneInfo(team.time_zone or line_zone) for slug, team in teams.items()}
    changes = {
        change.id: change
        for change in session.scalars(select(tables.RosterChange).filter_by(line_id=line_id))
    }
    ids = ids_by_slug(session, line_id)
    rotations, shifts = [], []
    for row in rows:
        first = changes[row.opened_in].number == 1
        opened = None if first else changes[row.opened_in].made_at
        closed = None if row.closed_in is None else changes[row.closed_in].made_at
        zone = ZoneInfo(row.zone)
        if row.kind == "rotation":
            rotations.append(_rotation(row, ids, zone, opened, closed))
        else:
            shifts.append(_shift(row, ids, zone, opened, closed))
    roster = Roster(tuple(rotations), tuple(shifts), decisions_of(decisions, changes))
    return LineRoster(
        roster,
        {slug: team.kind for slug, team in teams.items()},
        zones,
        ZoneInfo(line_zone),
        KeptOnDuty(roster),
    )


def _rotation(
    row: tables.RosterRule,
    ids: dict[str, int],
    zone: ZoneInfo,
    opened: datetime | None,
    closed: datetime | None,
) -> Rotation:
    entry = RotationEntry.model_validate(row.rule)
    return Rotation(
        key=entry.slug,
        team=entry.team,
        role=entry.role,
        people=tuple(tuple(str(ids[slug]) for slug in group) for group in entry.people),
        zone=zone,
        cadence=entry.cadence(),
        starts_on=entry.starts_on,
        every=entry.every,
        ends_on=entry.ends_on,
        windows=tuple(window.rule() for window in entry.windows),
        opened=opened,
        closed=closed,
    )


def _shift(
    row: tables.RosterRule,
    ids: dict[str, int],
    zone: ZoneInfo,
    opened: datetime | None,
    closed: datetime | None,
) -> Shift:
    entry = ShiftEntry.model_validate(row.rule)
    return Shift(
        key=entry.slug,
        team=entry.team,
        role=entry.role,
        person=str(ids[entry.person]),
        zone=zone,
        starts=entry.start,
        ends=entry.end,
        first_start=row.first_start,
        opened=opened,
        closed=closed,
    )
