"""Who a line's calls may ring: its own people on duty, volunteers, and another line's people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache

from sqlalchemy.orm import Session

from hotline.calls.crew import CrewMember, crew_of
from hotline.lines.document import LineDocument, Step
from hotline.lines.service import LoadedLine, line_by_slug
from hotline.logs import logger
from hotline.rosters.pauses import people_to_ring
from routing.plan import VOLUNTEERS, Responder

log = logger(__name__)


def responders_on_duty(session: Session, line: LoadedLine, at: datetime) -> tuple[Responder, ...]:
    """Everybody whom the line's plans may ring at the aware instant `at`, busy or not: in the order
    of the roster, volunteers after it, other lines last. Nobody who is in a pause."""
    return tuple(
        crew[duty.person_id].on_duty(duty.team, duty.role, duty.team_kind, other)
        for other, asked, volunteers in _asked(session, line)
        for crew in (crew_of(session, asked.id),)
        for duty in people_to_ring(session, asked.id, at, volunteers=volunteers)
        # Not in the crew: a file was loaded since the crew was read.
        if duty.person_id in crew
    )


def crew_of_plans(session: Session, line: LoadedLine) -> dict[int, CrewMember]:
    """By id, everyone of the line and of the lines that its plans ring; see `crew_of`."""
    crew: dict[int, CrewMember] = {}
    for _, asked, _ in _asked(session, line):
        crew |= crew_of(session, asked.id)
    return crew


def _asked(session: Session, line: LoadedLine) -> Iterator[tuple[str | None, LoadedLine, bool]]:
    """The lines whose people are rung: the name under which steps know it (None for the line
    itself), the line, and whether its volunteers are."""
    for slug in dict.fromkeys((None, *(step.line for step in _steps(line.document)))):
        asked = line if slug is None else line_by_slug(session, slug)
        if asked is None:
            tell_unknown(line.document.line.slug, str(slug))
            continue
        volunteers = any(
            step.line == slug and step.role == VOLUNTEERS for step in _steps(line.document)
        )
        yield slug, asked, volunteers


def _steps(document: LineDocument) -> Iterator[Step]:
    return (step for plan in document.plans for step in plan.steps)


@cache
def tell_unknown(line: str, other: str) -> None:
    """Said once: every heartbeat of every call comes by here."""
    log.warning("other-line-unknown", line=line, other=other)
