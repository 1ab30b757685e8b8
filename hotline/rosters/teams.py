"""Teams as people hear of them: by their name."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hotline.lines.fields import Words
from hotline.lines.service import LoadedLine
from hotline.lines.tables import Line
from hotline.rosters.service import roster_of
from hotline.rosters.tables import Team
from routing.plan import VOLUNTEERS


@dataclass(frozen=True, slots=True)
class TeamNamed:
    """A team as files name it, and the roles there are in it."""

    slug: str
    kind: str
    """psychologist, peer or coordinator."""
    zone: ZoneInfo
    names: tuple[str, ...]
    roles: tuple[str, ...]


def team_names(session: Session, line_id: int) -> dict[str, Words]:
    """What the line's teams are called, by their slug; those of the past included."""
    rows = session.execute(select(Team.slug, Team.name).where(Team.line_id == line_id))
    return {slug: Words.model_validate(name) for slug, name in rows}


def zones_of(session: Session, line_id: int) -> dict[str, str]:
    """The time zone of each team of the line, the line's own where it has none, by its slug."""
    line_zone = Line.document["line"]["time_zone"].as_string()
    rows = select(Team.slug, func.coalesce(Team.time_zone, line_zone)).join(
        Line, Line.id == Team.line_id
    )
    return dict(session.execute(rows.where(Line.id == line_id)).all())


def team_name(session: Session, line_id: int, slug: str, language: str) -> str:
    """What the line's file calls this team; its slug, when a new file took it away."""
    row = select(Team.name).where(Team.line_id == line_id, Team.slug == slug)
    name = session.scalar(row)
    return slug if name is None else Words.model_validate(name).read_in(language)


def teams_named(session: Session, line: LoadedLine) -> dict[str, TeamNamed]:
    """The active teams of a line by their slug, with every role that its plans ring, that it
    requires, or that is on its roster. Whoever volunteers is on no roster, so theirs is none."""
    roster = roster_of(session, line.id)
    pairs = {(source.team, source.role) for source in roster.roster.sources}
    pairs |= {(need.team, need.role) for need in line.document.required}
    for plan in line.document.plans:
        pairs |= {(step.team, step.role) for step in plan.steps if step.team and step.role}
    volunteering = {(team, VOLUNTEERS) for team, _ in pairs}
    rows = session.scalars(select(Team).filter_by(line_id=line.id, active=True).order_by(Team.id))
    return {
        row.slug: TeamNamed(
            row.slug,
            row.kind,
            roster.zones[row.slug],
            tuple(row.name.values()),
            tuple(sorted(role for team, role in pairs - volunteering if team == row.slug)),
        )
        for row in rows
    }
