"""The places of a roster on forms: a role in a team, chosen from a list, kept as « team role »."""

from __future__ import annotations

from sqlalchemy.orm import Session

from hotline.accounts.rights import Right
from hotline.console.here import Here
from hotline.people.names import by_name
from hotline.rosters.teams import TeamNamed, team_names, teams_named
from hotline.words.duties import role_words


def place_choices(session: Session, here: Here) -> list[tuple[str, str]]:
    """Those that this account may change, by the names of teams, « premier » before
    other roles, as forms list them."""
    names = team_names(session, here.line.id)
    mine = (
        (team, names[slug].read_in(here.language))
        for slug, team in teams_named(session, here.line).items()
        if here.may(Right.ROSTER_CHANGE, slug)
    )
    return [
        (f"{team.slug} {role}", f"{name}, {role_words(role, here.language)}")
        for team, name in by_name(mine)
        for role in sorted(team.roles, key=lambda role: (role != "first", role))
    ]


def place_named(session: Session, here: Here, text: str) -> tuple[TeamNamed, str] | None:
    """The team and role that were chosen; None when it is none that this account may change."""
    slug, _, role = text.partition(" ")
    team = teams_named(session, here.line).get(slug)
    if team is None or role not in team.roles or not here.may(Right.ROSTER_CHANGE, slug):
        return None
    return team, role
