"""Teams as people hear of them: by their name."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from hotline.lines.fields import Words
from hotline.rosters.tables import Team


def team_names(session: Session, line_id: int) -> dict[str, Words]:
    """What the line's teams are called, by their slug; those of the past included."""
    rows = session.execute(select(Team.slug, Team.name).where(Team.line_id == line_id))
    return {slug: Words.model_validate(name) for slug, name in rows}


def team_name(session: Session, line_id: int, slug: str, language: str) -> str:
    """What the line's file calls this team; its slug, when a new file took it away."""
    row = select(Team.name).where(Team.line_id == line_id, Team.slug == slug)
    name = session.scalar(row)
    return slug if name is None else Words.model_validate(name).read_in(language)
