"""A roster in a file: a calendar (iCalendar), or a sheet (CSV, Excel, ODS)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from hotline.calendars.events import NotACalendar, is_calendar
from hotline.calendars.shifts import shifts_of_calendar
from hotline.lines.service import LoadedLine
from hotline.people.names import names_of
from hotline.rosters.incoming import IMPORT, Incoming
from hotline.rosters.sheets.grid import NotATable, rows_of
from hotline.rosters.sheets.shifts import shifts_of_rows
from hotline.rosters.teams import TeamNamed, teams_named


class NotARoster(ValueError):
    """The file is neither a calendar nor a sheet."""


class TeamNeeded(ValueError):
    """A calendar does not say for which team and role it is."""


def shifts_in_file(
    session: Session,
    line: LoadedLine,
    content: bytes,
    *,
    team: TeamNamed | None,
    role: str | None,
    now: datetime,
) -> Incoming:
    """The shifts in a file that are not over at the aware instant `now`; of this team and role
    where the file says none. Raises NotARoster, or TeamNeeded."""
    names = names_of(session, line.id)
    try:
        if not is_calendar(content):
            teams = teams_named(session, line)
            slug = team.slug if team else None
            return shifts_of_rows(rows_of(content), names, teams, team=slug, role=role, now=now)
        if team is None or role is None:
            raise TeamNeeded
        return shifts_of_calendar(content, team, role, names, origin=IMPORT, now=now)
    except (NotACalendar, NotATable) as problem:
        raise NotARoster from problem
