"""Which team and role of the line are meant."""

from __future__ import annotations

from sqlalchemy.orm import Session

from hotline.commands.asking import Refused, refuse_unknown_team
from hotline.lines.service import LoadedLine
from hotline.rosters.teams import TeamNamed, teams_named
from hotline.taxonomies import Wording

_WHICH_ROLE = Wording(
    "Dites dans quel rôle, avec --role : {known}.", "Say in which role, with --role: {known}."
)


def team_asked_for(session: Session, line: LoadedLine, slug: str, language: str) -> TeamNamed:
    """The active team of that slug. Raises Refused."""
    teams = teams_named(session, line)
    refuse_unknown_team(slug, teams, language)
    return teams[slug]


def role_asked_for(team: TeamNamed, role: str | None, language: str) -> str | None:
    """That role of the team, its only one when none is said, None when it has several. Raises
    Refused for one that it has not."""
    if role is not None and role not in team.roles:
        raise Refused(_WHICH_ROLE, language, known=", ".join(team.roles))
    return team.roles[0] if role is None and len(team.roles) == 1 else role
