"""Who a call may ring now: the line's roster as the rules of a plan see it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from hotline.calls.crew import crew_of
from hotline.calls.plans import plan_called, wish_of
from hotline.lines.menu import ProfessionChoice
from hotline.lines.service import LoadedLine
from hotline.rosters.pauses import people_to_ring
from routing.plan import Match, Responder, fits


def responders_on_duty(session: Session, line: LoadedLine, at: datetime) -> tuple[Responder, ...]:
    """Everybody on duty for this line at the aware instant `at`, busy or not, in the order of the
    roster; nobody who is in a pause."""
    crew = crew_of(session, line.id)
    return tuple(
        crew[duty.person_id].on_duty(duty.team, duty.role, duty.team_kind)
        for duty in people_to_ring(session, line.id, at)
        # Not in the crew: a file was loaded since the crew was read.
        if duty.person_id in crew
    )


def peers_on_duty(
    session: Session, line: LoadedLine, choice: ProfessionChoice, language: str, now: datetime
) -> bool:
    """Whether somebody of the caller's own profession could be rung now, busy or not."""
    if choice.plans.peer is None:
        return False
    wish = wish_of(choice.profession, language)
    steps = plan_called(line.document, choice.plans.peer).steps
    return any(
        fits(responder, step, wish)
        for responder in responders_on_duty(session, line, now)
        for step in steps
        if Match.PROFESSION in step.match
    )
