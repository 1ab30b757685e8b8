"""The roster of a line, and who is on duty: rows in, the pure rules' answers out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.lines.cache import PerVersion
from hotline.lines.fields import WEEKDAYS
from hotline.lines.opening import WindowEntry
from hotline.lines.service import version_of
from hotline.lines.tables import Line
from hotline.rosters import tables
from schedules import on_duty as rules
from schedules.cadence import Weekdays
from schedules.duty import Duty
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


_rosters: PerVersion[LineRoster] = PerVersion()


def roster_of(session: Session, line_id: int) -> LineRoster:
    """The line's roster for the rules in `schedules`; read anew only when the line changed.

    One statement when it did not, five when it did. Raises NoResultFound for an unknown line.
    """
    version = version_of(session, line_id)
    return _rosters.get(session, version, lambda: _read(session, line_id))


def people_on_duty(session: Session, line_id: int, at: datetime) -> tuple[OnDuty, ...]:
    """Everyone on duty on this line at the aware instant `at`; empty when nobody is."""
    line = roster_of(session, line_id)
    return tuple(_on_duty(line, duty) for duty in rules.on_duty(line.roster, at))


def duties_to_come(
    session: Session, line_id: int, after: datetime, until: datetime
) -> Iterator[OnDuty]:
    """The duties of this line that begin later than `after` and before `until`, in that order."""
    line = roster_of(session, line_id)
    for duty in rules.duties(line.roster, after, until):
        if duty.start > after:
            yield _on_duty(line, duty)


def _on_duty(line: LineRoster, duty: Duty) -> OnDuty:
    return OnDuty(
        duty.team, line.kinds[duty.team], duty.role, int(duty.person), duty.start, duty.end
    )


def _read(session: Session, line_id: int) -> LineRoster:
    line_zone = session.scalars(
        select(Line.document["line"]["time_zone"].as_string()).where(Line.id == line_id)
    ).one()
    teams = {
        team.id: team
        for team in session.scalars(
            select(tables.Team).filter_by(line_id=line_id, active=True).order_by(tables.Team.id)
        )
    }
    people: dict[int, list[str]] = defaultdict(list)
    turns = session.execute(
        select(tables.RotationPerson.rotation_id, tables.RotationPerson.person_id)
        .join(tables.Rotation)
        .where(tables.Rotation.line_id == line_id)
        .order_by(tables.RotationPerson.rotation_id, tables.RotationPerson.position)
    )
    for rotation_id, person_id in turns:
        people[rotation_id].append(str(person_id))

    def zone(team_id: int) -> ZoneInfo:
        return ZoneInfo(teams[team_id].time_zone or line_zone)

    rotations = tuple(
        _rotation(row, teams[row.team_id].slug, tuple(people[row.id]), zone(row.team_id))
        for row in session.scalars(
            select(tables.Rotation).filter_by(line_id=line_id).order_by(tables.Rotation.id)
        )
    )
    shifts = tuple(
        Shift(
            key=row.slug,
            team=teams[row.team_id].slug,
            role=row.role,
            person=str(row.person_id),
            zone=zone(row.team_id),
            starts=row.starts,
            ends=row.ends,
        )
        for row in session.scalars(
            select(tables.OneOffShift).filter_by(line_id=line_id).order_by(tables.OneOffShift.id)
        )
    )
    return LineRoster(Roster(rotations, shifts), {team.slug: team.kind for team in teams.values()})


def _rotation(row: tables.Rotation, team: str, people: tuple[str, ...], zone: ZoneInfo) -> Rotation:
    return Rotation(
        key=row.slug,
        team=team,
        role=row.role,
        people=people,
        zone=zone,
        cadence=Weekdays(
            row.handover,
            frozenset(range(7) if row.weekday is None else {WEEKDAYS.index(row.weekday)}),
        ),
        starts_on=row.starts_on,
        every=row.every,
        ends_on=row.ends_on,
        windows=tuple(WindowEntry.model_validate(window).rule() for window in row.windows),
    )
