"""Somebody of the line whom this account may see; for everybody else they are not there."""

from __future__ import annotations

from flask import abort
from sqlalchemy.orm import Session

from hotline.accounts.rights import Right
from hotline.accounts.teams import people_of
from hotline.console.here import Here
from hotline.people.tables import Person


def seen_by(session: Session, here: Here, right: Right) -> set[int] | None:
    """The ids of those for whom the right is held; None for everybody of the line."""
    teams = here.teams(right)
    return None if teams is None else people_of(session, here.line.id, teams, here.now)


def person_here(session: Session, here: Here, person_id: int, right: Right) -> Person:
    """That person; 404 when they are of another line, or of a team that is not looked after."""
    person = session.get(Person, person_id)
    theirs = seen_by(session, here, right)
    if person is None or person.line_id != here.line.id:
        abort(404)
    if theirs is not None and person.id not in theirs:
        abort(404)
    return person
