"""What else a caller is asked, each only where it could change who is rung: a psychologist or a
peer, another profession, the département, people to avoid."""

from __future__ import annotations

from flask import Response

from hotline.service import hotline
from hotline.voice.asked import Asked
from hotline.voice.entering import in_the_menus
from hotline.voice.menu import ask_next
from hotline.voice.webhook import asked_from
from routing.questions import ANOTHER_PROFESSION, AVOID, DEPARTMENT, KIND, LATER


def kind(call_id: str) -> Response:
    """A psychologist, or a peer."""
    return _heard(call_id, KIND)


def another_profession(call_id: str) -> Response:
    """Somebody of another profession, or a psychologist."""
    return _heard(call_id, ANOTHER_PROFESSION)


def later(call_id: str) -> Response:
    """Somebody now, or to be called back by somebody of their own profession."""
    return _heard(call_id, LATER)


def department(call_id: str) -> Response:
    """Where the caller is."""
    return _heard(call_id, DEPARTMENT)


def avoid(call_id: str, place: int) -> Response:
    """Whether the people at this place of the line's list are to be avoided."""
    return _heard(call_id, AVOID, place)


def _heard(call_id: str, name: str, place: int = 0) -> Response:
    with hotline().database.reading() as session:
        found = in_the_menus(session, call_id)
    if isinstance(found, Response):
        return found
    call, line = found
    if name == AVOID:
        tags = [people.tag for people in line.document.avoidable]
        if asked_from(line.version) != line.version:  # this place may be of other people by now
            return ask_next(call, line, call.answers)
        name += tags[place]
    return Asked(call, line, name, ask_next).heard()
